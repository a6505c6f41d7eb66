/// How many columns a character takes: our own table, since the system's is not to be had from Swift on Linux.
///
/// The same answer as ``Grid/put(_:row:column:style:limit:)`` draws by, so a layout measured here fits there.
public enum Width {
  /// 0 for combining marks and other characters that show nothing, 2 for wide ones, else 1.
  ///
  /// Ambiguous ones (UAX #11, class A) count as 1, as terminals outside East Asia have it. A grapheme made of several
  /// scalars takes what they take together, at most 2: a family of emoji, a flag. Controls count as 1, since the grid
  /// draws `?` for them.
  public static func of(_ character: Character) -> Int {
    var scalars = character.unicodeScalars.makeIterator()
    guard let first = scalars.next() else { return 0 }
    guard let second = scalars.next() else { return of(first) }
    if first == "\r" { return 1 }
    var columns = of(first) + of(second)
    var next: Unicode.Scalar? = second
    while let scalar = next, columns < 2 {
      if scalar == presentation, first.properties.isEmoji { return 2 }
      next = scalars.next()
      if let next { columns += of(next) }
    }
    return min(columns, 2)
  }

  /// The sum over all characters.
  public static func of(_ text: String) -> Int {
    text.isPrintableASCII ? text.utf8.count : text.reduce(0) { $0 + of($1) }
  }

  /// VARIATION SELECTOR-16: the emoji before it is shown as a picture, two columns wide (UTS #51, section 4).
  private static let presentation: Unicode.Scalar = "\u{FE0F}"

  static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value == 0xAD ? 0 : 1 }
    if scalar.isUnsafe { return 1 }
    // Vowels and final consonants of Hangul written in parts: the first consonant already takes the two columns.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if value < 0x1100 { return 1 }
    return isWide(value) ? 2 : 1
  }

  private static func isWide(_ value: UInt32) -> Bool {
    var low = 0
    var high = wide.count
    while low < high {
      let middle = (low + high) / 2
      if wide[middle].last < value { low = middle + 1 } else { high = middle }
    }
    return low < wide.count && wide[low].first <= value
  }
}

extension String {
  /// Whether its characters are printable ASCII alone, as those of most text are: then each is a byte, takes a column and
  /// does nothing to a terminal.
  public var isPrintableASCII: Bool { utf8.withContiguousStorageIfAvailable(\.isPrintableASCII) ?? false }
}

extension UnsafeBufferPointer<UInt8> {
  /// The same of UTF-8. Every byte is looked at, whatever those before it were, so that many can be at a time.
  var isPrintableASCII: Bool { reduce(0) { Swift.max($0, $1 &- 0x20) } <= 0x7E - 0x20 }
}

extension Unicode.Scalar {
  /// True of a scalar that acts on a terminal, or reorders what stands around it: never drawn.
  var isUnsafe: Bool {
    switch value {
    case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
