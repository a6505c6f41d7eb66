/// The four forms of request target (RFC 9112 section 3.2), and the authority that two of them and Host hold.
extension HTTP1.Grammar {
  private static let targetSpec = Spec("RFC 9112", "3.2")
  private static let hostSpec = Spec("RFC 9112", "3.2")
  private static let pathMethods: Set = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "TRACE"]

  /// `/path?query`, `http://host/path`, `host:port` with CONNECT, or `*` with OPTIONS.
  static func check(target bytes: [UInt8], _ target: Range<Int>, method: Range<Int>) throws(HTTP1.Refusal) {
    let start = target.lowerBound
    if bytes[method].elementsEqual("CONNECT".utf8) {
      guard let port = authority(bytes, target), !port.isEmpty else {
        throw Refusal(.malformed, "expected host:port, as CONNECT has it", target, Spec("RFC 9112", "3.2.3"))
      }
      return
    }
    if bytes[start] == UInt8(ascii: "/") { return }
    if bytes[start] == UInt8(ascii: "*"), target.count == 1 {
      // Methods that HTTP itself does not have (M-SEARCH, PRI) may take it too.
      guard !pathMethods.contains(String(decoding: bytes[method], as: UTF8.self)) else {
        throw Refusal(
          .forbidden, "'*' means the server as a whole, which OPTIONS may ask about", target,
          Spec("RFC 9112", "3.2.4"))
      }
      return
    }
    guard let place = place(bytes, target) else {
      throw Refusal(.malformed, "expected a target that begins with '/', or a whole URL", target, targetSpec)
    }
    let host = (userinfo(bytes, target)?.upperBound ?? place.lowerBound)..<place.upperBound
    guard authority(bytes, host) != nil else {
      throw Refusal(.malformed, "expected a host in the target", host, Spec("RFC 9112", "3.2.2"))
    }
  }

  /// `user:password@` in a target that is a whole URL; nil of any other.
  static func userinfo(_ bytes: [UInt8], _ target: Range<Int>) -> Range<Int>? {
    guard let place = place(bytes, target) else { return nil }
    return bytes[place].lastIndex(of: UInt8(ascii: "@")).map { place.lowerBound..<$0 + 1 }
  }

  /// What stands between `//` and the path, in a target that is a whole URL; nil of any other.
  private static func place(_ bytes: [UInt8], _ target: Range<Int>) -> Range<Int>? {
    let start = target.lowerBound
    var at = start
    while at < target.upperBound, bytes[at].isLetter || at > start && isScheme(bytes[at]) { at += 1 }
    guard at > start, bytes[at..<target.upperBound].starts(with: "://".utf8) else { return nil }
    let place = at + 3
    at = place
    while at < target.upperBound, ![0x2F, 0x3F, 0x23].contains(bytes[at]) { at += 1 }
    return place..<at
  }

  /// Host's value: `uri-host [ ":" port ]`, or nothing.
  static func check(host bytes: [UInt8], _ value: Range<Int>) throws(HTTP1.Refusal) {
    guard value.isEmpty || authority(bytes, value) != nil else {
      throw Refusal(.malformed, "expected a host, and a port if there is one", value, hostSpec)
    }
  }

  /// The digits of the port (empty where there are none) of `host [ ":" port ]`; nil where it is not that.
  private static func authority(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    var at = range.lowerBound
    let end = range.upperBound
    if at < end, bytes[at] == UInt8(ascii: "[") {
      at += 1
      let start = at
      while at < end, bytes[at].hexDigitValue != nil || bytes[at] == UInt8(ascii: ":") || bytes[at] == UInt8(ascii: ".")
      { at += 1 }
      guard at > start, at < end, bytes[at] == UInt8(ascii: "]") else { return nil }
      at += 1
    } else {
      at = bytes.end(from: at, to: end, lanes: \.lanesOutsideWords, where: \.isHost)
      guard at > range.lowerBound else { return nil }
    }
    if at == end { return end..<end }
    guard bytes[at] == UInt8(ascii: ":") else { return nil }
    let port = at + 1..<end
    guard port.count <= 5, bytes[port].allSatisfy(\.isDigit),
      Int(String(decoding: bytes[port], as: UTF8.self)) ?? 0 < 65_536
    else { return nil }
    return port
  }

  private static func isScheme(_ byte: UInt8) -> Bool {
    byte.isDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
}
