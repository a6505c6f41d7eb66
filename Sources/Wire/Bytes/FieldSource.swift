/// What a field asks for its value and its children whenever somebody looks, where making them all at once would cost
/// more than reading the bytes did.
protocol FieldSource: AnyObject, Sendable {
  func value(at row: Int) -> Value
  func children(at row: Int) -> [Field]
}
