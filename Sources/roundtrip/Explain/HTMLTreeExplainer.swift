import Wire

/// The line protocol's `html-tree`: html5lib's tree construction tests.
struct HTMLTreeExplainer: Explainer {
  let kind = "html-tree"
  let summary = "the tree of an HTML document or fragment, in html5lib's form"

  func dissect(_ input: [UInt8]) -> Field { HTML.dissect(input).field }

  func answer(_ request: JSON) throws(Fault) -> JSON {
    let data = Array(try request.text("data").utf8)
    let scripting = try request.flag("scripting")
    guard let context = try request.optionalText("fragment") else {
      return ["tree": .string(HTML.parse(data, scripting: scripting).outline)]
    }
    let element = Document.Element(html5lib: context)
    return ["tree": .string(HTML.parseFragment(data, in: element, scripting: scripting).outline)]
  }
}
