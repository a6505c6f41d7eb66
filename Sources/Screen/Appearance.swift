/// What may be sent to an output: how much colour, which characters, and whether the cursor may be moved.
///
/// Decided once for each output, from flags, environment and whether it is a terminal. stdout and stderr are judged
/// separately.
public struct Appearance: Sendable, Hashable {
  public var depth: ColorDepth
  /// Every byte stays at 0x7F or below.
  public var isASCII: Bool
  /// Lines are only ever appended: no cursor movement, no box drawing.
  public var isPlain: Bool

  public init(depth: ColorDepth, isASCII: Bool, isPlain: Bool) {
    self.depth = depth
    self.isASCII = isASCII
    self.isPlain = isPlain
  }

  /// The `--color` flag.
  public enum Choice: String, Sendable, Hashable, CaseIterable {
    case auto, always, never
  }

  /// The flags that have a say; the defaults are those of a command line without them.
  public struct Flags: Sendable, Hashable {
    public var color: Choice
    public var ascii: Bool
    public var plain: Bool

    public init(color: Choice = .auto, ascii: Bool = false, plain: Bool = false) {
      self.color = color
      self.ascii = ascii
      self.plain = plain
    }
  }

  /// A pure function of what it is given: flags beat variables, and variables what terminal and locale say.
  public static func decide(
    flags: Flags = Flags(), isTerminal: Bool, variable: (String) -> String?
  ) -> Appearance {
    func has(_ name: String) -> Bool { variable(name).map { !$0.isEmpty } ?? false }
    func forces(_ name: String) -> Bool { has(name) && !["0", "false"].contains(variable(name)) }
    let term = variable("TERM") ?? ""
    let canDraw = isTerminal && !term.isEmpty && term != "dumb"

    let usesColor =
      switch flags.color {
      case .always: true
      case .never: false
      case .auto: !has("NO_COLOR") && (forces("CLICOLOR_FORCE") || forces("FORCE_COLOR") || canDraw)
      }
    let most: ColorDepth =
      if ["truecolor", "24bit"].contains(variable("COLORTERM")) {
        .trueColor
      } else if term.has("256color") {
        .indexed256
      } else {
        .named16
      }
    return Appearance(
      depth: usesColor ? most : .none, isASCII: flags.ascii || !isUTF8(variable), isPlain: flags.plain || !canDraw)
  }

  /// POSIX: the first of the three that is set and not empty names the locale of characters.
  private static func isUTF8(_ variable: (String) -> String?) -> Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty } ?? ""
    let name = locale.lowercased()
    return name.has("utf-8") || name.has("utf8")
  }
}

extension String {
  /// Whether those bytes stand somewhere in it: `contains` first gets ready to find any text in any, for 0.1 ms.
  fileprivate func has(_ word: String) -> Bool {
    let bytes = Array(utf8)
    return bytes.indices.contains { bytes[$0...].starts(with: word.utf8) }
  }
}
