extension CSS {
  /// A colour in sRGB (CSS Color 4), 0 to 255 a part; `alpha` 0 lets everything through.
  public struct Color: Sendable, Hashable, CustomStringConvertible {
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8
    public var alpha: UInt8

    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8, alpha: UInt8 = 255) {
      self.red = red
      self.green = green
      self.blue = blue
      self.alpha = alpha
    }

    /// `0xRRGGBB`.
    init(hex: UInt32) {
      red = UInt8(truncatingIfNeeded: hex >> 16)
      green = UInt8(truncatingIfNeeded: hex >> 8)
      blue = UInt8(truncatingIfNeeded: hex)
      alpha = 255
    }

    public static let black = Color(0, 0, 0)
    public static let white = Color(255, 255, 255)
    public static let transparent = Color(0, 0, 0, alpha: 0)

    /// This colour laid over an opaque one.
    public func over(_ below: Color) -> Color {
      if alpha == 255 { return self }
      let share = Int(alpha)
      func mix(_ top: UInt8, _ bottom: UInt8) -> UInt8 {
        let sum = Int(top) * share + Int(bottom) * (255 - share)
        return UInt8(clamping: (sum + 127) / 255)
      }
      return Color(mix(red, below.red), mix(green, below.green), mix(blue, below.blue))
    }

    public var description: String {
      if self == .transparent { return "transparent" }
      let parts = [red, green, blue, alpha]
      return "#" + parts.prefix(alpha == 255 ? 3 : 4).hex
    }
  }
}

extension CSS.Color {
  /// The colour that a value spells: a name, `#rgb`, `#rrggbb` (each also with alpha), `rgb()` or `hsl()`.
  init?(_ value: CSS.ComponentValue) {
    switch value {
    case .token(let token):
      switch token.kind {
      case .ident(let name):
        let name = name.asciiLowercased
        if name == "transparent" {
          self = .transparent
        } else if let hex = Self.named[name] {
          self.init(hex: hex)
        } else {
          return nil
        }
      case .hash(let digits, _): self.init(digits: digits)
      default: return nil
      }
    case .function(let function): self.init(function)
    case .block: return nil
    }
  }

  private init?(digits text: String) {
    let digits = text.utf8.compactMap(\.hexDigitValue)
    guard digits.count == text.utf8.count else { return nil }
    let parts: [UInt8]
    switch digits.count {
    case 3, 4: parts = digits.map { $0 * 17 }
    case 6, 8: parts = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    default: return nil
    }
    self.init(parts[0], parts[1], parts[2], alpha: parts.count == 4 ? parts[3] : 255)
  }

  private init?(_ function: CSS.Function) {
    guard let (arguments, isLegacy) = Self.arguments(function) else { return nil }
    var alpha = 1.0
    if arguments.count == 4 {
      guard let given = arguments[3].fraction(of: 1) else { return nil }
      alpha = given
    }
    let channels: [Double]
    switch function.name.asciiLowercased {
    case "rgb", "rgba":
      channels = arguments.prefix(3).compactMap { $0.fraction(of: 255) }
      let percentages = arguments.prefix(3).count { $0.percentage != nil }
      guard channels.count == 3, !isLegacy || percentages == 0 || percentages == 3 else { return nil }
    case "hsl", "hsla":
      func share(_ value: CSS.ComponentValue) -> Double? { isLegacy ? value.percentage : value.fraction(of: 100) }
      guard let hue = arguments[0].degrees, let saturation = share(arguments[1]), let lightness = share(arguments[2])
      else { return nil }
      channels = Self.channels(hue: hue, saturation: saturation, lightness: lightness)
    default: return nil
    }
    let parts = (channels + [alpha]).map { UInt8((min(max($0, 0), 1) * 255).rounded()) }
    self.init(parts[0], parts[1], parts[2], alpha: parts[3])
  }

  /// What stands between the parentheses, without what parts it: `1, 2, 3, 50%`, the legacy syntax, or `1 2 3 / 50%`.
  private static func arguments(_ function: CSS.Function) -> (values: [CSS.ComponentValue], isLegacy: Bool)? {
    let values = function.values.filter { !$0.isWhitespace }
    let isLegacy = values.dropFirst().first?.isComma ?? false
    switch values.count {
    case 3: return (values, false)
    case 5 where values[3].isDelim("/"): return (Array(values[..<3]) + values[4...], false)
    case 5 where isLegacy, 7 where isLegacy:
      let commas = stride(from: 1, to: values.count, by: 2).map { values[$0] }
      guard commas.allSatisfy(\.isComma) else { return nil }
      return (stride(from: 0, to: values.count, by: 2).map { values[$0] }, true)
    default: return nil
    }
  }

  /// CSS Color 4, section 7.1.
  private static func channels(hue: Double, saturation: Double, lightness: Double) -> [Double] {
    let turned = hue.truncatingRemainder(dividingBy: 360)
    let hue = turned < 0 ? turned + 360 : turned
    let chroma = saturation * min(lightness, 1 - lightness)
    return [0.0, 8, 4].map { shift in
      let k = (shift + hue / 30).truncatingRemainder(dividingBy: 12)
      return lightness - chroma * max(-1, min(k - 3, 9 - k, 1))
    }
  }
}

extension CSS.ComponentValue {
  /// A number as a share of `whole`, or a percentage.
  fileprivate func fraction(of whole: Double) -> Double? {
    if case .number(let number) = kind { min(max(number.value / whole, 0), 1) } else { percentage }
  }

  fileprivate var percentage: Double? {
    if case .percentage(let number) = kind { min(max(number.value / 100, 0), 1) } else { nil }
  }

  fileprivate var degrees: Double? {
    switch kind {
    case .number(let number): return number.value
    case .dimension(let number, let unit):
      return switch unit.asciiLowercased {
      case "deg": number.value
      case "grad": number.value * 0.9
      case "rad": number.value * 180 / .pi
      case "turn": number.value.truncatingRemainder(dividingBy: 1) * 360
      default: nil
      }
    default: return nil
    }
  }
}
