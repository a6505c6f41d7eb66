import Wire

/// The start line of an HTTP message without what every message has: `GET /products?page=2` or `200 OK`.
struct StartLine {
  let words: String

  private static let longest = 2048

  init(_ message: some Sequence<UInt8>, _ kind: HTTP1.Kind) {
    let line = Array(message.prefix(Self.longest).prefix { $0 != 0x0D && $0 != 0x0A })
    let words = line.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
    let shown = kind == .request ? words.prefix(2) : words.dropFirst()
    self.words = shown.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }
}
