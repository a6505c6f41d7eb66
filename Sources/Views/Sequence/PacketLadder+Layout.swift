import Screen
import Tracing

extension PacketLadder {
  /// Where everything stands.
  struct Layout {
    var lanes: [Int] = []
    /// Of each lane.
    var names: [Name] = []
    /// The columns of a packet's words, where they stand beside the lanes.
    var words: Range<Int>?
    /// The columns of both ends' states, where those stand beside their lanes.
    var stateColumns: (client: Int, server: Int)?
    /// Where times end, exclusive; nil where there are none.
    var timeEnd: Int?
    /// Where those end at which packets set out, when the others are those at which they arrive; nil where one column
    /// must do for both.
    var sentEnd: Int?

    struct Name {
      var start: Int
      var room: Int
      /// 1 where names take turns to stand in one of two rows.
      var row = 0
    }

    /// What lies between the first lane and the last.
    var middle: Range<Int> { (lanes.first ?? 0) + 1..<max((lanes.last ?? 0), (lanes.first ?? 0) + 1) }
    var nameRows: Int { names.contains { $0.row > 0 } ? 2 : 1 }
  }

  /// The columns of a state: `SYN-RECEIVED`, and a space.
  private static let stateWidth = 13
  /// Words that stand beside the lanes want so many columns, before the names of the lanes get a row for all.
  private static let wordsWidth = 36

  /// All rows, and those of the names.
  func height(width: Int) -> Int { rows.count + nameRows(0..<width) }

  func nameRows(_ columns: Range<Int>) -> Int { layout(columns)?.nameRows ?? 1 }

  func layout(_ columns: Range<Int>) -> Layout? {
    var layout = Layout()
    let isConnection = beginning != nil && parties.count > 1 && columns.count >= 64
    var end = columns.upperBound - 1
    if hasTimes, columns.count >= (isConnection ? 72 : 60) {
      layout.timeEnd = end
      if columns.count >= 100 { layout.sentEnd = end - 10 }
      end -= layout.sentEnd == nil ? 8 : 18
    }
    let room = columns.lowerBound + 2..<max(columns.lowerBound + 2, end)
    if hasWordsBeside {
      placeBeside(in: room, &layout)
    } else {
      placeApart(in: room, withStates: isConnection, &layout)
    }
    guard let left = layout.lanes.first, let right = layout.lanes.last, right > left else { return nil }
    return layout
  }

  /// Lanes as far from each other as there is room for, with words between them.
  private func placeApart(in room: Range<Int>, withStates: Bool, _ layout: inout Layout) {
    guard let firstName = parties.first, let lastName = parties.last else { return }
    let left = room.lowerBound + (withStates ? Self.stateWidth : Width.of(firstName.name) / 2)
    let right = room.upperBound - 1 - (withStates ? Self.stateWidth : Width.of(lastName.name) / 2)
    let gaps = max(1, parties.count - 1)
    let lanes = parties.indices.map { left + (right - left) * $0 / gaps }
    layout.lanes = lanes
    if withStates { layout.stateColumns = (room.lowerBound, right + 2) }
    layout.names = parties.indices.map { lane in
      let width = Width.of(parties[lane].name)
      let isLast = lane == lanes.count - 1
      // Beside states, names stay between the lanes.
      let start = withStates ? (isLast ? lanes[lane] + 1 - width : lanes[lane]) : lanes[lane] - width / 2
      return Layout.Name(start: max(0, start), room: isLast ? width : lanes[lane + 1] - start - 1)
    }
  }

  /// Lanes as near to each other as their names allow, and words behind the last.
  private func placeBeside(in room: Range<Int>, _ layout: inout Layout) {
    let widths = parties.map { Width.of($0.name) }
    func lanes(inTurns: Bool) -> [Int] {
      var lanes: [Int] = []
      for (lane, width) in widths.enumerated() {
        // The name before it in the same row: that of the lane before, or of the one before that.
        let other = lane - (inTurns ? 2 : 1)
        let free = other < 0 ? room.lowerBound : lanes[other] - widths[other] / 2 + widths[other] + (inTurns ? 1 : 2)
        lanes.append(max(free + width / 2, (lanes.last ?? .min / 2) + 5))
      }
      return lanes
    }
    let apart = lanes(inTurns: false)
    let takeTurns = room.upperBound - 3 - (apart.last ?? 0) < Self.wordsWidth
    let lanes = takeTurns ? lanes(inTurns: true) : apart
    layout.lanes = lanes
    layout.names = zip(lanes, widths).enumerated().map { number, lane in
      Layout.Name(start: lane.0 - lane.1 / 2, room: lane.1, row: takeTurns ? number % 2 : 0)
    }
    let start = (lanes.last ?? 0) + 3
    layout.words = start..<max(start, room.upperBound)
  }
}
