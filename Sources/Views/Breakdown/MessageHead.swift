import Wire

/// An HTTP message for showing: read by the one reader of HTTP/1.1, or, where it breaks the rules, told as far as
/// that got.
struct MessageHead {
  /// What the start line is made of: method, target, version; or version, status, reason.
  let words: [String]
  let fields: [HTTP.Fields.Line]
  /// With chunks joined, and still compressed, if it was.
  let content: [UInt8]
  /// Why there is no message to show.
  let fault: Fault?

  init(_ bytes: [UInt8], _ kind: HTTP1.Kind, answering method: String = "GET") {
    do throws(Fault) {
      switch try HTTP1.parse(bytes, kind, answering: method).messages.first {
      case .request(let request)?:
        words = [request.method, request.target, "HTTP/\(request.version)"]
        (fields, content, fault) = (request.fields.lines, request.body, nil)
      case .response(let response)?:
        words = ["HTTP/\(response.version)", "\(response.status)", response.reason].filter { !$0.isEmpty }
        (fields, content, fault) = (response.fields.lines, response.body, nil)
      case nil:
        (words, fields, content) = ([], [], [])
        fault = Fault(.truncated, "the message is not whole", bytes: bytes.indices)
      }
    } catch { (words, fields, content, fault) = ([], [], [], error) }
  }

  func first(_ name: String) -> String? { fields.first { $0.name.equalsIgnoringASCIICase(name) }?.value }
}
