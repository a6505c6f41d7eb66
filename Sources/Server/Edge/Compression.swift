import Net
import Wire

/// gzip by negotiation (RFC 9110 sections 8.4 and 12.5.3).
enum Compression {
  /// Below this a smaller body costs more than it saves.
  private static let leastBytes = 256

  /// Compresses the content where its kind gains from it and the request accepts gzip. A cache must know that the answer
  /// depends on Accept-Encoding, compressed or not; and a strong ETag names exact bytes, so the compressed ones get
  /// their own.
  static func apply(to response: inout HTTP.Response, for request: HTTP.Request) {
    // An answer to HEAD has no content, but the length of what GET would get.
    let isHead = request.method == "HEAD" && response.body.isEmpty
    let length = isHead ? response.fields["Content-Length"].flatMap { Int($0) } ?? 0 : response.body.count
    guard length >= leastBytes, !response.fields.contains("Content-Encoding"),
      !response.fields.contains("Content-Range"), isWorthwhile(response.fields["Content-Type"] ?? "")
    else { return }
    vary(&response)
    let accepted = HTTP.Preference.list(request.fields.values("Accept-Encoding").joined(separator: ","))
    guard let weight = HTTP.Preference.weight(of: "gzip", in: accepted), weight > 0 else { return }
    // How long the compressed content would be, only GET finds out: so that is left unsaid (RFC 9110 section 8.6).
    if isHead { return response.fields.remove("Content-Length") }
    let folded = Gzip.compress(response.body)
    guard !folded.isEmpty, folded.count < response.body.count else { return }
    response.body = folded
    response.fields.add("Content-Encoding", "gzip")
    if let tag = response.fields["ETag"].flatMap(HTTP.EntityTag.init(parsing:)) {
      response.fields.set("ETag", HTTP.EntityTag(tag.value + "-gzip", isWeak: tag.isWeak).description)
    }
  }

  private static func isWorthwhile(_ type: String) -> Bool {
    let type = type.asciiLowercased
    return ["text/", "application/json", "application/javascript", "image/svg+xml"].contains { type.hasPrefix($0) }
  }

  private static func vary(_ response: inout HTTP.Response) {
    let known = response.fields.values("Vary")
    guard !HTTP.list(known).contains("accept-encoding") else { return }
    response.fields.set("Vary", (known + ["Accept-Encoding"]).joined(separator: ", "))
  }
}
