import Screen

/// How meanings look: colours from Okabe and Ito's palette, which colour-blind people can tell apart.
///
/// Only its four middle tones are used, since they stand out on light and on dark backgrounds alike. Nothing is said
/// by colour alone (C5): what has no colour keeps its bold, its underline or its word.
public struct Theme: Sendable, Hashable {
  public var lines: Lines
  /// Nothing but ASCII, lessons and bodies included.
  public var isASCII: Bool

  public init(lines: Lines = .ascii, isASCII: Bool = false) {
    self.lines = isASCII ? .ascii : lines
    self.isASCII = isASCII
  }

  static let blue = Color.rgb(0, 114, 178)
  static let vermillion = Color.rgb(213, 94, 0)
  static let green = Color.rgb(0, 158, 115)
  static let purple = Color.rgb(204, 121, 167)

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
    case .current: Style(Self.vermillion, bold: true)
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
