/// A style as a terminal of some depth can show it.
struct Pen: Sendable, Hashable {
  var foreground = Color.Code.standard
  var background = Color.Code.standard
  var attributes: Attributes = []

  struct Attributes: OptionSet, Sendable, Hashable {
    var rawValue: UInt8
    static let bold = Attributes(rawValue: 1)
    static let dim = Attributes(rawValue: 2)
    static let italic = Attributes(rawValue: 4)
    static let underline = Attributes(rawValue: 8)
    static let reverse = Attributes(rawValue: 16)
  }

  static let plain = Pen()

  init() {}

  init(_ style: Style, depth: ColorDepth) {
    foreground = style.foreground.code(at: depth)
    background = style.background.code(at: depth)
    if style.bold { attributes.insert(.bold) }
    if style.dim { attributes.insert(.dim) }
    if style.italic { attributes.insert(.italic) }
    if style.underline { attributes.insert(.underline) }
    if style.reverse { attributes.insert(.reverse) }
  }

  /// True where a space drawn with this pen shows its background and nothing else.
  var hidesSpaces: Bool { attributes.isDisjoint(with: [.underline, .reverse]) }

  /// The shortest SGR that turns this pen into `other`; nothing where they are the same.
  func bytes(to other: Pen) -> [UInt8] {
    if self == other { return [] }
    if other == .plain { return ANSI.csi + [UInt8(ascii: "m")] }
    let change = parameters(to: other)
    let afresh = [0] + Pen.plain.parameters(to: other)
    let one = change.map(String.init).joined(separator: ";")
    let two = afresh.map(String.init).joined(separator: ";")
    return ANSI.csi + (two.utf8.count < one.utf8.count ? two : one).utf8 + [UInt8(ascii: "m")]
  }

  /// The SGR parameters of every difference (ECMA-48, section 8.3.117).
  private func parameters(to other: Pen) -> [Int] {
    var result: [Int] = []
    var now = attributes
    let gone = attributes.subtracting(other.attributes)
    // 22 ends bold and dim together.
    if !gone.isDisjoint(with: [.bold, .dim]) {
      result.append(22)
      now.subtract([.bold, .dim])
    }
    if gone.contains(.italic) { result.append(23) }
    if gone.contains(.underline) { result.append(24) }
    if gone.contains(.reverse) { result.append(27) }
    let new = other.attributes.subtracting(now)
    if new.contains(.bold) { result.append(1) }
    if new.contains(.dim) { result.append(2) }
    if new.contains(.italic) { result.append(3) }
    if new.contains(.underline) { result.append(4) }
    if new.contains(.reverse) { result.append(7) }
    if foreground != other.foreground { result += Pen.parameters(other.foreground, base: 30) }
    if background != other.background { result += Pen.parameters(other.background, base: 40) }
    return result
  }

  /// `base` is 30 for the foreground, 40 for the background.
  private static func parameters(_ code: Color.Code, base: Int) -> [Int] {
    switch code {
    case .standard: [base + 9]
    case .named(let index): [index < 8 ? base + Int(index) : base + 52 + Int(index)]
    case .indexed(let index): [base + 8, 5, Int(index)]
    case .rgb(let red, let green, let blue): [base + 8, 2, Int(red), Int(green), Int(blue)]
    }
  }
}
