import Screen

extension Piece {
  /// The same in ASCII, letters of other alphabets spelled by number: longer, but still true.
  var inASCII: Piece {
    switch self {
    case .heading(let runs): .heading(runs.map(\.inASCII))
    case .prose(let runs): .prose(runs.map(\.inASCII))
    case .item(let marker, let runs): .item(marker: marker.inASCII, runs.map(\.inASCII))
    case .code(let line): .code(line.inASCII)
    case .marked(let text, let marks): .marked(text.inASCII, marks.map { $0.inASCII(of: text) })
    case .entries(let entries): .entries(entries.map(\.inASCII))
    case .table(let columns, let rows): .table(columns: columns.map(\.inASCII), rows: rows.map { $0.map(\.inASCII) })
    case .call(let runs): .call(runs.map(\.inASCII))
    case .gap: .gap
    }
  }
}

extension Piece.Mark {
  /// Below the same part of `line` once that is in ASCII.
  fileprivate func inASCII(of line: String) -> Piece.Mark {
    let start = String(line.prefix(characters.lowerBound)).inASCII.count
    let part = String(line.dropFirst(characters.lowerBound).prefix(characters.count)).inASCII
    return Piece.Mark(characters: start..<start + part.count, name: name.inASCII, meaning: meaning.inASCII)
  }
}

extension Piece.Entry {
  fileprivate var inASCII: Piece.Entry { Piece.Entry(head.map(\.inASCII), note.map(\.inASCII), depth: depth) }
}
