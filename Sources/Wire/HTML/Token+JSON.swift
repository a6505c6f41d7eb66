extension HTML {
  /// The tokens of `text` without a tree, from the state of that name (`data`, `RCDATA`, …, as the standard spells it,
  /// in either case) and as if `lastStartTag` had just been seen. The end of the file is left out.
  ///
  /// Throws ``Fault/Code/unsupported`` where no state has that name.
  public static func tokens(
    of text: String, from stateName: String = "data", lastStartTag: String = ""
  ) throws(Fault) -> [Token] {
    let state = Tokenizer.State.allCases.first { $0.rawValue.equalsIgnoringASCIICase(stateName) }
    guard let state else {
      let expected = "expected a tokenizer state such as \"data\" or \"script data\", found \"\(stateName)\""
      throw Fault(.unsupported, expected, bytes: 0..<0, spec: spec("13.2.5"))
    }
    var tokenizer = Tokenizer(InputStream(Array(text.utf8), isDecoded: true).bytes)
    tokenizer.state = state
    tokenizer.lastStartTag = lastStartTag
    var tokens: [Token] = []
    while true {
      let token = tokenizer.next()
      if token == .endOfFile { return tokens }
      tokens.append(token)
    }
  }
}

extension HTML.Token {
  /// As html5lib's tokenizer tests write it: `["StartTag", "p", {"class": "wide"}]`; null for the end of the file.
  public var json: JSON {
    switch self {
    case .doctype(let doctype):
      return [
        "DOCTYPE", doctype.name.json, doctype.publicID.json, doctype.systemID.json, .bool(!doctype.forcesQuirks),
      ]
    case .startTag(let tag):
      let attributes = JSON.object(tag.attributes.map { JSON.Member($0.name, .string($0.value)) })
      let parts: [JSON] = ["StartTag", .string(tag.name), attributes]
      return .array(tag.isSelfClosing ? parts + [true] : parts)
    case .endTag(let tag): return ["EndTag", .string(tag.name)]
    case .comment(let text): return ["Comment", .string(text)]
    case .characters(let text): return ["Character", .string(text)]
    case .endOfFile: return nil
    }
  }
}

extension String? {
  fileprivate var json: JSON { map(JSON.string) ?? .null }
}
