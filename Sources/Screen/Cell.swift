/// One place on the screen.
public struct Cell: Sendable, Hashable {
  /// What stands here: one grapheme, or the second half of a wide one to the left.
  public enum Glyph: Sendable, Hashable {
    case character(Character)
    case continuation
  }

  /// Nearly every cell holds an ASCII character. As a byte it needs no memory of its own and no comparison of strings,
  /// and a screen is some thousand cells, several times a frame. A character that can be a byte always is one.
  enum Content: Sendable, Hashable {
    case ascii(UInt8)
    case character(Character)
    case continuation
  }

  var content: Content
  public var style: Style

  public init(_ character: Character = " ", style: Style = .plain) {
    content = Content(character)
    self.style = style
  }

  init(ascii: UInt8, style: Style) {
    content = .ascii(ascii)
    self.style = style
  }

  init(continuation style: Style) {
    content = .continuation
    self.style = style
  }

  public var glyph: Glyph {
    get {
      switch content {
      case .ascii(let byte): .character(Character(Unicode.Scalar(byte)))
      case .character(let character): .character(character)
      case .continuation: .continuation
      }
    }
    set {
      switch newValue {
      case .character(let character): content = Content(character)
      case .continuation: content = .continuation
      }
    }
  }

  public static let blank = Cell()
}

extension Cell.Content {
  init(_ character: Character) {
    var bytes = character.utf8.makeIterator()
    if let byte = bytes.next(), byte < 0x80, bytes.next() == nil {
      self = .ascii(byte)
    } else {
      self = .character(character)
    }
  }

  /// Appends the character's UTF-8; nothing for a continuation.
  func write(to bytes: inout [UInt8]) {
    switch self {
    case .ascii(let byte): bytes.append(byte)
    case .character(let character): bytes.append(contentsOf: character.utf8)
    case .continuation: break
    }
  }
}
