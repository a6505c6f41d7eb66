/// How many columns a character takes: our own table, since the system's is not to be had from Swift on Linux (T2).
public enum Width {
  /// 0 for combining marks and controls that show nothing, 2 for wide ones, else 1; ambiguous ones count as 1.
  public static func of(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    return first.value < 0x300 ? 1 : 1
  }

  public static func of(_ text: String) -> Int { text.reduce(0) { $0 + of($1) } }
}
