import Net
import Wire

/// Content codings undone, in the reverse of the order in which they were applied (RFC 9110 section 8.4).
enum ContentCoding {
  /// Each may unfold to a great deal; nobody needs more than one.
  private static let mostCodings = 3

  static func undo(_ response: HTTP.Response) throws(Fault) -> [UInt8] {
    var content = response.body
    guard !content.isEmpty else { return content }
    let codings = HTTP.list(response.fields.values("Content-Encoding"))
    guard codings.count <= mostCodings else {
      throw Fault(.limit, "expected at most \(mostCodings) content codings, found \(codings.count)")
    }
    for coding in codings.reversed() {
      switch coding {
      case "gzip", "x-gzip": content = try Gzip.decompress(content, as: .gzip)
      case "deflate": content = try Gzip.decompress(content, as: .zlib)
      case "identity": break
      default:
        throw Fault(
          .unsupported, "expected Content-Encoding gzip, deflate or identity, found \(coding)",
          spec: .rfc(9110, "8.4"))
      }
    }
    return content
  }
}
