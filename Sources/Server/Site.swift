import CBuiltin

/// The shop's files, which the edge server sends by itself; they travel inside the program.
public enum Site {
  public struct File: Sendable, Hashable {
    /// As in a URL: `/static/shop.css`.
    public var path: String
    /// With the charset where it is text: `text/css; charset=utf-8`.
    public var type: String
    public var bytes: [UInt8]
  }

  /// In the order they were laid into the program.
  public static let files: [File] = {
    var files: [File] = []
    var index = 0
    while let builtin = builtin_file_at(index)?.pointee {
      index += 1
      let name = String(cString: builtin.path)
      guard name.hasPrefix("site/") else { continue }
      let path = name == "site/about.html" ? "/about.html" : "/static/" + String(name.dropFirst("site/".count))
      let bytes = Array(UnsafeBufferPointer(start: builtin.bytes, count: builtin.count))
      files.append(File(path: path, type: mediaType(of: path), bytes: bytes))
    }
    return files
  }()

  /// The file at the path of a URL, such as `/static/shop.css`.
  public static func file(_ path: String) -> File? { files.first { $0.path == path } }

  private static func mediaType(of path: String) -> String {
    switch path.split(separator: ".").last {
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "html": "text/html; charset=utf-8"
    case "png": "image/png"
    default: "application/octet-stream"
    }
  }
}
