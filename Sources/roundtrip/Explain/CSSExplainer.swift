import Wire

/// `roundtrip explain css`: a style sheet's rules, selectors and declarations, each with its bytes.
struct CSSExplainer: Explainer {
  let kind = "css"
  let summary = "a style sheet: its rules, selectors and declarations"

  func dissect(_ input: [UInt8]) -> Field { CSS.dissect(input).field }

  /// `{"input": …, "production": "stylesheet"}`; the productions are those of css-parsing-tests, and so is the answer.
  func answer(_ request: JSON) throws(Fault) -> JSON {
    let input = try request.text("input")
    let name = try request.optionalText("production") ?? CSS.Production.stylesheet.rawValue
    guard let production = CSS.Production(rawValue: name) else {
      let names = CSS.Production.allCases.map(\.rawValue).joined(separator: ", ")
      throw Fault(.unsupported, "expected one of \(names), found \"\(name)\"")
    }
    return production.json(input.utf8)
  }
}
