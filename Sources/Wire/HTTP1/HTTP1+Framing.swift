extension HTTP1 {
  /// How the end of a message's content is found (RFC 9112 section 6.3).
  enum Framing: Sendable, Hashable {
    case none
    case length(Int)
    case chunked
    /// Up to the end of the connection; responses only.
    case untilClose
  }

  /// What a head's field lines say about the message's end and the connection's.
  struct Control: Sendable, Hashable {
    private(set) var length: Int?
    /// The transfer codings in order, in lower case; nil where there is no Transfer-Encoding.
    private(set) var codings: [String]?
    /// Where the last Transfer-Encoding stands.
    private(set) var codingBytes = 0..<0
    private(set) var hasContentType = false
    private(set) var hosts = 0
    private(set) var closes = false
    private(set) var keepsAlive = false
    private(set) var connectionUpgrades = false
    private(set) var namesUpgrade = false

    /// Whether the sender asks to speak another protocol afterwards (RFC 9110 section 7.8 wants both fields).
    var upgrades: Bool { connectionUpgrades && namesUpgrade }
  }
}

extension HTTP1.Control {
  private static let lengthSpec = Spec("RFC 9112", "6.2")
  private static let codingSpec = Spec("RFC 9112", "6.1")
  private static let framingSpec = Spec("RFC 9112", "6.3")

  /// Takes note of a field line, if it is one that decides where messages end.
  mutating func note(_ bytes: [UInt8], _ field: HTTP1.FieldLine, of kind: HTTP1.Kind) throws(HTTP1.Refusal) {
    switch field.name.count {
    case 4 where kind == .request && Self.same(bytes, field.name, "host"):
      hosts += 1
      if hosts > 1 {
        throw HTTP1.Refusal(
          .conflict, "a second Host; send exactly one", field.name.lowerBound..<field.value.upperBound,
          Spec("RFC 9112", "3.2"))
      }
      try HTTP1.Grammar.check(host: bytes, field.value)
    case 7 where Self.same(bytes, field.name, "upgrade"): namesUpgrade = !field.value.isEmpty
    case 10 where Self.same(bytes, field.name, "connection"): note(connection: bytes, field.value)
    case 14 where Self.same(bytes, field.name, "content-length"): try note(length: bytes, field.value)
    case 12 where Self.same(bytes, field.name, "content-type"):
      if kind == .request, hasContentType {
        throw HTTP1.Refusal(
          .conflict, "a second Content-Type; send exactly one", field.line, Spec("RFC 9110", "5.3"))
      }
      hasContentType = true
    case 17 where Self.same(bytes, field.name, "transfer-encoding"): note(coding: bytes, field.value)
    default: break
    }
  }

  /// A trailer must not say anything about framing or routing (RFC 9110 section 6.5.1).
  static func check(trailer bytes: [UInt8], _ field: HTTP1.FieldLine) throws(HTTP1.Refusal) {
    guard !same(bytes, field.name, "host"), !same(bytes, field.name, "content-length"),
      !same(bytes, field.name, "transfer-encoding")
    else {
      throw HTTP1.Refusal(
        .forbidden, "\(HTTP1.text(bytes, field.name)) can't stand in a trailer; the message's end is already known",
        field.line, Spec("RFC 9110", "6.5.1"))
    }
  }

  // MARK: Where the message ends

  /// A request's: by transfer coding, by length, or else it has no content.
  func framing(ofRequest minor: UInt8) throws(HTTP1.Refusal) -> HTTP1.Framing {
    guard let codings = try codings(minor) else { return length.map(HTTP1.Framing.length) ?? .none }
    for coding in codings where !Self.registered.contains(coding) {
      throw coding.isEmpty
        ? HTTP1.Refusal(.malformed, "expected the name of a transfer coding", codingBytes, Self.codingSpec)
        : HTTP1.Refusal(
          .unsupported, "transfer coding that nobody here knows; use chunked", codingBytes, status: 501,
          Self.codingSpec)
    }
    guard codings.last == "chunked" else {
      throw HTTP1.Refusal(
        .malformed, "expected chunked as the last transfer coding; a request's end is not known otherwise",
        codingBytes, Self.framingSpec)
    }
    return .chunked
  }

