/// `application/x-www-form-urlencoded`: how a form, or a query, writes names and values (URL Standard, section 5).
public enum FormURLEncoded {
  public struct Pair: Sendable, Hashable {
    public var name: String
    public var value: String
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The pairs of `a=1&b=two+words`, decoded, in order, duplicates kept.
  public static func parse(_ input: some Collection<UInt8>) -> [Pair] {
    input.split(separator: UInt8(ascii: "&")).map { sequence in
      let parts = sequence.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return Pair(decode(parts[0]), parts.count > 1 ? decode(parts[1]) : "")
    }
  }

  /// The text of one name or value: `+` is a space, `%` and two digits a byte.
  static func decode(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }.percentDecoded, as: UTF8.self)
  }

  public static func serialize(_ pairs: [Pair]) -> String {
    pairs.map { encode($0.name) + "=" + encode($0.value) }.joined(separator: "&")
  }

  private static func encode(_ text: String) -> String {
    var output: [UInt8] = []
    for byte in text.utf8 {
      if byte == UInt8(ascii: " ") {
        output.append(UInt8(ascii: "+"))
      } else {
        PercentEncodeSet.formURLEncoded.append(byte, to: &output)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
