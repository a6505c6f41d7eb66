public import Wire

/// What the browser made of an address.
public enum URLEvent: Sendable, Hashable {
  /// `href` is the parsed URL, serialised.
  case parsed(input: String, base: String?, href: String)
  case refused(input: String, base: String?, Fault)
}
