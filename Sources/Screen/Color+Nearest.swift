extension Color {
  /// A colour as it can be written at some depth.
  enum Code: Sendable, Hashable {
    case standard
    case named(UInt8)
    case indexed(UInt8)
    case rgb(UInt8, UInt8, UInt8)
  }

  /// The nearest the depth has. `.none` leaves the terminal's own.
  func code(at depth: ColorDepth) -> Code {
    switch (self, depth) {
    case (.standard, _), (_, .none): .standard
    case (.named(let index), _): .named(index & 15)
    case (.rgb(let red, let green, let blue), .trueColor):
      Color.exact(red, green, blue).map(Code.indexed) ?? .rgb(red, green, blue)
    case (.rgb(let red, let green, let blue), .indexed256): .indexed(Color.indexed(red, green, blue))
    case (.rgb(let red, let green, let blue), .named16): .named(Color.named(red, green, blue))
    }
  }

  /// The number of a colour that the cube has exactly: it is said in half the bytes. Not of 16 to 21, which some themes
  /// give other colours.
  private static func exact(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8? {
    func level(_ value: UInt8) -> UInt8? {
      value == 0 ? 0 : value >= 95 && (value - 55) % 40 == 0 ? (value - 55) / 40 : nil
    }
    guard let r = level(red), let g = level(green), let b = level(blue), r > 0 || g > 0 else { return nil }
    return 16 + 36 * r + 6 * g + b
  }

  /// Colours 16 to 231 are a cube with six levels a side; 232 to 255 are greys from 8 in steps of 10.
  private static func indexed(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
    func level(_ value: UInt8) -> UInt8 { value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40 }
    func amount(_ level: UInt8) -> UInt8 { level == 0 ? 0 : 55 + level * 40 }
    let (r, g, b) = (level(red), level(green), level(blue))
    let mean = (Int(red) + Int(green) + Int(blue)) / 3
    let step = UInt8(min(max((mean - 3) / 10, 0), 23))
    let grey = 8 + step * 10
    let cubeIsOff = distance((red, green, blue), (amount(r), amount(g), amount(b)))
    let greyIsOff = distance((red, green, blue), (grey, grey, grey))
    return greyIsOff < cubeIsOff ? 232 + step : 16 + 36 * r + 6 * g + b
  }

  /// Nearest of the 16 as xterm shows them; a terminal with another palette shows its own, which its user chose.
  private static func named(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
    let nearest = xterm16.indices.min { one, other in
      distance((red, green, blue), xterm16[one]) < distance((red, green, blue), xterm16[other])
    }
    return UInt8(nearest ?? 7)
  }

  /// Squared distance, weighted as the eye weighs red, green and blue.
  private static func distance(_ one: (UInt8, UInt8, UInt8), _ other: (UInt8, UInt8, UInt8)) -> Int {
    let red = Int(one.0) - Int(other.0)
    let green = Int(one.1) - Int(other.1)
    let blue = Int(one.2) - Int(other.2)
    return 3 * red * red + 6 * green * green + 2 * blue * blue
  }

  /// Source: xterm's default colour resources, `color0` to `color15`.
  private static let xterm16: [(UInt8, UInt8, UInt8)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
    (255, 255, 255),
  ]
}
