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

/// The line protocol's `html-tokens`: html5lib's tokenizer tests.
struct HTMLTokensExplainer: Explainer {
  let kind = "html-tokens"
  let summary = "the tokens of an HTML text, from any state of the tokenizer, in html5lib's form"

  func dissect(_ input: [UInt8]) -> Field { HTML.dissect(input).field }

  func answer(_ request: JSON) throws(Fault) -> JSON {
    let state = request["initialState"]?.string ?? "data state"
    let name = state.hasSuffix(" state") ? String(state.dropLast(6)) : state
    let tokens = try HTML.tokens(
      of: try request.text("input"), from: name, lastStartTag: request["lastStartTag"]?.string ?? "")
    return ["tokens": .array(tokens.map(\.json))]
  }
}

/// The line protocol's `html-tree`: html5lib's tree construction tests.
struct HTMLTreeExplainer: Explainer {
  let kind = "html-tree"
  let summary = "the tree of an HTML document or fragment, in html5lib's form"

  func dissect(_ input: [UInt8]) -> Field { HTML.dissect(input).field }

  func answer(_ request: JSON) throws(Fault) -> JSON {
    let data = Array(try request.text("data").utf8)
    let scripting = request["scripting"]?.bool ?? false
    guard let context = request["fragment"]?.string else {
      return ["tree": .string(HTML.parse(data, scripting: scripting).outline)]
    }
    let element = Document.Element(html5lib: context)
    return ["tree": .string(HTML.parseFragment(data, in: element, scripting: scripting).outline)]
  }
}

extension JSON {
  /// The member of that name, which must be a text.
  fileprivate func text(_ name: String) throws(Fault) -> String {
    guard let text = self[name]?.string else {
      throw Fault(.malformed, "expected a member \"\(name)\" with a text, found \(self[name] ?? .null)")
    }
    return text
  }
}
