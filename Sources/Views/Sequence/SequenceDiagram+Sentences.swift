import Tracing

extension SequenceDiagram.Row {
  /// The row as a sentence, for those who hear the screen: `Browser to Edge: GET /products?page=2`.
  public var sentence: String {
    switch shape {
    case .arrow(let from, let to, _): "\(from.name) to \(to.name): \(label)"
    case .note(let party): "\(party.name): \(label)"
    }
  }
}
