import Tracing

extension [Run] {
  /// One of a scene's conditions, and whether it did anything.
  init(_ condition: Recording.Condition) {
    self = [Run(condition.text, .code)]
    if !condition.hasEffect { append(Run(" (no effect here: loopback has no packets)")) }
  }
}
