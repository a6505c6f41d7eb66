extension HTML {
  /// The tree that a browser would make of `bytes`, read as UTF-8.
  ///
  /// With `scripting` a `noscript` is text, as in a browser that runs scripts; without, its content is elements.
  public static func parse(_ bytes: [UInt8], scripting: Bool = false) -> Document {
    var builder = TreeBuilder(InputStream(bytes).bytes, scripting: scripting)
    builder.run()
    return builder.document
  }

  /// The nodes that `bytes` give inside an element, as `innerHTML` would set them (HTML 13.4, parsing fragments). They
  /// are the children of the document's node.
  public static func parseFragment(
    _ bytes: [UInt8], in context: Document.Element, quirks: Bool = false, scripting: Bool = false
  ) -> Document {
    var builder = TreeBuilder(InputStream(bytes).bytes, scripting: scripting, context: context)
    builder.document.quirks = quirks
    builder.startFragment(in: context)
    builder.run()
    var document = builder.document
    if let root = document.nodes[Document.root].children.first {
      document.nodes[Document.root].children = document.nodes[root].children
      for child in document.nodes[root].children { document.nodes[child].parent = Document.root }
      document.nodes[root].children = []
      document.nodes[root].parent = nil
    }
    return document
  }

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
      throw Fault(.unsupported, expected, spec: spec("13.2.5"))
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

extension HTML.TreeBuilder {
  /// Steps 4 to 9 of parsing fragments: the tokenizer's first state, the root, and the mode, as the context asks.
  mutating func startFragment(in element: Document.Element) {
    switch context?.name {
    case .title, .textarea: tokenizer.state = .rcdata
    case .style, .xmp, .iframe, .noembed, .noframes: tokenizer.state = .rawtext
    case .script: tokenizer.state = .scriptData
    case .noscript where scripting: tokenizer.state = .rawtext
    case .plaintext: tokenizer.state = .plaintext
    default: break
    }
    insertImplied(.html)
    if context?.name == .template { templateModes.append(.inTemplate) }
    resetInsertionMode()
    // A context that is a form has no id in this document; any number but nil keeps another form out.
    if context?.name == .form { form = Document.root }
  }
}
