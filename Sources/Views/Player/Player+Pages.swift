/// How words that are longer than their pane are shown: page by page, each broken where a paragraph ends.
extension Player {
  /// The rows in which the words stand.
  private var shownRows: Int { diagramRows == 0 ? bodyRows : bodyRows - diagramRows - 1 }

  /// The lines that are shown: a page, or from any line on as many as there is room for.
  var shownLines: Range<Int> {
    let first = min(scroll, lastScroll)
    return pages.first { $0.lowerBound == first } ?? first..<min(prepared.count, first + shownRows)
  }

  /// How far the words can be scrolled.
  var lastScroll: Int { pages.last?.lowerBound ?? 0 }

  /// Where the next page begins.
  var nextScroll: Int { pages.first { $0.lowerBound > scroll }?.lowerBound ?? lastScroll }

  /// Where the page before begins.
  var previousScroll: Int { pages.last { $0.lowerBound < min(scroll, lastScroll) }?.lowerBound ?? 0 }

  /// The words in pages: the prediction that was brought out here last begins one, unless all fit into one.
  private var pages: [Range<Int>] {
    if prepared.count <= shownRows || isSplit { return pages(of: 0..<prepared.count) }
    let start = broughtOut.flatMap { question($0) } ?? 0
    return pages(of: 0..<start) + pages(of: start..<prepared.count)
  }

  private func pages(of lines: Range<Int>) -> [Range<Int>] {
    var pages: [Range<Int>] = []
    var first = lines.lowerBound
    while first < lines.upperBound {
      var end = min(lines.upperBound, first + shownRows)
      var next = end
      if end < lines.upperBound {
        // Half a page at least; what is longer than a page goes on below its last line.
        let ends = first + shownRows / 2..<end + 1
        if let gap = isSplit ? nil : ends.last(where: { prepared.lines[$0].runs.isEmpty }) {
          (end, next) = (gap, gap + 1)
        } else {
          next = max(first + 1, end - 1)
        }
      }
      pages.append(first..<end)
      first = next
    }
    return pages
  }
}
