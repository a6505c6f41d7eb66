import Foundation
import Server
import Testing

@Suite("Site: the files that travel inside the program")
struct SiteTests {
  @Test("what is inside is what is in the folder, all of it")
  func embedded() throws {
    let folder = Foundation.URL(filePath: #filePath).appending(path: "../../../../Sources/Server/Site").standardized
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
    #expect(Site.files.count == names.count)
    for name in names {
      let file = Site.files.first { $0.path.hasSuffix("/" + name) }
      #expect(try file?.bytes == Array(Data(contentsOf: folder.appending(path: name))), "\(name) in builtin.c")
    }
  }

  @Test(
    "a file has its type",
    arguments: [
      ("/static/shop.css", "text/css; charset=utf-8"), ("/static/logo.png", "image/png"),
      ("/static/shop.js", "text/javascript; charset=utf-8"), ("/about.html", "text/html; charset=utf-8"),
    ])
  func types(_ row: (path: String, type: String)) {
    #expect(Site.file(row.path)?.type == row.type)
    #expect(Site.file("/static/../" + row.path) == nil)
  }
}
