/// The fewest bytes that turn what a terminal shows into what it should show.
///
/// Only cells that look different are written, wide characters whole, styles only where they change; what stands
/// between them is written again where stepping over would take more bytes. Rows that moved are moved, and rows that are
/// new altogether are blanked together, where that is shorter than writing each. The cursor starts anywhere and stays
/// hidden; the style starts and ends plain. The terminal does not wrap at the edge, and takes LF as one row down and no
/// more, as ``Terminal`` sets it.
public enum GridDiff {
  /// The bytes from `old` to `new`. Without an old grid, or with one of another size, the screen is cleared first.
  public static func bytes(from old: Grid?, to new: Grid, depth: ColorDepth) -> [UInt8] {
    var inks = Inks(depth: depth)
    let after = inks.looks(of: new)
    guard let old, old.width == new.width, old.height == new.height else {
      let blank = Array(repeating: Look.blank, count: after.count)
      var writer = RowWriter(inks, from: blank, to: after, width: new.width)
      writer.clear()
      writer.writeRows()
      return writer.finish()
    }
    let before = inks.looks(of: old)
    if before == after { return [] }
    var moves = RowMoves(from: before, to: after, width: new.width)
    moves.search()
    var writer = RowWriter(inks, from: moves.looks, to: after, width: new.width)
    for move in moves.list { writer.move(move, height: new.height) }
    writer.writeRows()
    return writer.finish()
  }
}
