import Wire

extension Suggestion {
  /// `; did you mean learn?` where a known word is near, else nothing.
  static func question(for word: String, among known: [String]) -> String {
    nearest(to: word, among: known).map { "; did you mean \($0)?" } ?? ""
  }
}
