import Screen

/// How meanings look: the four middle tones of Okabe and Ito's palette, which colour-blind people can tell apart.
///
/// Each is the near one of xterm's 256 that stands out on black and on white alike (contrast over 3 to 1), since those
/// are said in half the bytes. Nothing is said by colour alone: what has no colour keeps its bold, its underline
/// or its word.
public struct Theme: Sendable, Hashable {
  public var lines: Lines
  /// Nothing but ASCII, lessons and bodies included.
  public var isASCII: Bool

  public init(lines: Lines = .ascii, isASCII: Bool = false) {
    self.lines = isASCII ? .ascii : lines
    self.isASCII = isASCII
  }

  static let blue = Color.rgb(0, 95, 175)
  static let vermillion = Color.rgb(215, 95, 0)
  static let green = Color.rgb(0, 135, 95)
  static let purple = Color.rgb(175, 95, 135)

  func style(_ role: Role) -> Style {
    switch role {
    case .plain: .plain
    case .faint, .frame: Style(dim: true)
    case .title, .heading, .strong, .key: Style(bold: true)
    case .emphasis: Style(italic: true)
    case .code, .name, .tag: Style(Self.blue)
    case .link: Style(Self.blue, underline: true)
    case .string: Style(Self.green)
    case .number: Style(Self.purple)
    case .keyword: Style(Self.vermillion, bold: true)
    case .right: Style(Self.green, bold: true)
    case .wrong: Style(Self.vermillion, bold: true)
    case .current, .question: Style(Self.vermillion, bold: true)
    case .mark: Style(Self.vermillion)
    case .selected: Style(reverse: true)
    case .live: Style(Self.green, bold: true)
    case .measured: Style(Self.blue, bold: true)
    case .modelled: Style(Self.purple, bold: true)
    case .naming: Style(Self.green, bold: true)
    case .transport: Style(bold: true)
    case .security: Style(Self.purple, bold: true)
    case .message: Style(Self.vermillion, bold: true)
    case .deciding: Style(Self.blue, bold: true)
    }
  }
}
