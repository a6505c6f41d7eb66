extension HTTP {
  /// The members of a comma-separated list of words, such as Connection's, in lower case (RFC 9110 section 5.6.1).
  public static func list(_ values: [String]) -> [String] {
    values.flatMap { $0.split(separator: ",") }.map(\.trimmingBlanks.asciiLowercased).filter { !$0.isEmpty }
  }
}
