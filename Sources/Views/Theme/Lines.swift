/// Which characters diagrams are drawn with.
public enum Lines: String, Sendable, Hashable, CaseIterable {
  case ascii, unicode

  var lane: Character { self == .ascii ? "|" : "│" }
  var rule: Character { self == .ascii ? "-" : "─" }
}
