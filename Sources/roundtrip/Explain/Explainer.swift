import Wire

/// One kind of thing that `roundtrip explain` takes apart.
protocol Explainer: Sendable {
  /// As typed on the command line: `url`.
  var kind: String { get }
  /// One line for the help text.
  var summary: String { get }
  /// What an input of this kind looks like.
  var form: InputForm { get }
  /// Every byte of the input explained. Any bytes give a tree; what is wrong stands in the fields' faults.
  func dissect(_ input: [UInt8]) -> Field
  /// One line of the line protocol in, one out. A fault that it throws is written as `{"error":…}` by the caller.
  func answer(_ request: JSON) throws(Fault) -> JSON
}

extension Explainer {
  var form: InputForm { .text }
}
