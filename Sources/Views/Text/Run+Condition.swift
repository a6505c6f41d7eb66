import Tracing

extension [Run] {
  /// One of a scene's conditions with what it brings about, or why it did nothing.
  init(_ condition: Recording.Condition) {
    let note = condition.hasEffect ? ": \(condition.meaning)" : " (no effect here: loopback has no packets)"
    self = [Run(condition.text, .code), Run(note)]
  }
}
