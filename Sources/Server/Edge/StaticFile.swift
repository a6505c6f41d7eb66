import Wire

/// A file of the site as a resource: its type, its validators, and when "not modified" is answer enough
/// (RFC 9110 sections 8.8 and 13).
struct StaticFile {
  /// The files came into the program when it was built; no clock says more (2026-01-01 00:00:00 UTC).
  private static let modified = HTTP.Date(seconds: 1_767_225_600)

  private let file: Site.File
  /// A strong validator: other bytes, another tag (FNV-1a, 64 bits).
  private let tag: HTTP.EntityTag

  init(_ file: Site.File) {
    self.file = file
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in file.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    tag = HTTP.EntityTag(String(hash, radix: 16))
  }

  func response(to request: HTTP.Request) -> HTTP.Response {
    guard request.method == "GET" || request.method == "HEAD" else {
      var refusal = HTTP.Response.problem(405, detail: "a file can be read, not changed")
      refusal.fields.add("Allow", "GET, HEAD")
      return refusal
    }
    let fields: HTTP.Fields = [
      "Content-Type": file.type, "ETag": tag.description, "Last-Modified": Self.modified.description,
      "Cache-Control": "public, max-age=3600",
    ]
    if isUnchanged(for: request) {
      var kept = fields
      kept.remove("Content-Type")
      kept.remove("Last-Modified")
      if Compression.isWorthwhile(file.type) { kept.add("Vary", "Accept-Encoding") }
      return HTTP.Response(status: 304, reason: "Not Modified", fields: kept)
    }
    return HTTP.Response(status: 200, reason: "OK", fields: fields, body: file.bytes)
  }

  /// If-None-Match decides where it is sent; If-Modified-Since only without it (RFC 9110 section 13.2.2).
  private func isUnchanged(for request: HTTP.Request) -> Bool {
    let asked = request.fields.values("If-None-Match").joined(separator: ", ")
    if !asked.isEmpty {
      return tag.isNamed(byIfNoneMatch: asked) || Compression.compressed(tag).isNamed(byIfNoneMatch: asked)
    }
    guard let since = request.fields["If-Modified-Since"], let date = HTTP.Date(since) else { return false }
    return Self.modified <= date
  }
}
