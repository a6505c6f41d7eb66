import Wire

/// `roundtrip explain html`: a document as its tokens, each with the bytes it came from.
struct HTMLExplainer: Explainer {
  let kind = "html"
  let summary = "an HTML document: tags, attributes, text and comments, and what is wrong with how they are written"

  func dissect(_ input: [UInt8]) -> Field { HTML.dissect(input).field }

  /// `{"input":…}` gives the tree and the names of the parse errors.
  func answer(_ request: JSON) throws(Fault) -> JSON {
    let input = try request.text("input")
    let reading = HTML.Reading(Array(input.utf8))
    return [
      "tree": .string(reading.document.outline), "faults": .array(reading.faults.map { .string($0.message) }),
    ]
  }
}
