import Wire

/// `roundtrip explain html`: a document as its tokens, each with the bytes it came from.
struct HTMLExplainer: Explainer {
  let kind = "html"
  let summary = "an HTML document: tags, attributes, text and comments, with every parse error"

  func dissect(_ input: [UInt8]) -> Field { HTML.dissect(input).field }

  /// `{"input":…}` gives the tree and the names of the parse errors.
  func answer(_ request: JSON) throws(Fault) -> JSON {
    let input = try request.text("input")
    let dissection = HTML.dissect(Array(input.utf8))
    let faults = dissection.field.children.compactMap { $0.fault?.message }
    return ["tree": .string(try dissection.value.get().outline), "faults": .array(faults.map(JSON.string))]
  }
}
