extension HTML {
  /// What the parser makes of some bytes, read once: the tree, what is wrong with the document, and, for whoever looks,
  /// every byte explained.
  public struct Reading: Sendable {
    /// The tree; no bytes are so wrong that there is none.
    public let document: Document
    /// The bytes from the first to the last, cut where a token begins or ends.
    let pieces: [Piece]
    let stream: InputStream
    private let count: Int

    /// Some bytes in a row, in the order in which they were received.
    struct Piece: Sendable {
      var kind: Kind
      var bytes: Range<Int>
      var fault: Fault?
    }

    enum Kind: Sendable {
      case byteOrderMark
      /// Syntax and nothing else, or what the parser leaves out.
      case markup
      /// A token, and where in the normalised stream it and its attributes begin.
      case token(Token, at: Int, [Tokenizer.AttributeRange])
    }

    /// Reads a page's bytes, in UTF-8, as "An overview of the parsing model" in the HTML specification has it, without
    /// scripting.
    public init(_ bytes: [UInt8]) {
      let stream = InputStream(bytes)
      let count = bytes.count
      var builder = TreeBuilder(stream.bytes, scripting: false, annotates: true)
      var pieces: [Piece] = []
      var end = stream.received(0)
      if end > 0 { pieces.append(Piece(kind: .byteOrderMark, bytes: 0..<end)) }
      builder.run { token, tokenizer in
        let range = stream.received(tokenizer.tokenRange)
        if range.lowerBound > end { pieces.append(Piece(kind: .markup, bytes: end..<range.lowerBound)) }
        end = max(end, range.upperBound)
        guard token != .endOfFile else { return }
        let kind = Kind.token(token, at: tokenizer.tokenRange.lowerBound, tokenizer.tokenAttributes)
        pieces.append(Piece(kind: kind, bytes: range))
      }
      if end < count { pieces.append(Piece(kind: .markup, bytes: end..<count)) }
      let errors = (stream.errors + builder.tokenizer.errors).map { (error: $0.error, at: stream.received($0.at)) }
      pieces.note(errors.sorted { $0.at < $1.at })
      self.pieces = pieces
      self.stream = stream
      self.count = count
      document = builder.document
    }

    /// Its parse errors in their order, those in one token as one. The document is read all the same.
    public var faults: [Fault] { pieces.compactMap(\.fault) }

    /// Works out a field for every byte. Many times the work of reading ``document`` off, and done at each call.
    func explain() -> Field {
      Field(
        "HTML document", bits: 0..<count * 8, spec: HTML.spec("13.2"), children: pieces.map { $0.field(in: stream) })
    }
  }
}

extension [HTML.Reading.Piece] {
  /// Puts each error on the piece that it happened in; several in one become one fault.
  fileprivate mutating func note(_ errors: [(error: HTML.ParseError, at: Int)]) {
    var rest = errors[...]
    for index in indices {
      let bytes = self[index].bytes
      let end = index == count - 1 ? Int.max : bytes.upperBound
      let mine = rest.prefix { $0.at < end }
      rest = rest.dropFirst(mine.count)
      guard let first = mine.first else { continue }
      // A megabyte of NULs is one mistake, told once.
      var told: [HTML.ParseError] = []
      for (error, _) in mine where told.count < 4 && !told.contains(error) { told.append(error) }
      let message = told.map { "\($0.rawValue): \($0.meaning)" }.joined(separator: "; ")
      let at = Swift.min(Swift.max(first.at, bytes.lowerBound), bytes.upperBound)
      let range = at..<Swift.min(at + 1, bytes.upperBound)
      self[index].fault = Fault(.malformed, message, bytes: range, spec: HTML.spec("13.2.2"))
    }
  }
}

extension InputStream {
  /// Characters that a document should not hold (HTML 13.2.3.5). They are kept all the same.
  fileprivate var errors: [(error: HTML.ParseError, at: Int)] {
    var errors: [(error: HTML.ParseError, at: Int)] = []
    var at = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar.isNoncharacter {
        errors.append((.noncharacterInInputStream, at))
      } else if scalar.isControl, scalar != "\0", !(scalar.isASCII && UInt8(scalar.value).isHTMLSpace) {
        errors.append((.controlCharacterInInputStream, at))
      }
      at += UTF8.width(scalar)
    }
    return errors
  }
}
