import Wire

/// The start line of an HTTP message without what every message has: `GET /products?page=2` or `200 OK`.
struct StartLine {
  let words: String

  private static let longest = 2048

  init(_ message: some Collection<UInt8>, _ kind: HTTP1.Kind) {
    let line = message.prefix(Self.longest).prefix { $0 != 0x0D && $0 != 0x0A }
    let first = line.firstIndex(of: 0x20) ?? line.endIndex
    let rest = line[first...].dropFirst()
    let shown =
      switch kind {
      case .request: line[..<(rest.firstIndex(of: 0x20) ?? line.endIndex)]
      case .response: rest
      }
    words = String(decoding: shown, as: UTF8.self)
  }
}
