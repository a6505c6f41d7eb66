extension CSS {
  /// A token, or a bracketed run of them with all that it holds (CSS Syntax 3, section 5).
  public enum ComponentValue: Sendable, Hashable {
    case token(Token)
    // Kept elsewhere, since they are larger than a token, and nearly all are tokens.
    indirect case block(Block)
    indirect case function(Function)
  }

  /// A simple block: `{…}`, `[…]` or `(…)`.
  public struct Block: Sendable, Hashable {
    public var bracket: Bracket
    public var values: [ComponentValue]
    /// From the opening bracket to the closing one, in bytes.
    public var bytes: Range<Int>
    /// That the input ended before the block did, or that it holds more levels than ``CSS/deepestBlock``.
    public var fault: Fault?
  }

  /// A name and its arguments: `rgb(1, 2, 3)`.
  public struct Function: Sendable, Hashable {
    public var name: String
    public var values: [ComponentValue]
    public var bytes: Range<Int>
    /// As for ``Block/fault``.
    public var fault: Fault?
  }
}

extension CSS.ComponentValue {
  /// The token's kind, where it is a token alone.
  public var kind: CSS.Token.Kind? { if case .token(let token) = self { token.kind } else { nil } }

  // Asked for of every value, so not by comparing kinds.
  var isWhitespace: Bool { if case .token(let token) = self, case .whitespace = token.kind { true } else { false } }
  var isColon: Bool { if case .token(let token) = self, case .colon = token.kind { true } else { false } }
  var isSemicolon: Bool { if case .token(let token) = self, case .semicolon = token.kind { true } else { false } }
  var isComma: Bool { if case .token(let token) = self, case .comma = token.kind { true } else { false } }
  var isCurlyBlock: Bool { if case .block(let block) = self, block.bracket == .curly { true } else { false } }

  func isDelim(_ scalar: Unicode.Scalar) -> Bool {
    if case .token(let token) = self, case .delim(scalar) = token.kind { true } else { false }
  }

  public var bytes: Range<Int> {
    switch self {
    case .token(let token): token.bytes
    case .block(let block): block.bytes
    case .function(let function): function.bytes
    }
  }

  /// Written again as CSS.
  public var text: String {
    switch self {
    case .token(let token): token.text
    case .block(let block): block.bracket.opening + block.values.text + block.bracket.closing
    case .function(let function): function.name + "(" + function.values.text + ")"
    }
  }
}

extension Sequence where Element == CSS.ComponentValue {
  /// Written again as CSS, one after the other.
  public var text: String {
    var text = ""
    for value in self { text += value.text }
    return text
  }
}

extension BidirectionalCollection where Element == CSS.ComponentValue, SubSequence == ArraySlice<Element> {
  /// Without the white space at either end.
  var trimmed: ArraySlice<Element> {
    var slice = self[startIndex..<endIndex]
    while slice.first?.isWhitespace == true { slice.removeFirst() }
    while slice.last?.isWhitespace == true { slice.removeLast() }
    return slice
  }
}

extension CSS {
  /// Puts brackets' contents inside their brackets (sections 5.4.7 to 5.4.9, "consume a component value").
  ///
  /// All the productions then work on this list: what a bracket holds does not depend on where it stands, so nothing
  /// needs to be read twice, and the depth is limited in this one place.
  public static func componentValues(_ tokens: some Sequence<Token>) -> [ComponentValue] {
    var nesting = Nesting()
    var end = 0
    for token in tokens {
      nesting.add(token)
      end = token.bytes.upperBound
    }
    return nesting.finish(end: end)
  }

  private struct Nesting {
    struct Open {
      var bracket: Bracket
      var function: String?
      var start: Int
      var values: [ComponentValue] = []
      var fault: Fault?
    }
    var open: [Open] = []
    /// Brackets open below the deepest level that is kept.
    var ignored: [Bracket] = []
    var top: [ComponentValue] = []

    mutating func add(_ token: Token) {
      switch token.kind {
      case .open(let bracket): begin(bracket, function: nil, token)
      case .function(let name): begin(.parenthesis, function: name, token)
      case .close(let bracket) where ignored.last == bracket: ignored.removeLast()
      case .close(let bracket) where ignored.isEmpty && open.last?.bracket == bracket:
        close(end: token.bytes.upperBound, cutOff: false)
      default: if ignored.isEmpty { append(.token(token)) }
      }
    }

    mutating func begin(_ bracket: Bracket, function: String?, _ token: Token) {
      guard ignored.isEmpty, open.count < CSS.deepestBlock else {
        if ignored.isEmpty, let last = open.indices.last, open[last].fault == nil {
          open[last].fault = Fault(
            .limit, "more than \(CSS.deepestBlock) blocks inside each other: deeper ones are passed over",
            bytes: token.bytes, spec: syntax("5.4.8"))
        }
        ignored.append(bracket)
        return
      }
      open.append(Open(bracket: bracket, function: function, start: token.bytes.lowerBound))
    }

    mutating func append(_ value: ComponentValue) {
      if let last = open.indices.last { open[last].values.append(value) } else { top.append(value) }
    }

    mutating func close(end: Int, cutOff: Bool) {
      guard let block = open.popLast() else { return }
      let bytes = block.start..<max(block.start, end)
      var fault = block.fault
      if cutOff, fault == nil {
        fault = Fault(
          .truncated, "expected \"\(block.bracket.closing)\" to end this block, found the end of the input",
          bytes: bytes, spec: syntax("5.4.8"))
      }
      if let name = block.function {
        append(.function(Function(name: name, values: block.values, bytes: bytes, fault: fault)))
      } else {
        append(.block(Block(bracket: block.bracket, values: block.values, bytes: bytes, fault: fault)))
      }
    }

    mutating func finish(end: Int) -> [ComponentValue] {
      while !open.isEmpty { close(end: end, cutOff: true) }
      return top
    }
  }
}
