extension CSS {
  /// A distance (CSS Values 4, section 6). A terminal has one size of letters, so every unit comes to cells:
  /// 16 px or 1 em are one row, 8 px or 1 ch one column.
  public struct Length: Sendable, Hashable, CustomStringConvertible {
    public enum Unit: String, Sendable, Hashable {
      case px, em, rem, ch, pt
      case percent = "%"
    }
    public var value: Double
    public var unit: Unit

    /// Longer lengths are taken as this long: no page needs more, and sums stay far from overflowing.
    static let longest = 1_000_000.0

    public init(_ value: Double, _ unit: Unit) {
      self.value = min(max(value, -Self.longest), Self.longest)
      self.unit = unit
    }

    public static let zero = Length(0, .px)

    /// In CSS pixels, where percentages are of `whole` pixels.
    public func pixels(of whole: Double) -> Double {
      switch unit {
      case .px: value
      case .em, .rem: value * 16
      case .ch: value * 8
      case .pt: value * 4 / 3
      case .percent: value * whole / 100
      }
    }

    /// In columns, where percentages are of `columns`.
    public func columns(of columns: Int) -> Int { Self.cells(pixels(of: Double(columns) * 8) / 8) }

    /// In rows; percentages are of the containing block's width, also here (CSS Box 4).
    public func rows(ofColumns columns: Int) -> Int { Self.cells(pixels(of: Double(columns) * 8) / 16) }

    /// The nearest whole number; a half goes to the even neighbour, so a margin of 8px takes no row.
    private static func cells(_ value: Double) -> Int {
      Int(min(max(value, -longest), longest).rounded(.toNearestOrEven))
    }

    public var description: String {
      value == value.rounded() ? "\(Int(value))\(unit.rawValue)" : "\(value)\(unit.rawValue)"
    }

    /// The length that a value spells: a dimension, a percentage, or a bare zero.
    init?(_ value: ComponentValue) {
      switch value.kind {
      case .number(let number) where number.value == 0: self = .zero
      case .percentage(let number): self.init(number.value, .percent)
      case .dimension(let number, let name):
        guard let unit = Unit(rawValue: name.asciiLowercased) else { return nil }
        self.init(number.value, unit)
      default: return nil
      }
    }
  }
}
