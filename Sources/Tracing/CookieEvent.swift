public import Wire

/// What the browser's cookie jar decided.
public enum CookieEvent: Sendable, Hashable {
  /// A Set-Cookie field was kept.
  case stored(Cookie)
  /// A Set-Cookie field with a date in the past took this one away, if it was there.
  case removed(Cookie)
  /// A Set-Cookie field that was ignored, and why.
  case refused(String, Fault)
  /// These went into the Cookie field, as `name=value`.
  case sent([String])
}
