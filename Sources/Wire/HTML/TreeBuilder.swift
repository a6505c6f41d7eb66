extension HTML {
  /// Builds the document from tokens (HTML 13.2.6, tree construction).
  ///
  /// Where the standard leaves limits to us: elements nest 512 deep (as in Blink; deeper ones become siblings), and
  /// formatting elements are opened again only so many times as the input is long, so that no input takes more than
  /// linear time and memory.
  struct TreeBuilder {
    static let deepest = 512

    var tokenizer: Tokenizer
    var document = Document()
    /// For each node, whether it is on the stack of open elements.
    var isOpen: [Bool] = [false]

    var mode = Mode.initial
    var originalMode = Mode.initial
    var templateModes: [Mode] = []
    /// The stack of open elements; the last is the current node.
    var stack: [OpenElement] = []
    /// How many of them are paragraphs: nearly every start tag asks whether one is open, and mostly none is.
    var openParagraphs = 0
    /// The list of active formatting elements.
    var formatting: [Formatting] = []
    /// How many more elements may be opened again.
    var reopeningsLeft: Int
    var head: Document.ID?
    var form: Document.ID?
    var framesetOK = true
    var fostersParents = false
    /// The next token is dropped if it is a line feed: the one after `<pre>`.
    var skipsLineFeed = false
    var tableText: [String] = []
    let scripting: Bool
    /// The element whose inside is being parsed, when that is all we parse.
    let context: OpenElement?
    let contextElement: Document.Element?
    /// The attribute names of `html` and `body`, whose tags may come again with more.
    var rootAttributes: [Document.ID: Set<String>] = [:]
    var selects: [Document.ID: Select] = [:]

    /// The insertion modes of HTML 13.2.4.1.
    enum Mode {
      case initial, beforeHTML, beforeHead, inHead, inHeadNoscript, afterHead, inBody, text, inTable, inTableText
      case inCaption, inColumnGroup, inTableBody, inRow, inCell, inTemplate, afterBody, inFrameset, afterFrameset
      case afterAfterBody, afterAfterFrameset
    }

    /// What becomes of a token when a mode has dealt with it.
    enum Verdict {
      case done
      /// The mode or the stack has changed: the token, or what is left of it, is processed again.
      case reprocess(Token)
    }

    init(_ input: [UInt8], scripting: Bool, context: Document.Element? = nil, annotates: Bool = false) {
      tokenizer = Tokenizer(input, annotates: annotates)
      self.scripting = scripting
      contextElement = context
      self.context = context.map { OpenElement(Document.root, $0) }
      reopeningsLeft = 4096 + input.count / 4
      document.nodes.reserveCapacity(input.count / 32)
    }

    /// Reads the whole input. `seen` is shown each token, in the order in which they come.
    mutating func run(seen: (Token, borrowing Tokenizer) -> Void = { _, _ in }) {
      while true {
        tokenizer.allowsCDATA = adjustedCurrentNode.map { $0.namespace != .html } ?? false
        let token = tokenizer.next()
        seen(token, tokenizer)
        process(token)
        if token == .endOfFile { break }
      }
      while !stack.isEmpty { pop() }
    }

    private mutating func process(_ token: Token) {
      var token = token
      if skipsLineFeed {
        skipsLineFeed = false
        if case .characters(let text) = token, text.utf8.first == 0x0A {
          if text.utf8.count == 1 { return }
          token = .characters(String(text.unicodeScalars.dropFirst()))
        }
      }
      while case .reprocess(let again) = isForForeignContent(token) ? inForeignContent(token) : rules(for: mode, token)
      {
        token = again
      }
    }

    mutating func rules(for mode: Mode, _ token: Token) -> Verdict {
      switch mode {
      case .initial: initial(token)
      case .beforeHTML: beforeHTML(token)
      case .beforeHead: beforeHead(token)
      case .inHead: inHead(token)
      case .inHeadNoscript: inHeadNoscript(token)
      case .afterHead: afterHead(token)
      case .inBody: inBody(token)
      case .text: text(token)
      case .inTable: inTable(token)
      case .inTableText: inTableText(token)
      case .inCaption: inCaption(token)
      case .inColumnGroup: inColumnGroup(token)
      case .inTableBody: inTableBody(token)
      case .inRow: inRow(token)
      case .inCell: inCell(token)
      case .inTemplate: inTemplate(token)
      case .afterBody: afterBody(token)
      case .inFrameset: inFrameset(token)
      case .afterFrameset: afterFrameset(token)
      case .afterAfterBody: afterAfterBody(token)
      case .afterAfterFrameset: afterAfterFrameset(token)
      }
    }

    var adjustedCurrentNode: OpenElement? { stack.count == 1 ? context ?? stack.last : stack.last }

    /// The tree construction dispatcher (HTML 13.2.6).
    private func isForForeignContent(_ token: Token) -> Bool {
      guard let node = adjustedCurrentNode, node.namespace != .html else { return false }
      switch token {
      case .endOfFile: return false
      case .startTag(let tag):
        if node.isMathMLTextIntegrationPoint, tag.known != .mglyph, tag.known != .malignmark { return false }
        if node.isAnnotationXML, tag.known == .svg { return false }
        return !node.isHTMLIntegrationPoint
      case .characters: return !node.isMathMLTextIntegrationPoint && !node.isHTMLIntegrationPoint
      default: return true
      }
    }
  }
}

extension HTML.Token {
  /// Characters without the NULs that the standard drops, or nil where none are left.
  static func withoutNulls(_ text: String) -> String? {
    guard text.containsByte(where: { $0 == 0 }) else { return text }
    let kept = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\0" }))
    return kept.isEmpty ? nil : kept
  }

  /// Characters divided into the white space they begin with and the rest.
  static func dividingSpace(_ text: String) -> (space: String, rest: String) {
    let end = text.utf8.firstIndex { !$0.isHTMLSpace } ?? text.endIndex
    return (String(text[..<end]), String(text[end...]))
  }
}

extension HTML.Token {
  /// Characters without the white space they begin with; nil where there is nothing else.
  static func withoutLeadingSpace(_ text: String) -> HTML.Token? {
    let (_, rest) = dividingSpace(text)
    return rest.isEmpty ? nil : .characters(rest)
  }
}

extension String {
  /// True where a byte of its UTF-8 is wanted; as fast as the bytes can be looked at.
  func containsByte(where isWanted: (UInt8) -> Bool) -> Bool {
    utf8.withContiguousStorageIfAvailable { $0.contains(where: isWanted) } ?? utf8.contains(where: isWanted)
  }
}
