extension CommandLine {
  /// The bytes behind a word of the command line: a shell hands over any, and a string has U+FFFD in place of those that
  /// are no UTF-8.
  static func bytes(of word: String) -> [UInt8] {
    guard word.unicodeScalars.contains("\u{FFFD}") else { return Array(word.utf8) }
    for index in 0..<Int(argc) {
      guard let start = unsafeArgv[index], String(cString: start) == word else { continue }
      return UnsafeBufferPointer(start: start, count: length(of: start)).map { UInt8(bitPattern: $0) }
    }
    return Array(word.utf8)
  }

  private static func length(of text: UnsafePointer<CChar>) -> Int {
    var length = 0
    while text[length] != 0 { length += 1 }
    return length
  }
}
