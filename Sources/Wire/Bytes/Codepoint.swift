/// A number from a registry: any value can arrive, and some of them have a name.
///
/// A struct around the number rather than an enum, because a peer may send a value that was registered yesterday, or
/// none at all, and what was on the wire is kept.
public protocol Codepoint: RawRepresentable, Sendable, Hashable, CustomStringConvertible
where RawValue: FixedWidthInteger & UnsignedInteger & Sendable {
  /// The names that the registry gives: only those worth showing.
  static var symbols: [RawValue: String] { get }
  /// What stands before the number where it has no name: `TYPE` makes `TYPE65280`.
  static var prefix: String { get }
  init(rawValue: RawValue)
}

extension Codepoint {
  /// The registered name; nil where there is none.
  public var symbol: String? { Self.symbols[rawValue] }

  public var description: String { symbol ?? "\(Self.prefix)\(rawValue)" }

  /// What the registry gives this name, in upper or lower case: libraries spell names as they like. Nil where it has
  /// none.
  public init?(named name: String) {
    guard let value = Self.symbols.first(where: { $0.value.equalsIgnoringASCIICase(name) })?.key else { return nil }
    self.init(rawValue: value)
  }
}

extension Scanner {
  /// A number from a registry, as wide as `C` stores it unless `bits` says otherwise.
  @discardableResult
  public mutating func code<C: Codepoint>(
    _ name: String, _ type: C.Type, bits: Int = C.RawValue.bitWidth, _ spec: Spec? = nil
  ) throws(Fault) -> C {
    let value = try number(name, bits: bits, spec) { C(rawValue: C.RawValue(truncatingIfNeeded: $0)).symbol }
    return C(rawValue: C.RawValue(truncatingIfNeeded: value))
  }
}
