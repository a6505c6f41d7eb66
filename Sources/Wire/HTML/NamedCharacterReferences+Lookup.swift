extension NamedCharacterReferences {
  private static let longestName = 31

  /// The longest named character reference at the start of `input` (after its `&`), and how many bytes it takes.
  static func longestMatch(in input: ArraySlice<UInt8>) -> (characters: String, length: Int)? {
    let word = input.prefix(longestName + 1).prefix { Unicode.Scalar($0).isASCIIAlphanumeric }
    if word.endIndex < input.endIndex, input[word.endIndex] == 0x3B,
      let characters = characters[String(decoding: word, as: UTF8.self)]
    {
      return (characters, word.count + 1)
    }
    for length in stride(from: min(word.count, shortened.longest), through: 2, by: -1) {
      let name = String(decoding: word.prefix(length), as: UTF8.self)
      if shortened.names.contains(name), let characters = characters[name] { return (characters, length) }
    }
    return nil
  }

  /// The characters by the name without its semicolon.
  private static let characters: [String: String] = {
    let entries = table.utf8.split(separator: 0x20).map { entry in
      let parts = entry.split(separator: 0x3D)
      let scalars = (parts.last ?? entry).split(separator: 0x2B).compactMap { digits in
        Unicode.Scalar(digits.reduce(0) { $0 << 4 | UInt32($1.hexDigitValue ?? 0) })
      }
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars)
      return (String(Substring(parts.first ?? entry)), text)
    }
    return Dictionary(entries) { first, _ in first }
  }()

  private static let shortened: (names: Set<String>, longest: Int) = {
    let names = withoutSemicolon.utf8.split(separator: 0x20).map { String(Substring($0)) }
    return (Set(names), names.map(\.utf8.count).max() ?? 0)
  }()
}
