import Screen
import Tracing

extension SequenceDiagram {
  /// Where lanes and margins stand for one width.
  struct Layout: Sendable, Hashable {
    /// The column of each lane.
    var lanes: [Int]
    /// The first column after the diagram proper.
    var edge: Int
    /// Where `<--` points at the current row.
    var marker: Int
    /// Where times end, exclusive; nil where there are none.
    var timeEnd: Int?
  }

  func layout(width: Int) -> Layout {
    let markerWidth = 4
    let timeWidth = hasTimes && width >= 60 ? 7 : 0
    let edge = max(1, width - markerWidth - timeWidth)
    let first = 1 + (parties.first.map { Width.of($0.name) } ?? 0) / 2 + 1
    let last = max(first, edge - 1 - (parties.last.map { Width.of($0.name) + 1 } ?? 0) / 2)
    var lanes = [first]
    for gap in gaps(sharing: last - first) { lanes.append((lanes.last ?? first) + gap) }
    return Layout(
      lanes: lanes, edge: edge, marker: edge, timeEnd: timeWidth > 0 ? width - 1 : nil)
  }

  /// Each distance between neighbouring lanes: first what their names need, then what their labels want, then evenly.
  private func gaps(sharing room: Int) -> [Int] {
    let names = parties.map { Width.of($0.name) }
    guard names.count > 1 else { return [] }
    var gaps = zip(names, names.dropFirst()).map { ($0 + $1) / 2 + 2 }
    var left = room - gaps.reduce(0, +)
    if left < 0 { return Array(repeating: max(2, room / gaps.count), count: gaps.count) }
    let wanted = demand.map { $0 == 0 ? 0 : $0 + 5 }
    // The browser's own conversations come first: their labels are what a beginner reads. Then the database's; what is
    // said between edge and app stood at the front before.
    for party in [Party.browser, .database, nil] {
      let own = gaps.indices.filter { party == nil || parties[$0] == party || parties[$0 + 1] == party }
      while left > 0, let smallest = own.lazy.filter({ wanted[$0] > gaps[$0] }).min(by: { gaps[$0] < gaps[$1] }) {
        gaps[smallest] += 1
        left -= 1
      }
    }
    // Two lanes alone would stand too far apart for the eye.
    for place in 0..<left where gaps[place % gaps.count] < room * 2 / 3 { gaps[place % gaps.count] += 1 }
    return gaps
  }
}
