/// What is wrong with some bytes: what was expected, what was found, where, and what to do about it.
///
/// A peer's mistake is lesson material, so a fault is a value that travels inside events and field trees; a parser
/// that can't go on throws it.
public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// The bytes end before the thing does.
    case truncated
    /// A byte that the grammar does not allow here.
    case malformed
    /// Well formed, but a value the specification forbids.
    case forbidden
    /// Two parts that contradict each other.
    case conflict
    /// Longer, deeper or more numerous than we accept.
    case limit
    /// A reference that leads back to itself.
    case loop
    /// Correct, but not something this program does.
    case unsupported
    /// Whoever reads it passes over it, or takes it otherwise than it is written, and goes on.
    case ignored
    /// The other side did not do in time, or at all, what the protocol needs.
    case unavailable
    /// The machine that this program runs on has no more of something, such as memory.
    case exhausted
  }

  public var code: Code
  public var message: String
  /// Where, in bits from the start of what was parsed; nil where no bytes are to blame.
  public var place: Range<Int>?
  public var spec: Spec?

  public init(_ code: Code, _ message: String, bits: Range<Int>, spec: Spec? = nil) {
    self.init(code, message, spec: spec)
    place = bits
  }

  /// A fault that no bytes are to blame for: a name that nobody knows, a peer that says nothing, a member that is missing.
  public init(_ code: Code, _ message: String, spec: Spec? = nil) {
    self.code = code
    self.message = message
    self.spec = spec
  }

  public init(_ code: Code, _ message: String, bytes: Range<Int>, spec: Spec? = nil) {
    self.init(code, message, bits: bytes.lowerBound * 8..<bytes.upperBound * 8, spec: spec)
  }

  /// Whether it is worth a word only: nothing is wrong with the whole because of it.
  public var isRemark: Bool { code == .unsupported || code == .ignored }

  /// ``place``, or the start of what was parsed.
  public var bits: Range<Int> { place ?? 0..<0 }

  /// The bytes that the fault touches.
  public var bytes: Range<Int> { bits.lowerBound / 8..<(bits.upperBound + 7) / 8 }

  /// The same fault as if its bytes began `bytes` later: for a message inside a longer stream.
  public func moved(byBytes bytes: Int) -> Fault {
    var moved = self
    moved.place = place.map { $0.lowerBound + bytes * 8..<$0.upperBound + bytes * 8 }
    return moved
  }

  public var description: String {
    let place = place.map { _ in
      bytes.isEmpty ? "at byte \(bytes.lowerBound)" : "at bytes \(bytes.lowerBound)..<\(bytes.upperBound)"
    }
    let details = [place, spec?.description].compactMap(\.self)
    return details.isEmpty ? message : "\(message) (\(details.joined(separator: "; ")))"
  }
}
