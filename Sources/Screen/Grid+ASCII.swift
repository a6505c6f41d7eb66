extension Grid {
  /// The same picture with every character in ASCII and every column where it was, for `--ascii` and for locales
  /// without UTF-8 (T1).
  public var inASCII: Grid {
    var result = self
    for row in 0..<height {
      for column in 0..<width {
        let cell = cells[row * width + column]
        guard case .character(let character) = cell.content, !character.isASCII else { continue }
        result[row, column] = Cell(Grid.ascii[character] ?? "?", style: cell.style)
        if case .continuation = self[row, column + 1].content { result[row, column + 1] = Cell("?", style: cell.style) }
      }
    }
    return result
  }

  /// What stands in for a character of the same width. Everything else becomes `?`.
  private static let ascii: [Character: Character] = {
    let rows: [(of: String, by: Character)] = [
      ("─━═╌╍┄┅┈┉╴╶╸╺‐‑‒–—―−‾", "-"), ("│┃║╎╏┆┇┊┋╵╷╹╻", "|"),
      ("┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋", "+"),
      ("╔╗╚╝╠╣╦╩╬╒╓╕╖╘╙╛╜╞╟╡╢╤╥╧╨╪╫╭╮╯╰", "+"), ("╱", "/"), ("╲", "\\"), ("╳×✗✘✖", "x"),
      ("→▶►▸▹➜➤›»⇒⟶▷", ">"), ("←◀◄◂◃‹«⇐⟵◁", "<"), ("↑▲△▴⇑", "^"), ("↓▼▽▾⇓", "v"), ("↔⇔", "="),
      ("•·●○◦∙◆◇■□★☆✱", "*"), ("…", "."), ("‘’‚′", "'"), ("“”„″", "\""), ("✓✔", "+"),
      ("█▓▉▊▋", "#"), ("▒▌▐▀▄", "+"), ("░▏▎▍▁▂▃", "."), ("\u{A0}", " "), ("≈", "~"), ("≤", "<"), ("≥", ">"), ("≠", "!"),
      ("ÀÁÂÃÄÅ", "A"), ("Ç", "C"), ("ÈÉÊË", "E"), ("ÌÍÎÏ", "I"), ("Ñ", "N"), ("ÒÓÔÕÖØ", "O"), ("ÙÚÛÜ", "U"), ("Ý", "Y"),
      ("àáâãäå", "a"), ("ç", "c"), ("èéêë", "e"), ("ìíîï", "i"), ("ñ", "n"), ("òóôõöø", "o"), ("ùúûü", "u"),
      ("ýÿ", "y"),
    ]
    var table: [Character: Character] = [:]
    for row in rows { for character in row.of { table[character] = row.by } }
    return table
  }()
}
