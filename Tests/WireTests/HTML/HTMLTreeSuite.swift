import Foundation
import Testing
import Wire

@Suite("html5lib tree construction suite")
struct HTMLTreeSuite {
  /// One case of a `.dat` file.
  struct Case {
    var data: [UInt8] = []
    var document = ""
    var fragment: String?
    var scripting = false
  }

  /// Cases that fail, by file and number, and why.
  static let known: [String: String] = [:]

  @Test("every case gives the tree it should", .suite("html/tree-construction"))
  func cases() throws {
    let folder = SuiteData.url("html/tree-construction")
    var passed = 0
    var failed: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where file.hasSuffix(".dat") {
      let bytes = try SuiteData.bytes("html/tree-construction/\(file)")
      for (number, test) in Self.cases(in: bytes).enumerated() {
        let tree =
          if let fragment = test.fragment {
            HTML.parseFragment(test.data, in: Document.Element(html5lib: fragment), scripting: test.scripting)
          } else {
            HTML.parse(test.data, scripting: test.scripting)
          }
        if tree.outline == test.document {
          passed += 1
        } else {
          failed.insert("\(file) \(number + 1)")
          if Self.known["\(file) \(number + 1)"] == nil {
            print("\(file) \(number + 1)\n\(String(decoding: test.data, as: UTF8.self))")
            print("expected\n\(test.document)\nfound\n\(tree.outline)\n")
          }
        }
      }
    }
    print("html/tree-construction: \(passed)/\(passed + failed.count)")
    #expect(failed == Set(Self.known.keys))
  }

  /// The cases of one file: sections begin with `#name` lines, cases with `#data`.
  static func cases(in bytes: [UInt8]) -> [Case] {
    var cases: [Case] = []
    var section = ""
    var lines: [[UInt8]] = []
    func finish() {
      guard !cases.isEmpty else { return }
      switch section {
      case "#data": cases[cases.count - 1].data = Array(lines.joined(separator: [0x0A]))
      case "#document":
        while lines.last?.isEmpty ?? false { lines.removeLast() }
        cases[cases.count - 1].document = String(decoding: Array(lines.joined(separator: [0x0A])), as: UTF8.self)
      case "#document-fragment":
        cases[cases.count - 1].fragment = lines.first.map { String(decoding: $0, as: UTF8.self) }
      case "#script-on": cases[cases.count - 1].scripting = true
      default: break
      }
    }
    let names = ["#data", "#errors", "#new-errors", "#document", "#document-fragment", "#script-on", "#script-off"]
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init) {
      let text = String(decoding: line, as: UTF8.self)
      guard names.contains(text) else {
        lines.append(line)
        continue
      }
      finish()
      if text == "#data" { cases.append(Case()) }
      section = text
      lines = []
    }
    finish()
    return cases
  }
}
