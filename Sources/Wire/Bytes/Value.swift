/// What a field's bits say, before anyone decides how to draw it.
public enum Value: Sendable, Hashable {
  /// A group: its children say it all.
  case none
  /// A number, and the name that the specification gives that number.
  case number(UInt64, symbol: String? = nil)
  case flag(Bool)
  /// Text as it was decoded. It may hold any character: views escape it.
  case text(String)
  /// Bytes that have no text.
  case bytes([UInt8])
}

extension Value: CustomStringConvertible {
  public var description: String {
    switch self {
    case .none: ""
    case .number(let number, let symbol): symbol.map { "\(number) (\($0))" } ?? "\(number)"
    case .flag(let flag): flag ? "1" : "0"
    case .text(let text): text
    case .bytes(let bytes): bytes.hex
    }
  }
}
