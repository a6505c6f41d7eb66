/// A colour as it is asked for; the terminal may have fewer, and ``Pen`` then takes the nearest.
public enum Color: Sendable, Hashable {
  /// The terminal's own foreground or background.
  case standard
  /// One of the terminal's own 16: 0 to 7, and 8 to 15 for the bright ones.
  case named(UInt8)
  case rgb(UInt8, UInt8, UInt8)
}
