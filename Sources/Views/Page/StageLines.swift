/// What a stage of a page is told in. How many lines it takes is known at once; what they say is worked out only for
/// those that are looked at, since a page has thousands and a screen shows some twenty.
struct StageLines {
  /// Something that the stage tells of: a node, an element, a box.
  struct Part {
    let id: Int
    let depth: Int
    /// How many lines it takes.
    var count: Int

    init(_ id: Int, depth: Int = 0, count: Int = 1) {
      self.id = id
      self.depth = depth
      self.count = count
    }

    /// Something that stands inside it.
    func holding(_ id: Int) -> Part { Part(id, depth: depth + 1) }
  }

  /// How many there are, whether they are shown or not.
  private let all: Int
  /// The lines at these places.
  private let make: (Range<Int>) -> ArraySlice<TextLine>

  private init(all: Int, make: @escaping (Range<Int>) -> ArraySlice<TextLine>) {
    self.all = all
    self.make = make
  }

  init(_ lines: [TextLine]) { self.init(all: lines.count) { lines[$0] } }

  /// - Parameter lines: the lines of one part, as many as it takes.
  init(_ parts: [Part], lines: @escaping (Part) -> [TextLine]) {
    self.init(all: parts.reduce(0) { $0 + $1.count }) { places in
      var made: [TextLine] = []
      var start = 0
      var first = 0
      for part in parts where start < places.upperBound {
        let end = start + part.count
        if end > places.lowerBound {
          if made.isEmpty { first = start }
          made += lines(part)
        }
        start = end
      }
      return made.dropFirst(places.lowerBound - first).prefix(places.count)
    }
  }

  static func + (upper: StageLines, lower: StageLines) -> StageLines {
    StageLines(all: upper.all + lower.all) { places in
      let start = places.clamped(to: 0..<upper.all)
      let end = places.clamped(to: upper.all..<upper.all + lower.all)
      return upper.make(start) + lower.make(end.lowerBound - upper.all..<end.upperBound - upper.all)
    }
  }

  /// The same with a heading, where there are any.
  func under(_ heading: [TextLine]) -> StageLines { all == 0 ? self : StageLines(heading) + self }

  /// A page that has more says so.
  private static let most = 5000

  /// Not more than those, and one that tells how many are left out.
  var count: Int { min(all, Self.most + 1) }

  /// The lines at these places, as far as there are any.
  subscript(places: Range<Int>) -> [TextLine] {
    let places = places.clamped(to: 0..<count)
    guard !places.isEmpty else { return [] }
    guard all > Self.most, places.upperBound == count else { return Array(make(places)) }
    let left = TextLine("… and \((all - Self.most).counted("line")) more", .faint)
    return make(places.clamped(to: 0..<Self.most)) + [left]
  }
}

extension TextLine {
  /// At its depth in a tree; the indent stops growing where a line would have no room left for its words.
  init(_ runs: [Run], depth: Int) { self = TextLine(runs).indented(by: 2 * min(depth, 20)) }
}
