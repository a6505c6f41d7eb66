public import Wire

extension Expression {
  /// Parses one expression. The fault's bytes are offsets into `text`; its message says what was expected, what was
  /// found, and which known word may have been meant.
  public init(parsing text: String) throws(Fault) { try self.init(parsing: Array(text.utf8)[...]) }

  /// The same of a text in UTF-8.
  init(parsing text: ArraySlice<UInt8>) throws(Fault) {
    var reader = ExpressionReader(text)
    self = try reader.expression()
  }
}

extension Path.Reference {
  /// Parses one path that fills `text`.
  public init(parsing text: String) throws(Fault) {
    var reader = ExpressionReader(Array(text.utf8)[...])
    self = try reader.path()
    try reader.expectEnd(after: "the path")
  }

  /// Parses the path that `text` begins with, and says how many bytes it takes.
  static func leading(_ text: ArraySlice<UInt8>) throws(Fault) -> (path: Path.Reference, bytes: Int) {
    var reader = ExpressionReader(text)
    let path = try reader.path()
    return (path, reader.at)
  }
}
