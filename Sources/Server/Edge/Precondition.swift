import Wire

/// When "not modified" is answer enough (RFC 9110 section 13).
enum Precondition {
  /// What a 304 repeats of the 200 it stands for (section 15.4.5), and what is said of every answer.
  private static let kept = ["cache-control", "content-location", "date", "etag", "expires", "server", "vary", "via"]

  /// Makes a 304 of a 200 that the asker has already. Asked last, of the very bytes that would be sent: compressed ones
  /// have a tag of their own.
  static func apply(to response: inout HTTP.Response, for request: HTTP.Request) {
    guard response.status == 200, request.method == "GET" || request.method == "HEAD",
      isUnchanged(response.fields, for: request)
    else { return }
    response.status = 304
    response.reason = "Not Modified"
    response.body = []
    response.fields = HTTP.Fields(response.fields.lines.filter { kept.contains($0.name.asciiLowercased) })
  }

  /// If-None-Match decides where it is sent; If-Modified-Since only without it (section 13.2.2).
  private static func isUnchanged(_ fields: HTTP.Fields, for request: HTTP.Request) -> Bool {
    let asked = request.fields.values("If-None-Match").joined(separator: ", ")
    if !asked.isEmpty {
      return fields["ETag"].flatMap(HTTP.EntityTag.init(parsing:))?.isNamed(byIfNoneMatch: asked) ?? false
    }
    guard let since = request.fields["If-Modified-Since"].flatMap({ HTTP.Date($0) }),
      let modified = fields["Last-Modified"].flatMap({ HTTP.Date($0) })
    else { return false }
    return modified <= since
  }
}
