import Net
import Wire

/// Content codings undone, in the reverse of the order in which they were applied (RFC 9110 section 8.4).
enum ContentCoding {
  static func undo(_ response: HTTP.Response) throws(Fault) -> [UInt8] {
    var content = response.body
    guard !content.isEmpty else { return content }
    for coding in HTTP.list(response.fields.values("Content-Encoding")).reversed() {
      switch coding {
      case "gzip", "x-gzip": content = try Gzip.decompress(content, as: .gzip)
      case "deflate": content = try Gzip.decompress(content, as: .zlib)
      case "identity": break
      default:
        throw Fault(
          .unsupported, "expected Content-Encoding gzip, deflate or identity, found \(coding)", bytes: 0..<0,
          spec: .rfc(9110, "8.4"))
      }
    }
    return content
  }
}
