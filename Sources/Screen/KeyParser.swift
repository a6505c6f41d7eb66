/// Turns what a terminal sends into key presses, with the terminal and the clock taken out.
///
/// Bytes may come cut anywhere. A terminal's replies, its mouse, and keys we have no name for are swallowed. ESC alone is
/// a key, but also the beginning of most others: who reads the bytes calls ``timeOut()`` once nothing has followed for a
/// moment. Alt with a key comes as ESC and that key, since nothing here is bound to Alt.
public struct KeyParser: Sendable {
  public init() {}

  private var state = State.ground

  private enum State: Sendable {
    case ground
    /// ESC was read.
    case escape
    /// ESC `[` was read, then these parameter and intermediate bytes.
    case control([UInt8])
    /// ESC `O` was read: one more byte to come.
    case shift3
    /// Inside an OSC, DCS, SOS, PM or APC string, so many bytes in; whether its last byte was ESC.
    case string(length: Int, afterEscape: Bool)
    /// So many bytes belong to what was read and mean nothing to us.
    case skip(Int)
    /// A UTF-8 character, its first bytes, and how many it has in all.
    case character([UInt8], length: Int)
    /// Pasted text so far, with what may be the beginning of the mark that ends it.
    case paste([UInt8])
  }

  /// No more of a pasted text is kept than this many bytes; the rest is dropped.
  public static let longestPaste = 1 << 20

  /// A control sequence keeps this many bytes of its parameters, far more than any key has.
  private static let longestSequence = 64

  /// A string longer than this many bytes is none: somebody typed what begins one.
  private static let longestString = 4096

  /// After how many milliseconds of silence to call ``timeOut()``; nil while nothing is half read.
  public var patience: Int? {
    switch state {
    case .ground: nil
    case .paste: KeyParser.pasteDelay
    case .escape, .control, .shift3, .string, .skip, .character: KeyParser.escapeDelay
    }
  }

  /// An ESC that nothing follows for this long, in milliseconds, is the Escape key. Even a slow line sends the rest of a
  /// sequence sooner; nobody notices the wait.
  public static let escapeDelay = 50

  /// A paste whose end has not come this many milliseconds after its last byte has none: the keys pressed next are keys.
  public static let pasteDelay = 1000

  /// The keys these bytes complete.
  public mutating func receive(_ bytes: some Sequence<UInt8>) -> [Key] {
    var keys: [Key] = []
    for byte in bytes { receive(byte, &keys) }
    return keys
  }

  /// Nothing has followed for a moment: what could be the beginning of a key is one itself, or is dropped, and a paste
  /// is over.
  public mutating func timeOut() -> [Key] {
    defer { state = .ground }
    return switch state {
    case .paste(let text): [.paste(String(decoding: text, as: UTF8.self))]
    case .escape: [.escape]
    case .control([]): [.escape, .character("[")]
    case .shift3: [.escape, .character("O")]
    default: []
    }
  }

  private mutating func receive(_ byte: UInt8, _ keys: inout [Key]) {
    switch state {
    case .ground: ground(byte, &keys)
    case .escape: escape(byte, &keys)
    case .control(let parameters): control(parameters, byte, &keys)
    case .shift3:
      state = .ground
      if byte == 0x1B { state = .escape } else if let key = KeyParser.shift3(byte) { keys.append(key) }
    case .string(let length, let afterEscape): string(byte, length, afterEscape)
    case .skip(let count): state = count > 1 ? .skip(count - 1) : .ground
    case .character(let bytes, let length): character(bytes, length, byte, &keys)
    case .paste: paste(byte, &keys)
    }
  }

  private mutating func ground(_ byte: UInt8, _ keys: inout [Key]) {
    switch byte {
    case 0x1B: state = .escape
    case 0x20...0x7E: keys.append(.character(Character(Unicode.Scalar(byte))))
    case 0xC2...0xDF: state = .character([byte], length: 2)
    case 0xE0...0xEF: state = .character([byte], length: 3)
    case 0xF0...0xF4: state = .character([byte], length: 4)
    default: if let key = KeyParser.control(byte) { keys.append(key) }
    }
  }

  private mutating func escape(_ byte: UInt8, _ keys: inout [Key]) {
    state = .ground
    switch byte {
    case UInt8(ascii: "["): state = .control([])
    case UInt8(ascii: "O"): state = .shift3
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      state = .string(length: 0, afterEscape: false)
    default:
      keys.append(.escape)
      ground(byte, &keys)
    }
  }

  /// A control sequence: parameters 0x30 to 0x3F, intermediates 0x20 to 0x2F, one final byte (ECMA-48, section 5.4).
  private mutating func control(_ parameters: [UInt8], _ byte: UInt8, _ keys: inout [Key]) {
    switch byte {
    case 0x20...0x3F:
      if parameters.count < KeyParser.longestSequence { state = .control(parameters + [byte]) }
    // The Linux console's function keys: ESC [ [ A.
    case UInt8(ascii: "[") where parameters.isEmpty: state = .skip(1)
    // The oldest mouse report: ESC [ M, then three bytes.
    case UInt8(ascii: "M") where parameters.isEmpty: state = .skip(3)
    case UInt8(ascii: "~") where parameters == Array("200".utf8): state = .paste([])
    case 0x40...0x7E:
      state = .ground
      if let key = KeyParser.control(parameters, final: byte) { keys.append(key) }
    case 0x1B: state = .escape
    default: state = .ground
    }
  }

  /// A string ends with BEL or ST (ESC `\`), or is abandoned with CAN or SUB.
  private mutating func string(_ byte: UInt8, _ length: Int, _ afterEscape: Bool) {
    let isOver = byte == 0x07 || byte == 0x18 || byte == 0x1A || (afterEscape && byte == UInt8(ascii: "\\"))
    state =
      isOver || length >= KeyParser.longestString
      ? .ground : .string(length: length + 1, afterEscape: byte == 0x1B)
  }

  private mutating func character(_ bytes: [UInt8], _ length: Int, _ byte: UInt8, _ keys: inout [Key]) {
    guard byte & 0xC0 == 0x80 else {
      state = .ground
      return ground(byte, &keys)
    }
    let bytes = bytes + [byte]
    guard bytes.count == length else {
      state = .character(bytes, length: length)
      return
    }
    state = .ground
    if let text = String(validating: bytes, as: UTF8.self), let character = text.first,
      !text.unicodeScalars.contains(where: \.isUnsafe)
    {
      keys.append(.character(character))
    }
  }

  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  private mutating func paste(_ byte: UInt8, _ keys: inout [Key]) {
    guard case .paste(var text) = state else { return }
    // Taken out of the state while it grows, so that it grows in place.
    state = .ground
    let mark = KeyParser.pasteEnd
    // Past the limit one byte goes for each that comes; the last few stay, since the mark may be among them.
    if text.count >= KeyParser.longestPaste + mark.count { text.remove(at: KeyParser.longestPaste) }
    text.append(byte)
    if text.count >= mark.count, text.suffix(mark.count).elementsEqual(mark) {
      keys.append(.paste(String(decoding: text.dropLast(mark.count), as: UTF8.self)))
    } else {
      state = .paste(text)
    }
  }
}
