extension Grid {
  /// The grid as lines to append to a file or a pipe: styles as SGR, no cursor movement, a newline after each row,
  /// spaces at the ends left out, every line plain again at its end.
  public func lines(depth: ColorDepth) -> [UInt8] {
    var bytes: [UInt8] = []
    for row in 0..<height {
      var pen = Pen.plain
      for column in 0..<lengthOfLine(row, depth) {
        let cell = self[row, column]
        guard case .character(let character) = cell.glyph else { continue }
        let wanted = Pen(cell.style, depth: depth)
        pen.write(changeTo: wanted, to: &bytes)
        bytes += character.utf8
        pen = wanted
      }
      pen.write(changeTo: .plain, to: &bytes)
      bytes.append(0x0A)
    }
    return bytes
  }

  /// The column after the last cell that can be seen.
  private func lengthOfLine(_ row: Int, _ depth: ColorDepth) -> Int {
    var end = width
    while end > 0 {
      let cell = self[row, end - 1]
      let pen = Pen(cell.style, depth: depth)
      guard cell.glyph == .character(" "), pen.hidesSpaces, pen.background == .standard else { break }
      end -= 1
    }
    return end
  }
}
