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