  /// A response's, which also depends on the request: HEAD gets a head only, a CONNECT that worked ends HTTP.
  func framing(ofResponseTo method: String, status: Int, minor: UInt8) throws(HTTP1.Refusal) -> HTTP1.Framing {
    let codings = try codings(minor)
    if method == "HEAD" || status < 200 || status == 204 || status == 304 { return .none }
    if method == "CONNECT", status < 300 { return .none }
    if let codings { return codings.last == "chunked" ? .chunked : .untilClose }
    return length.map(HTTP1.Framing.length) ?? .untilClose
  }

  private static let registered: Set = [
    "chunked", "gzip", "x-gzip", "deflate", "compress", "x-compress", "identity",
  ]

  /// The codings, where nothing contradicts them.
  private func codings(_ minor: UInt8) throws(HTTP1.Refusal) -> [String]? {
    guard let codings else { return nil }
    if length != nil {
      throw HTTP1.Refusal(
        .conflict, "Content-Length and Transfer-Encoding together; two servers could disagree about the end",
        codingBytes, Self.framingSpec)
    }
    if minor == UInt8(ascii: "0") {
      throw HTTP1.Refusal(
        .conflict, "Transfer-Encoding in HTTP/1.0, which does not have it", codingBytes, Self.codingSpec)
    }
    guard codings.count(where: { $0 == "chunked" }) <= 1 else {
      throw HTTP1.Refusal(.conflict, "chunked applied twice; apply it once, last", codingBytes, Self.codingSpec)
    }
    return codings
  }

  // MARK: Single fields

  private mutating func note(length bytes: [UInt8], _ value: Range<Int>) throws(HTTP1.Refusal) {
    guard length == nil else {
      throw HTTP1.Refusal(.conflict, "a second Content-Length; send exactly one", value, Self.lengthSpec)
    }
    guard !value.isEmpty, bytes[value].allSatisfy(\.isDigit) else {
      throw HTTP1.Refusal(.malformed, "expected a Content-Length of digits only", value, Self.lengthSpec)
    }
    var total = 0
    for digit in bytes[value] {
      let (tens, overflow) = total.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(Int(digit - 0x30))
      guard !overflow, !carry else {
        throw HTTP1.Refusal(.limit, "Content-Length over \(Int.max)", value, status: 413, Self.lengthSpec)
      }
      total = sum
    }
    length = total
  }

  private mutating func note(coding bytes: [UInt8], _ value: Range<Int>) {
    codingBytes = value
    codings =
      (codings ?? [])
      + HTTP1.text(bytes, value).split(separator: ",", omittingEmptySubsequences: false)
      .map(\.trimmingBlanks.asciiLowercased)
  }

  private mutating func note(connection bytes: [UInt8], _ value: Range<Int>) {
    var at = value.lowerBound
    while at < value.upperBound {
      var option = at..<bytes.end(from: at, to: value.upperBound, lanes: { $0.lanes(or: 0x2C) }, where: { $0 != 0x2C })
      at = option.upperBound + 1
      option = bytes.end(from: option.lowerBound, to: option.upperBound, where: \.isBlank)..<option.upperBound
      while !option.isEmpty, bytes[option.upperBound - 1].isBlank { option = option.dropLast() }
      if Self.same(bytes, option, "close") { closes = true }
      if Self.same(bytes, option, "keep-alive") { keepsAlive = true }
      if Self.same(bytes, option, "upgrade") { connectionUpgrades = true }
    }
  }

  private static func same(_ bytes: [UInt8], _ range: Range<Int>, _ name: StaticString) -> Bool {
    range.count == name.utf8CodeUnitCount
      && name.withUTF8Buffer { zip(range, $0).allSatisfy { bytes[$0].asciiLowercased == $1 } }
  }
}
