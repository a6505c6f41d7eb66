/// How many colours may be used, from none up.
public enum ColorDepth: Sendable, Hashable, CaseIterable, Comparable {
  /// No colour at all; bold, underline and reverse stay.
  case none
  /// The terminal's own 16, whatever they look like there.
  case named16
  /// The 6x6x6 cube and the 24 greys that xterm added.
  case indexed256
  /// Any 24-bit colour.
  case trueColor
}
