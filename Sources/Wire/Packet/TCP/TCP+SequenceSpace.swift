extension TCP {
  /// One direction's sequence numbers, counted on from the first without ever wrapping around: the SYN is 0, the
  /// stream's first byte 1, as people write them (RFC 9293 section 3.4).
  struct SequenceSpace: Sendable, Hashable {
    /// The number on the wire that counts as 0.
    let initial: UInt32
    /// The end of everything that came without a hole before it.
    private(set) var next = 0
    /// The end of everything that came at all.
    private(set) var highest = 0
    /// What came behind a hole: in order, with holes between.
    private var islands: [Range<Int>] = []

    /// Pieces behind holes that are remembered; a peer that makes more holes has the last of them forgotten.
    private static let mostIslands = 1000

    /// `next` is where the first thing to come is expected: 0 where that is the SYN.
    init(initial: UInt32, next: Int = 0) {
      self.initial = initial
      self.next = next
      highest = next
    }

    /// Which of the numbers that look like `wire` is meant: the one nearest to the highest so far.
    func relative(_ wire: UInt32) -> Int {
      let last = initial &+ UInt32(truncatingIfNeeded: highest)
      return highest + Int(Int32(bitPattern: wire &- last))
    }

    /// Whether all of `range` came before.
    func holds(_ range: Range<Int>) -> Bool {
      if range.upperBound <= next { return true }
      guard range.upperBound <= highest else { return false }
      return islands.contains { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound }
    }

    mutating func take(_ range: Range<Int>) {
      guard !range.isEmpty, range.upperBound > next else { return }
      highest = max(highest, range.upperBound)
      var joined = max(range.lowerBound, next)..<range.upperBound
      if joined.lowerBound > next {
        // Nearly always behind all the others, so the search goes from the end.
        var place = islands.endIndex
        while place > 0, islands[place - 1].upperBound >= joined.lowerBound { place -= 1 }
        var end = place
        while end < islands.endIndex, islands[end].lowerBound <= joined.upperBound {
          joined = min(joined.lowerBound, islands[end].lowerBound)..<max(joined.upperBound, islands[end].upperBound)
          end += 1
        }
        islands.replaceSubrange(place..<end, with: [joined])
        if islands.count > Self.mostIslands { islands.removeLast() }
      } else {
        next = joined.upperBound
        while let first = islands.first, first.lowerBound <= next {
          next = max(next, first.upperBound)
          islands.removeFirst()
        }
      }
    }
  }
}

extension TCP.Segment {
  /// What it takes of a space whose number for its first byte is `start`.
  func range(from start: Int) -> Range<Int> { start..<start + sequenceLength }
}
