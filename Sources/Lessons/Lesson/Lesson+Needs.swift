import Wire

extension Lesson {
  /// A warning for each lesson that should come first and is none of the known ones: nobody could open it.
  public func warnings(ofNeedsBeyond known: some Sequence<String>) -> [Problem] {
    let known = Set(known)
    return needs.filter { !known.contains($0.id) }.map { need in
      let advice = Suggestion.clause(for: need.id, among: known.sorted())
      return Problem(
        file: file, mark: need.mark,
        message: "warning: expected the id of a lesson that comes first, found `\(need.id)`\(advice)")
    }
  }
}
