extension Grid {
  /// The same picture with every character in ASCII and every column where it was, for `--ascii` and for locales
  /// without UTF-8. Text that can be longer goes through ``Swift/String/inASCII`` first, which loses nothing.
  public var inASCII: Grid {
    var result = self
    for row in 0..<height {
      for column in 0..<width {
        let slot = slots[row * width + column]
        guard !slot.code.isASCII, case .character(let character) = glyph(slot.code) else { continue }
        result[row, column] = Cell(character.sign ?? Grid.letters[character] ?? "?", style: slot.style)
        if self[row, column + 1].glyph == .continuation { result[row, column + 1] = Cell("?", style: slot.style) }
      }
    }
    return result
  }

  /// What is nearest to a letter where only one column is to be had. Everything else becomes `?`.
  private static let letters = table([
    ("ÀÁÂÃÄÅ", "A"), ("Ç", "C"), ("ÈÉÊË", "E"), ("ÌÍÎÏ", "I"), ("Ñ", "N"), ("ÒÓÔÕÖØ", "O"), ("ÙÚÛÜ", "U"), ("Ý", "Y"),
    ("àáâãäå", "a"), ("ç", "c"), ("èéêë", "e"), ("ìíîï", "i"), ("ñ", "n"), ("òóôõöø", "o"), ("ùúûü", "u"),
    ("ýÿ", "y"),
  ])

  private static func table(_ rows: [(of: String, by: Character)]) -> [Character: Character] {
    var table: [Character: Character] = [:]
    for row in rows { for character in row.of { table[character] = row.by } }
    return table
  }
}

extension Unicode.Scalar {
  /// What means the same as a line or a mark, in one column.
  fileprivate var sign: Character? {
    switch self {
    case "─", "━", "═", "╌", "╍", "┄", "┅", "┈", "┉", "╴", "╶", "╸", "╺", "‐", "‑", "‒", "–", "—", "―", "−", "‾": "-"
    case "│", "┃", "║", "╎", "╏", "┆", "┇", "┊", "┋", "╵", "╷", "╹", "╻": "|"
    case "┌", "┍", "┎", "┏", "┐", "┑", "┒", "┓", "└", "┕", "┖", "┗", "┘", "┙", "┚", "┛", "├", "┝", "┞", "┟", "┠", "┡",
      "┢", "┣", "┤", "┥", "┦", "┧", "┨", "┩", "┪", "┫", "┬", "┭", "┮", "┯", "┰", "┱", "┲", "┳", "┴", "┵", "┶", "┷", "┸",
      "┹", "┺", "┻", "┼", "┽", "┾", "┿", "╀", "╁", "╂", "╃", "╄", "╅", "╆", "╇", "╈", "╉", "╊", "╋", "╔", "╗", "╚", "╝",
      "╠", "╣", "╦", "╩", "╬", "╒", "╓", "╕", "╖", "╘", "╙", "╛", "╜", "╞", "╟", "╡", "╢", "╤", "╥", "╧", "╨", "╪", "╫",
      "╭", "╮", "╯", "╰", "✓", "✔", "▒", "▌", "▐", "▀", "▄":
      "+"
    case "╱": "/"
    case "╲": "\\"
    case "╳", "×", "✗", "✘", "✖": "x"
    case "→", "▶", "►", "▸", "▹", "➜", "➤", "›", "»", "⇒", "⟶", "▷", "≥": ">"
    case "←", "◀", "◄", "◂", "◃", "‹", "«", "⇐", "⟵", "◁", "≤": "<"
    case "↑", "▲", "△", "▴", "⇑": "^"
    case "↓", "▼", "▽", "▾", "⇓": "v"
    case "↔", "⇔": "="
    case "•", "·", "\u{387}", "●", "○", "◦", "∙", "◆", "◇", "■", "□", "★", "☆", "✱": "*"
    case "…", "░", "▏", "▎", "▍", "▁", "▂", "▃": "."
    case "‘", "’", "‚", "′": "'"
    case "“", "”", "„", "″": "\""
    case "█", "▓", "▉", "▊", "▋": "#"
    case "\u{A0}": " "
    case "≈": "~"
    case "≠": "!"
    default: nil
    }
  }
}

extension Character {
  /// The same of a character of one scalar.
  fileprivate var sign: Character? {
    unicodeScalars.first.flatMap { unicodeScalars.dropFirst().isEmpty ? $0.sign : nil }
  }
}

extension String {
  /// The same text in ASCII with nothing lost: marks by marks that mean the same, letters by their number, as `\u{EB}`,
  /// so that a sentence about a letter stays true.
  public var inASCII: String {
    if isPrintableASCII || utf8.allSatisfy({ $0 < 0x80 }) { return self }
    return reduce(into: "") { text, character in
      if character.isASCII {
        text.append(character)
      } else if let sign = character.sign {
        text.append(sign)
      } else {
        for scalar in character.unicodeScalars {
          text += scalar.isASCII ? String(scalar) : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
      }
    }
  }
}
