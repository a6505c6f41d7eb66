extension CSS {
  /// A style sheet's rules, and a field tree over every byte of it: rules, selectors, declarations, and between them
  /// the white space, comments and punctuation.
  public static func dissect(_ bytes: [UInt8]) -> Dissection<[Rule]> {
    let rules = stylesheet(bytes)
    let layout = FieldLayout(source: bytes)
    let whole = 0..<bytes.count
    let field = Field(
      "stylesheet", bits: whole.bits, spec: syntax("5.3.3"),
      children: layout.filling(whole, with: rules.map(layout.field)))
    return Dissection(value: .success(rules), field: field)
  }

  private struct FieldLayout {
    let source: [UInt8]

    func text(_ range: Range<Int>) -> Value { .text(String(decoding: source[range], as: UTF8.self)) }

    /// The parts in their order, and a field for each stretch of `range` that none of them covers.
    func filling(_ range: Range<Int>, with parts: [Field]) -> [Field] {
      var fields: [Field] = []
      var at = range.lowerBound
      for part in parts where part.bytes.lowerBound >= at {
        if part.bytes.lowerBound > at { fields.append(between(at..<part.bytes.lowerBound)) }
        fields.append(part)
        at = part.bytes.upperBound
      }
      if at < range.upperBound { fields.append(between(at..<range.upperBound)) }
      return fields
    }

    func between(_ range: Range<Int>) -> Field {
      let bytes = source[range]
      let isSpace = bytes.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
      let isComment = !isSpace && zip(bytes, bytes.dropFirst()).contains { $0 == 0x2F && $1 == 0x2A }
      return Field(
        isSpace ? "white space" : isComment ? "comment" : "punctuation", bits: range.bits, value: text(range))
    }

    func field(_ rule: Rule) -> Field {
      switch rule {
      case .at(let rule):
        let keyword =
          rule.bytes
          .lowerBound..<(rule.prelude.first?.bytes.lowerBound ?? rule.block?.bytes.lowerBound
          ?? rule.bytes.upperBound)
        var parts = [Field("at-keyword", bits: keyword.bits, value: .text("@" + rule.name), spec: syntax("5.4.2"))]
        if let prelude = range(rule.prelude) {
          parts.append(Field("prelude", bits: prelude.bits, value: text(prelude)))
        }
        if let block = rule.block {
          parts.append(Field("block", bits: block.bytes.bits, value: text(block.bytes), fault: block.fault))
        }
        return Field(
          "at-rule", bits: rule.bytes.bits, spec: syntax("5.4.2"), children: filling(rule.bytes, with: parts))
      case .qualified(let rule):
        var parts: [Field] = []
        if let prelude = range(rule.prelude.trimmed) {
          let fault = Selector.list(rule.prelude).compactMap(\.fault).first
          parts.append(Field("selectors", bits: prelude.bits, value: text(prelude), fault: fault))
        }
        let declarations = CSS.declarationList(rule.block.values).map(field)
        parts.append(
          Field(
            "declarations", bits: rule.block.bytes.bits, spec: syntax("5.4.5"), fault: rule.block.fault,
            children: filling(rule.block.bytes, with: declarations)))
        return Field(
          "rule", bits: rule.bytes.bits, spec: syntax("5.4.3"), children: filling(rule.bytes, with: parts))
      case .invalid(let fault):
        return Field("invalid rule", bits: fault.bits, value: text(fault.bytes), fault: fault)
      }
    }

    func field(_ item: DeclarationListItem) -> Field {
      switch item {
      case .declaration(let declaration):
        // A value that is all white space begins behind the declaration, where a comment parts it from the colon.
        let end = declaration.bytes.upperBound
        let name = declaration.bytes.lowerBound..<min(declaration.value.first?.bytes.lowerBound ?? end, end)
        var parts = [Field("property", bits: name.bits, value: .text(declaration.name))]
        if let value = range(declaration.value.trimmed) {
          var fault: Fault?
          // A value that the property does not take leaves the sheet right: browsers pass the declaration over.
          if let found = StyleDeclaration(declaration).fault {
            fault = Fault(.unsupported, found.message, bits: found.bits, spec: found.spec)
          }
          parts.append(Field("value", bits: value.bits, value: text(value), fault: fault))
        }
        return Field(
          "declaration", bits: declaration.bytes.bits, value: .text(declaration.text), spec: syntax("5.4.6"),
          children: filling(declaration.bytes, with: parts))
      case .at(let rule): return field(Rule.at(rule))
      case .invalid(let fault):
        return Field("invalid declaration", bits: fault.bits, value: text(fault.bytes), fault: fault)
      }
    }

    func range(_ values: some BidirectionalCollection<ComponentValue>) -> Range<Int>? {
      guard let first = values.first, let last = values.last else { return nil }
      return first.bytes.lowerBound..<last.bytes.upperBound
    }
  }
}

extension Range<Int> {
  /// The same range counted in bits.
  fileprivate var bits: Range<Int> { lowerBound * 8..<upperBound * 8 }
}
