import Screen

/// Looking for words in all that the lesson's places say.
extension Player {
  mutating func pressOnSearch(_ text: String, _ key: Key) {
    var text = text
    switch key {
    case .enter:
      overlays.removeLast()
      if !text.isEmpty { searched = text }
      // What was on the screen before is found there; with nothing typed, the search goes on.
      return search(forward: true, from: text.isEmpty ? nil : place)
    case .backspace:
      if text.isEmpty {
        overlays.removeLast()
        return
      }
      text.removeLast()
    case .character(let character): text.append(character)
    case .paste(let pasted): text += pasted.prefix(80)
    default: return
    }
    overlays[overlays.count - 1] = .search(String(text.prefix(80)))
  }

  /// Goes to the next place, round the end, whose words hold what was searched for, and says which of how many it is;
  /// with `start`, to the first from there on.
  mutating func search(forward: Bool, from start: Int? = nil) {
    guard !searched.isEmpty else { return message = "nothing to search for yet: / starts a search" }
    let wanted = searched.lowercased()
    let found = places.indices.filter { said(at: $0).lowercased().contains(wanted) }
    let next =
      forward ? found.first { $0 >= start ?? place + 1 } ?? found.first : found.last { $0 < place } ?? found.last
    guard let next, let number = found.firstIndex(of: next) else {
      return message = "not found: \(searched)" + (nextScene == nil ? "" : " (\(progress))")
    }
    if next != place { go(to: next) }
    if let line = firstLine(holding: wanted) { scroll = min(lastScroll, max(0, line - 1)) }
    let others =
      found.count > 1 ? "\(number + 1) of \(found.count) places   n next  N previous" : "and nowhere else "
    message = "found \(name(of: next)), \(others)  Esc ends   /\(searched)"
  }

  mutating func endSearch() {
    message = "no longer searching for \(searched)"
    searched = ""
  }

  /// Everything that a place says when one comes there, and this one as it is, in lines as long as they are: what is still
  /// hidden is not found.
  private func said(at place: Int) -> String {
    var there = self
    if place != self.place { there.go(to: place) }
    let pieces = there.prepared.text + [.gap] + there.prepared.breakdown
    return pieces.lines(width: 10_000).map(\.text).joined(separator: "\n")
  }

  /// Where words begin that may go on in the line below.
  private func firstLine(holding wanted: String) -> Int? {
    let columns = [prepared.lines, prepared.beside].map { lines in
      let texts = lines.indices.map { lines[$0].text.lowercased() }
      return texts.firstIndex { $0.contains(wanted) }
        ?? zip(texts, texts.dropFirst()).enumerated().first { "\($1.0) \($1.1)".contains(wanted) }?.offset
    }
    return columns.lazy.compactMap(\.self).first
  }

  private func name(of place: Int) -> String {
    switch places[place] {
    case .cover: "at the start"
    case .opening(let scene): "in the opening of scene \(scene + 1)"
    case .step: "in step \(stepPlaces.firstIndex(of: place).map { $0 + 1 } ?? 0)"
    case .end: "at the end"
    }
  }
}
