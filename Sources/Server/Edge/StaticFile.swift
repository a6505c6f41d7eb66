import Wire

/// A file of the site as a resource: its type and its validators (RFC 9110 section 8.8).
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
    return HTTP.Response(
      status: 200, reason: "OK",
      fields: [
        "Content-Type": file.type, "ETag": tag.description, "Last-Modified": Self.modified.description,
        "Cache-Control": "public, max-age=3600",
      ], body: file.bytes)
  }
}
