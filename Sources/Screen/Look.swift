/// What of a cell can be seen, as one number: the character, and the pen that it is written with.
///
///     63          32 31           0
///     +-------------+-------------+
///     |     pen     |    code     |
///     +-------------+-------------+
struct Look: Sendable, Hashable {
  let bits: UInt64

  init(_ code: Grid.Code, pen: Int) { bits = UInt64(truncatingIfNeeded: pen) << 32 | UInt64(code.rawValue) }

  var code: Grid.Code { Grid.Code(rawValue: UInt32(truncatingIfNeeded: bits)) }
  /// Its place in ``Inks/pens``.
  var pen: Int { Int(truncatingIfNeeded: bits >> 32) }

  /// A space on the terminal's own background.
  static let blank = Look(.space, pen: Inks.plain)
}

/// The pens and clusters of the grids that are compared: with one table for both, the same look is the same number.
struct Inks {
  /// Any grid's plain pen.
  static let plain = 0

  let depth: ColorDepth
  private(set) var pens = [Pen.plain]
  /// For each pen the one that a space written with it looks to be written with: where underline and reverse are off,
  /// only its background is seen.
  private(set) var spaces = [Inks.plain]
  private(set) var clusters: [Character] = []
  private var known: [(style: Style, pen: Int)] = [(.plain, Inks.plain)]

  init(depth: ColorDepth) { self.depth = depth }

  /// What can be seen of a grid, row by row.
  mutating func looks(of grid: Grid) -> [Look] {
    Array(unsafeUninitializedCapacity: grid.slots.count) { looks, count in
      // Neighbours mostly share a style.
      var (style, pen, space) = (Style.plain, Self.plain, Self.plain)
      for slot in grid.slots {
        if slot.style != style {
          (style, pen) = (slot.style, self.pen(of: slot.style))
          space = spaces[pen]
        }
        let code = slot.code.cluster == nil ? slot.code : self.code(of: slot.code, in: grid)
        looks.initializeElement(at: count, to: Look(code, pen: code == .space ? space : pen))
        count += 1
      }
    }
  }

  private mutating func code(of code: Grid.Code, in grid: Grid) -> Grid.Code {
    guard case .character(let character) = grid.glyph(code) else { return code }
    if let number = clusters.lastIndex(of: character) { return Grid.Code(cluster: number) }
    clusters.append(character)
    return Grid.Code(cluster: clusters.count - 1)
  }

  private mutating func pen(of style: Style) -> Int {
    if let found = known.first(where: { $0.style == style }) { return found.pen }
    let number = number(of: Pen(style, depth: depth))
    known.append((style, number))
    return number
  }

  private mutating func number(of pen: Pen) -> Int {
    if let number = pens.firstIndex(of: pen) { return number }
    let number = pens.count
    pens.append(pen)
    spaces.append(number)
    guard pen.hidesSpaces else { return number }
    var space = Pen.plain
    space.background = pen.background
    if space != pen { spaces[number] = self.number(of: space) }
    return number
  }
}
