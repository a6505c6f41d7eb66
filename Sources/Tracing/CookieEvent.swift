/// What the browser's cookie jar decided.
public enum CookieEvent: Sendable, Hashable {
  /// A Set-Cookie field was kept, as `name=value`, with its attributes in words.
  case stored(String, attributes: [String])
  /// A Set-Cookie field with a date in the past took this one away.
  case removed(String)
  case refused(String, reason: String)
  /// These went into the Cookie field.
  case sent([String])
}
