// The productions of CSS Syntax 3, section 5.3, over component values. None of them fails on any input: what is no
// rule becomes an invalid one, with its place.
extension CSS {
  /// 5.3.3 Parse a stylesheet: `<!--` and `-->` between rules are passed over.
  public static func stylesheet(_ values: [ComponentValue]) -> [Rule] {
    var parser = Parser(values[...])
    return parser.consumeRules(topLevel: true)
  }

  /// A style sheet from its bytes.
  public static func stylesheet(_ bytes: some Collection<UInt8>) -> [Rule] {
    stylesheet(componentValues(Tokenizer(bytes)))
  }

  /// 5.3.4 Parse a list of rules.
  public static func ruleList(_ values: [ComponentValue]) -> [Rule] {
    var parser = Parser(values[...])
    return parser.consumeRules(topLevel: false)
  }

  /// 5.3.5 Parse a rule.
  public static func oneRule(_ values: [ComponentValue]) throws(Shortfall) -> Rule {
    var parser = Parser(values[...])
    parser.skipWhitespace()
    guard let first = parser.rest.first else { throw .empty }
    let rule: Rule
    if case .atKeyword(let name) = first.kind {
      rule = .at(parser.consumeAtRule(name))
    } else {
      rule = parser.consumeQualifiedRule()
    }
    if case .invalid(let fault) = rule { throw .invalid(fault) }
    try parser.expectEnd(of: "the rule")
    return rule
  }

  /// 5.3.6 Parse a declaration.
  public static func oneDeclaration(_ values: [ComponentValue]) throws(Shortfall) -> Declaration {
    let values = values.trimmedAtStart
    guard !values.isEmpty else { throw .empty }
    do throws(Fault) { return try Parser.declaration(values) } catch { throw .invalid(error) }
  }

  /// 5.3.8 Parse a list of declarations.
  public static func declarationList(_ values: [ComponentValue]) -> [DeclarationListItem] {
    var parser = Parser(values[...])
    return parser.consumeDeclarations()
  }

  /// 5.3.9 Parse a component value.
  public static func oneComponentValue(_ values: [ComponentValue]) throws(Shortfall) -> ComponentValue {
    var parser = Parser(values[...])
    parser.skipWhitespace()
    guard let value = parser.rest.popFirst() else { throw .empty }
    try parser.expectEnd(of: "the value")
    return value
  }

  private struct Parser {
    var rest: ArraySlice<ComponentValue>

    init(_ values: ArraySlice<ComponentValue>) { rest = values }

    mutating func skipWhitespace() { while rest.first?.isWhitespace == true { rest.removeFirst() } }

    mutating func expectEnd(of thing: String) throws(Shortfall) {
      skipWhitespace()
      guard let extra = rest.first else { return }
      throw .extraInput(
        Fault(.malformed, "expected nothing more after \(thing)", bytes: extra.bytes, spec: syntax("5.3")))
    }

    /// 5.4.1 Consume a list of rules.
    mutating func consumeRules(topLevel: Bool) -> [Rule] {
      var rules: [Rule] = []
      while let next = rest.first {
        switch next.kind {
        case .whitespace: rest.removeFirst()
        case .cdo where topLevel, .cdc where topLevel: rest.removeFirst()
        case .atKeyword(let name): rules.append(.at(consumeAtRule(name)))
        default: rules.append(consumeQualifiedRule())
        }
      }
      return rules
    }

    /// 5.4.2 Consume an at-rule.
    mutating func consumeAtRule(_ name: String) -> AtRule {
      guard let keyword = rest.popFirst() else { return AtRule(name: name, prelude: [], block: nil, bytes: 0..<0) }
      var rule = AtRule(name: name, prelude: [], block: nil, bytes: keyword.bytes)
      while let next = rest.popFirst() {
        rule.bytes = rule.bytes.lowerBound..<next.bytes.upperBound
        if next.isSemicolon { break }
        if case .block(let block) = next, block.bracket == .curly {
          rule.block = block
          break
        }
        rule.prelude.append(next)
      }
      return rule
    }

    /// 5.4.3 Consume a qualified rule.
    mutating func consumeQualifiedRule() -> Rule {
      let start = rest.first?.bytes.lowerBound ?? 0
      let prelude = rest.prefix { !$0.isCurlyBlock }
      rest = rest[prelude.endIndex...]
      if case .block(let block) = rest.popFirst() {
        return .qualified(QualifiedRule(prelude: Array(prelude), block: block, bytes: start..<block.bytes.upperBound))
      }
      let end = prelude.last?.bytes.upperBound ?? start
      return .invalid(
        Fault(
          .truncated, "expected \"{\" after the selectors, found the end of the input", bytes: start..<end,
          spec: syntax("5.4.3")))
    }

    /// 5.4.5 Consume a list of declarations.
    mutating func consumeDeclarations() -> [DeclarationListItem] {
      var items: [DeclarationListItem] = []
      while let next = rest.first {
        switch next.kind {
        case .whitespace, .semicolon: rest.removeFirst()
        case .atKeyword(let name): items.append(.at(consumeAtRule(name)))
        default:
          let end = rest.firstIndex(where: \.isSemicolon) ?? rest.endIndex
          let values = rest[..<end]
          rest = rest[end...]
          do throws(Fault) {
            items.append(.declaration(try Self.declaration(values)))
          } catch {
            items.append(.invalid(error))
          }
        }
      }
      return items
    }

    /// 5.4.6 Consume a declaration. The value keeps its white space, so that it covers what stands there.
    static func declaration(_ values: ArraySlice<ComponentValue>) throws(Fault) -> Declaration {
      let start = values.first?.bytes.lowerBound ?? 0
      let end = values.trimmed.last?.bytes.upperBound ?? start
      var rest = values
      guard case .ident(let name) = rest.popFirst()?.kind else {
        throw Fault(.malformed, "expected a property's name", bytes: start..<end, spec: syntax("5.4.6"))
      }
      while rest.first?.isWhitespace == true { rest.removeFirst() }
      guard rest.popFirst()?.isColon == true else {
        throw Fault(.malformed, "expected \":\" after \"\(name)\"", bytes: start..<end, spec: syntax("5.4.6"))
      }
      var isImportant = false
      let meaningful = rest.indices.reversed().lazy.filter { !rest[$0].isWhitespace }.prefix(2)
      if let word = meaningful.first, let mark = meaningful.dropFirst().first, rest[mark].isDelim("!"),
        case .ident(let text) = rest[word].kind, text.equalsIgnoringASCIICase("important")
      {
        isImportant = true
        rest = rest[..<mark]
      }
      return Declaration(name: name, value: Array(rest), isImportant: isImportant, bytes: start..<end)
    }
  }
}

extension Array where Element == CSS.ComponentValue {
  fileprivate var trimmedAtStart: ArraySlice<Element> { drop(while: \.isWhitespace) }
}
