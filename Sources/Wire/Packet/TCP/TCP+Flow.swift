extension TCP {
  /// A connection as it is seen at one place on its way: what each segment means in the light of those before it.
  ///
  /// Numbers are counted from each direction's first (RFC 9293 section 3.4), across the wrap at 2 to the 32. A
  /// connection whose beginning was not seen is counted from the first segment that was.
  public struct Flow: Sendable, Hashable {
    /// Which way a segment goes.
    public enum Direction: Sendable, Hashable, CaseIterable {
      /// From the end that opened the connection.
      case outward
      case back

      public var opposite: Direction { self == .outward ? .back : .outward }
    }

    /// What is worth telling of a segment.
    public struct Marks: OptionSet, Sendable, Hashable {
      public var rawValue: UInt8
      public init(rawValue: UInt8) { self.rawValue = rawValue }
      /// All that it brings was seen here before.
      public static let retransmission = Marks(rawValue: 0x01)
      /// It fills a hole that an earlier segment left: that one overtook it, or it was lost on its way to here.
      public static let outOfOrder = Marks(rawValue: 0x02)
      /// Something before it was not seen yet.
      public static let afterHole = Marks(rawValue: 0x04)
      /// It says again what the last one said, while data is on its way: something arrived behind a hole (RFC 5681
      /// section 2).
      public static let duplicateACK = Marks(rawValue: 0x08)
      /// The sender has no room left.
      public static let zeroWindow = Marks(rawValue: 0x10)
      /// Nothing new but more room.
      public static let windowUpdate = Marks(rawValue: 0x20)
    }

    /// What a segment means.
    public struct Reading: Sendable, Hashable {
      /// 0 for the SYN, 1 for the first byte of the stream.
      public var sequenceNumber: Int
      /// The next number expected of the other direction; nil without ACK.
      public var acknowledgmentNumber: Int?
      /// How many bytes more its sender has room for.
      public var window: Int
      /// Which bytes of the direction's stream it carries, counted from 0.
      public var stream: Range<Int>
      /// How many bytes of this direction are on their way or lost, this segment's among them.
      public var bytesInFlight: Int
      public var marks: Marks
    }

    private struct Side: Sendable, Hashable {
      var space: SequenceSpace
      /// The end of the stream's bytes so far, counted from 0.
      var streamEnd = 0
      /// How far the other direction acknowledged this one.
      var acknowledged: Int
      var window: Int?
      /// What this side's SYN offered; it counts where both offer one.
      var scale: Int?
      var hasSYN: Bool
    }

    private var sides: [Direction: Side] = [:]

    public init() {}

    /// Takes the next segment that passes, and says what it means.
    @discardableResult
    public mutating func add(_ segment: Segment, _ direction: Direction) -> Reading {
      let isFirst = segment.flags.contains(.syn)
      // Taken out while it changes, so that nothing is copied.
      var side = sides.removeValue(forKey: direction) ?? Self.side(beginningWith: segment)
      if isFirst, !side.hasSYN || side.space.relative(segment.sequenceNumber) != 0 {
        side = Self.side(beginningWith: segment)
      }
      var other = sides[direction.opposite]
      if segment.flags.contains(.ack), other == nil {
        // The other way was not seen: it is counted from what is expected of it.
        other = Side(
          space: SequenceSpace(initial: segment.acknowledgmentNumber &- 1, next: 1), acknowledged: 1, hasSYN: false)
      }
      let start = side.space.relative(segment.sequenceNumber)
      let range = segment.range(from: start)
      var marks: Marks = []
      if !range.isEmpty {
        if side.space.holds(range) {
          marks.insert(.retransmission)
        } else if range.lowerBound < side.space.highest {
          marks.insert(.outOfOrder)
        } else if range.lowerBound > side.space.next {
          marks.insert(.afterHole)
        }
        side.space.take(range)
      }
      let first = max(0, start + (isFirst ? 0 : -1))
      let stream = first..<first + segment.data.count
      side.streamEnd = max(side.streamEnd, stream.upperBound)
      let window = Int(segment.window) << (isFirst ? 0 : scale(side, other))
      if window == 0, !segment.flags.contains(.rst) { marks.insert(.zeroWindow) }
      let acknowledgment = acknowledge(segment, &other, window: window, of: side, &marks)
      side.window = window
      sides[direction] = side
      sides[direction.opposite] = other
      return Reading(
        sequenceNumber: start, acknowledgmentNumber: acknowledgment, window: window, stream: stream,
        bytesInFlight: max(0, side.streamEnd - max(0, side.acknowledged - 1)), marks: marks)
    }

    private static func side(beginningWith segment: Segment) -> Side {
      let isFirst = segment.flags.contains(.syn)
      return Side(
        space: isFirst
          ? SequenceSpace(initial: segment.sequenceNumber)
          : SequenceSpace(initial: segment.sequenceNumber &- 1, next: 1),
        acknowledged: isFirst ? 0 : 1, scale: isFirst ? segment.windowScale : nil, hasSYN: isFirst)
    }

    /// The shift of `side`'s windows: its own offer, where the other side made one too (RFC 7323 section 2.2).
    private func scale(_ side: Side, _ other: Side?) -> Int {
      guard let mine = side.scale, other?.scale != nil else { return 0 }
      return mine
    }

    /// Takes note of an ACK, and finds out whether it says anything new.
    private func acknowledge(
      _ segment: Segment, _ other: inout Side?, window: Int, of side: Side, _ marks: inout Marks
    ) -> Int? {
      guard segment.flags.contains(.ack), let before = other else { return nil }
      let number = before.space.relative(segment.acknowledgmentNumber)
      let saysNothingElse = segment.sequenceLength == 0 && !segment.flags.contains(.rst)
      if saysNothingElse, number == before.acknowledged, let last = side.window {
        if last == window {
          if before.space.highest > number { marks.insert(.duplicateACK) }
        } else if window > last {
          marks.insert(.windowUpdate)
        }
      }
      other?.acknowledged = max(before.acknowledged, number)
      return number
    }
  }
}
