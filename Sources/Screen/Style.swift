/// How a cell looks, besides its character.
///
/// Kept in one number: a screen is some thousand cells, and each is compared several times a frame.
///
///     63      57 56        52 51                 26 25                  0
///     +---------+------------+---------------------+---------------------+
///     |    0    | attributes |     background      |     foreground      |
///     +---------+------------+---------------------+---------------------+
public struct Style: Sendable, Hashable {
  private(set) var bits: UInt64

  public init(
    _ foreground: Color = .standard, on background: Color = .standard, bold: Bool = false, dim: Bool = false,
    italic: Bool = false, underline: Bool = false, reverse: Bool = false
  ) {
    bits = UInt64(foreground.bits) | UInt64(background.bits) << 26
    if bold { bits |= Self.bold }
    if dim { bits |= Self.dim }
    if italic { bits |= Self.italic }
    if underline { bits |= Self.underline }
    if reverse { bits |= Self.reverse }
  }

  public static let plain = Style()

  public var foreground: Color {
    get { Color(bits: UInt32(bits & Self.color)) }
    set { bits = bits & ~Self.color | UInt64(newValue.bits) }
  }

  public var background: Color {
    get { Color(bits: UInt32(bits >> 26 & Self.color)) }
    set { bits = bits & ~(Self.color << 26) | UInt64(newValue.bits) << 26 }
  }

  public var bold: Bool {
    get { bits & Self.bold != 0 }
    set { set(Self.bold, newValue) }
  }

  public var dim: Bool {
    get { bits & Self.dim != 0 }
    set { set(Self.dim, newValue) }
  }

  public var italic: Bool {
    get { bits & Self.italic != 0 }
    set { set(Self.italic, newValue) }
  }

  public var underline: Bool {
    get { bits & Self.underline != 0 }
    set { set(Self.underline, newValue) }
  }

  public var reverse: Bool {
    get { bits & Self.reverse != 0 }
    set { set(Self.reverse, newValue) }
  }

  private mutating func set(_ attribute: UInt64, _ isOn: Bool) {
    if isOn { bits |= attribute } else { bits &= ~attribute }
  }

  private static let color: UInt64 = 0x3FF_FFFF
  private static let bold: UInt64 = 1 << 52
  private static let dim: UInt64 = 2 << 52
  private static let italic: UInt64 = 4 << 52
  private static let underline: UInt64 = 8 << 52
  private static let reverse: UInt64 = 16 << 52
}

extension Color {
  /// Which of the cases in bits 24 and 25, its numbers below.
  fileprivate var bits: UInt32 {
    switch self {
    case .standard: 0
    case .named(let index): 1 << 24 | UInt32(index)
    case .rgb(let red, let green, let blue): 2 << 24 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    }
  }

  fileprivate init(bits: UInt32) {
    switch bits >> 24 {
    case 1: self = .named(UInt8(truncatingIfNeeded: bits))
    case 2:
      self = .rgb(
        UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits))
    default: self = .standard
    }
  }
}
