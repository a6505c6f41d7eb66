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

  /// Appends the shortest SGR that turns this pen into `other`; nothing where they are the same.
  func write(changeTo other: Pen, to bytes: inout [UInt8]) {
    if self == other { return }
    let start = bytes.count
    bytes += ANSI.csi
    defer { bytes.append(UInt8(ascii: "m")) }
    if other == .plain { return }
    writeParameters(to: other, &bytes)
    if self == .plain { return }
    let middle = bytes.count
    // What is left out counts as 0.
    bytes.append(UInt8(ascii: ";"))
    Pen.plain.writeParameters(to: other, &bytes)
    if bytes.count - middle < middle - start - ANSI.csi.count {
      bytes.removeSubrange(start + ANSI.csi.count..<middle)
    } else {
      bytes.removeSubrange(middle...)
    }
  }

  /// The SGR parameters of every difference, with semicolons between them (ECMA-48, section 8.3.117).
  private func writeParameters(to other: Pen, _ bytes: inout [UInt8]) {
    let start = bytes.count
    func write(_ numbers: Int...) {
      for number in numbers {
        if bytes.count > start { bytes.append(UInt8(ascii: ";")) }
        ANSI.write(number, to: &bytes)
      }
    }
    /// `base` is 30 for the foreground, 40 for the background.
    func write(_ code: Color.Code, base: Int) {
      switch code {
      case .standard: write(base + 9)
      case .named(let index): write(index < 8 ? base + Int(index) : base + 52 + Int(index))
      case .indexed(let index): write(base + 8, 5, Int(index))
      case .rgb(let red, let green, let blue): write(base + 8, 2, Int(red), Int(green), Int(blue))
      }
    }
    var now = attributes
    let gone = attributes.subtracting(other.attributes)
    // 22 ends bold and dim together.
    if !gone.isDisjoint(with: [.bold, .dim]) {
      write(22)
      now.subtract([.bold, .dim])
    }
    if gone.contains(.italic) { write(23) }
    if gone.contains(.underline) { write(24) }
    if gone.contains(.reverse) { write(27) }
    let new = other.attributes.subtracting(now)
    if new.contains(.bold) { write(1) }
    if new.contains(.dim) { write(2) }
    if new.contains(.italic) { write(3) }
    if new.contains(.underline) { write(4) }
    if new.contains(.reverse) { write(7) }
    if foreground != other.foreground { write(other.foreground, base: 30) }
    if background != other.background { write(other.background, base: 40) }
  }
}
