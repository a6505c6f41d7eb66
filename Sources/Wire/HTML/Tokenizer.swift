extension HTML {
  /// Turns the input into tokens, one state of HTML 13.2.5 at a time.
  ///
  /// The tree builder steers it: after a `<script>` it sets ``state``, and inside SVG and MathML it sets
  /// ``allowsCDATA``. Letters that decide anything are ASCII, so it works on the bytes of UTF-8.
  struct Tokenizer {
    let input: [UInt8]
    /// The next input character, as an offset into ``input``.
    var position = 0
    var state = State.data
    /// Where a character reference goes back to.
    var returnState = State.data
    /// The last start tag's name: only an end tag with that name closes RCDATA, RAWTEXT and script data.
    var lastStartTag = ""
    /// True when the adjusted current node is not an HTML element: then `<![CDATA[` is what it says.
    var allowsCDATA = false
    /// Where the `<` of the construct in hand stands.
    var markStart = 0

    /// True when errors and the attributes' ranges are wanted.
    let annotates: Bool
    var errors: [(error: ParseError, at: Int)] = []

    var tagName: [UInt8] = []
    var tagIsEnd = false
    var tagIsSelfClosing = false
    var attributes: [Document.Element.Attribute] = []
    var attributeRanges: [AttributeRange] = []
    var attributeNames: Set<Verbatim> = []
    var attribute: Attribute?
    var comment: [UInt8] = []
    var doctype = Token.Doctype()
    /// The doctype's name or identifier that is being read.
    var identifier: [UInt8] = []
    /// Where the `&` of the character reference in hand stands.
    var referenceStart = 0
    var characterReferenceCode: UInt32 = 0

    /// Characters not yet emitted: first those in `text`, then those still in the input at `literal`.
    private var text: [UInt8] = []
    private var literal = 0..<0
    private var textStart = 0
    private var textEnd = 0
    private var emitted: Emitted?
    /// Where the last token handed out stands in the input.
    private(set) var tokenRange = 0..<0
    private(set) var tokenAttributes: [AttributeRange] = []

    /// A token that waits for the characters before it to be handed out.
    private struct Emitted {
      var token: Token
      var range: Range<Int>
      var attributes: [AttributeRange] = []
    }

    /// An attribute that is being read.
    struct Attribute {
      var name: [UInt8] = []
      var value: [UInt8] = []
      var range: AttributeRange
      var isDuplicate = false
      var finishedName = ""
    }

    struct AttributeRange {
      var name: Range<Int>
      /// With its quotes; nil where there is no value.
      var value: Range<Int>?
      var isDuplicate = false
    }

    init(_ input: [UInt8], annotates: Bool = false) {
      self.input = input
      self.annotates = annotates
    }

    /// The next token; past the end, ``Token/endOfFile`` each time.
    mutating func next() -> Token {
      while emitted == nil { step() }
      if let characters = takeCharacters() { return characters }
      guard let next = emitted.take() else { return .endOfFile }
      tokenRange = next.range
      tokenAttributes = next.attributes
      return next.token
    }

    // MARK: Input

    /// Consumes the next input character: an ASCII character, or one byte of a longer one; nil at the end of the file.
    mutating func consume() -> Unicode.Scalar? {
      guard position < input.count else {
        position = input.count + 1
        return nil
      }
      position += 1
      return Unicode.Scalar(input[position - 1])
    }

    /// Reconsumes the current input character in `state`.
    mutating func reconsume(in state: State) {
      position -= 1
      self.state = state
    }

    /// The input from `position` on while `isWanted`, consumed.
    @inline(__always)
    mutating func run(while isWanted: (UInt8) -> Bool) -> Range<Int> {
      let start = position
      var at = position
      while at < input.count, isWanted(input[at]) { at += 1 }
      position = at
      return start..<at
    }

    /// Consumes `word` (given in lower case) where it is next, in either case; says whether it was.
    mutating func consume(ignoringCase word: StaticString) -> Bool {
      guard position + word.utf8CodeUnitCount <= input.count else { return false }
      let next = input[position..<position + word.utf8CodeUnitCount]
      guard "\(word)".utf8.elementsEqual(next.lazy.map(\.asciiLowercased)) else { return false }
      position += word.utf8CodeUnitCount
      return true
    }

    mutating func error(_ error: ParseError) {
      if annotates { errors.append((error, max(0, min(position, input.count) - 1))) }
    }

    // MARK: Output

    /// Emits the characters at `range` of the input as they stand.
    mutating func emit(_ range: Range<Int>) {
      if literal.upperBound == range.lowerBound && !literal.isEmpty {
        literal = literal.lowerBound..<range.upperBound
      } else {
        if text.isEmpty && literal.isEmpty { textStart = range.lowerBound }
        text += input[literal]
        literal = range
      }
      textEnd = range.upperBound
    }

    /// Emits the current input character as it stands.
    mutating func emitCurrent() { emit(position - 1..<position) }

    /// Emits characters that do not stand in the input; they come from the bytes between `start` and here.
    mutating func emit(_ characters: some Sequence<UInt8>, from start: Int) {
      if text.isEmpty && literal.isEmpty { textStart = start }
      text += input[literal]
      literal = 0..<0
      text += characters
      textEnd = min(position, input.count)
    }

    private mutating func takeCharacters() -> Token? {
      guard !text.isEmpty || !literal.isEmpty else { return nil }
      defer {
        text.removeAll(keepingCapacity: true)
        literal = 0..<0
      }
      tokenRange = textStart..<max(textStart, textEnd)
      tokenAttributes = []
      if text.isEmpty { return .characters(String(decoding: input[literal], as: UTF8.self)) }
      text += input[literal]
      return .characters(String(decoding: text, as: UTF8.self))
    }

    /// Emits a token that reaches from ``markStart`` to here.
    mutating func emit(_ token: Token) {
      let end = min(position, input.count)
      emitted = Emitted(token: token, range: min(markStart, end)..<end, attributes: attributeRanges)
      if !attributeRanges.isEmpty { attributeRanges = [] }
    }

    mutating func emitEndOfFile() {
      emitted = Emitted(token: .endOfFile, range: input.count..<input.count)
    }
  }
}
