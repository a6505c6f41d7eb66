/// What the browser's cookie jar decided.
public enum CookieEvent: Sendable, Hashable {
  /// A Set-Cookie field was kept, as `name=value`, with its attributes in words.
  case stored(String, attributes: [String])
  case refused(String, reason: String)
  /// These went into the Cookie field.
  case sent([String])
}
