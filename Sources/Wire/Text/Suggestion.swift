/// Which known word somebody may have meant.
public enum Suggestion {
  /// `: did you mean `predict`?` where a known word is near, else `otherwise`.
  public static func clause(
    for word: some StringProtocol, among known: some Sequence<String>, otherwise: String = ""
  ) -> String {
    nearest(to: word, among: known).map { ": did you mean `\($0)`?" } ?? otherwise
  }

  /// The nearest known word: one slip away for words of up to four letters, two up to nine, else three. A word that
  /// differs only in case is nearest of all.
  public static func nearest(to word: some StringProtocol, among known: some Sequence<String>) -> String? {
    let typed = Array(word.lowercased().unicodeScalars.prefix(64))
    var best: (word: String, slips: Int)?
    for candidate in known {
      let letters = Array(candidate.lowercased().unicodeScalars)
      let allowed = letters.count <= 4 ? 1 : letters.count <= 9 ? 2 : 3
      guard abs(letters.count - typed.count) <= allowed else { continue }
      let slips = distance(typed, letters)
      if slips <= allowed, slips < best?.slips ?? .max { best = (candidate, slips) }
    }
    return best?.word
  }

  /// Letters put in, left out, exchanged, or swapped with their neighbour (optimal string alignment).
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var older: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let same = left[row] == right[column]
        var cost = min(previous[column] + (same ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, older[column - 1] + 1)
        }
        current.append(cost)
      }
      older = previous
      previous = current
    }
    return previous[right.count]
  }
}
