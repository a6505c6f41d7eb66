import Wire

/// The line protocol's `html-tokens`: html5lib's tokenizer tests.
struct HTMLTokensExplainer: Explainer {
  let kind = "html-tokens"
  let summary = "the tokens of an HTML text, from any state of the tokenizer, in html5lib's form"

  func dissect(_ input: [UInt8]) -> Field { HTML.dissect(input).field }

  func answer(_ request: JSON) throws(Fault) -> JSON {
    let state = try request.optionalText("initialState") ?? "data state"
    let name = state.hasSuffix(" state") ? String(state.dropLast(6)) : state
    let tokens = try HTML.tokens(
      of: try request.text("input"), from: name, lastStartTag: try request.optionalText("lastStartTag") ?? "")
    return ["tokens": .array(tokens.map(\.json))]
  }
}
