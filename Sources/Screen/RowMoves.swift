/// Which rows of a screen are best moved, or blanked together, before the rest is written.
struct RowMoves {
  /// Rows that go up by some places (down where `by` is below 0) inside of `rows`; what they leave behind is blank. By
  /// as many places as there are rows, all of them become blank.
  struct Move: Hashable {
    var rows: Range<Int>
    var by: Int
  }

  /// What to do, in order.
  private(set) var list: [Move] = []
  /// What the screen shows after that.
  private(set) var looks: [Look]
  private let wanted: [Look]
  private let width: Int
  /// For each row what it is known by: rows that are the same have the same.
  private var hashes: [UInt64] = []
  private let wantedHashes: [UInt64]
  /// For each row about how many bytes it takes over what the screen shows there, and over nothing.
  private var lengths: [Int] = []
  private var lengthsOverBlank: [Int] = []

  /// About what one move costs: two places, and DL and IL with their counts.
  private static let cost = 15
  /// More than this a frame are not worth the search.
  private static let most = 4
  /// A row that takes no more bytes than this is no reason to move any.
  private static let least = 8

  init(from old: [Look], to new: [Look], width: Int) {
    looks = old
    wanted = new
    self.width = width
    wantedHashes = Self.hashes(new, width)
  }

  mutating func search() {
    guard width > 0 else { return }
    hashes = Self.hashes(looks, width)
    let rows = wantedHashes.indices
    lengths = rows.map { isSame($0, $0) ? 0 : length($0, over: $0) }
    // What little is new is written faster than it is searched for.
    guard lengths.reduce(0, +) > 2 * Self.cost else { return }
    lengthsOverBlank = rows.map { length($0, over: nil) }
    while list.count < Self.most, let best = bestMove() ?? bestBlank() {
      list.append(best)
      apply(best)
    }
  }

  private func columns(_ row: Int) -> Range<Int> { row * width..<(row + 1) * width }

  /// Whether a row is wanted that the screen shows in the row `source`.
  private func isSame(_ row: Int, _ source: Int) -> Bool {
    wantedHashes[row] == hashes[source] && wanted[columns(row)] == looks[columns(source)]
  }

  private static func hashes(_ looks: [Look], _ width: Int) -> [UInt64] {
    stride(from: 0, to: width > 0 ? looks.count : 0, by: max(1, width)).map { start in
      looks[start..<start + width].reduce(14_695_981_039_346_656_037) { ($0 ^ $1.bits) &* 1_099_511_628_211 }
    }
  }

  // MARK: Rows that moved

  private func bestMove() -> Move? {
    // By how far rows moved, the first and the last that did.
    var found: [Int: ClosedRange<Int>] = [:]
    for row in lengths.indices where lengths[row] > Self.least && lengthsOverBlank[row] > Self.least {
      for source in lengths.indices where isSame(row, source) {
        found[source - row] = (found[source - row]?.lowerBound ?? row)...row
      }
    }
    var best: (move: Move, gain: Int)?
    // In order: of two that bring as much it is always the same.
    for (distance, rows) in found.sorted(by: { $0.key < $1.key }) {
      let move = Move(
        rows: rows.lowerBound + min(0, distance)..<rows.upperBound + 1 + max(0, distance), by: distance)
      let gain = gain(move)
      if gain > best?.gain ?? 0 { best = (move, gain) }
    }
    return best?.move
  }

  /// About how many bytes a move spares.
  private func gain(_ move: Move) -> Int {
    move.rows.reduce(-Self.cost) { gain, row in
      let source = row + move.by
      let length =
        !move.rows.contains(source)
        ? lengthsOverBlank[row]
        : isSame(row, source) ? 0 : length(row, over: source)
      return gain + lengths[row] - length
    }
  }

  // MARK: Rows that are new

  /// The rows that gain the most when they are blank before they are written.
  private func bestBlank() -> Move? {
    var (best, most) = (0..<0, Self.cost)
    var (first, sum) = (0, 0)
    for row in lengths.indices {
      if sum <= 0 { (first, sum) = (row, 0) }
      sum += lengths[row] - lengthsOverBlank[row]
      if sum > most { (best, most) = (first..<row + 1, sum) }
    }
    return best.isEmpty ? nil : Move(rows: best, by: best.count)
  }

  // MARK: Bytes

  /// About how many bytes a row takes over what the screen shows in another; nil: over a blank one.
  private func length(_ row: Int, over source: Int?) -> Int {
    var (length, gap, blanks) = (0, 0, 0)
    func add(_ look: Look, over old: Look) {
      if look == old {
        gap += 1
      } else if look == .blank {
        blanks += 1
      } else {
        length += min(gap, 5) + min(blanks, 9) + 1
        (gap, blanks) = (0, 0)
      }
    }
    let start = row * width
    if let from = source.map({ $0 * width }) {
      for column in 0..<width { add(wanted[start + column], over: looks[from + column]) }
    } else {
      for column in 0..<width { add(wanted[start + column], over: .blank) }
    }
    return length + min(blanks, 3)
  }

  private mutating func apply(_ move: Move) {
    let old = (looks, hashes)
    let blank = Array(repeating: Look.blank, count: width)
    for row in move.rows {
      let source = row + move.by
      let isMoved = move.rows.contains(source)
      looks.replaceSubrange(columns(row), with: isMoved ? old.0[columns(source)] : blank[...])
      hashes[row] = isMoved ? old.1[source] : Self.hashes(blank, width)[0]
      lengths[row] = isSame(row, row) ? 0 : length(row, over: row)
    }
  }
}
