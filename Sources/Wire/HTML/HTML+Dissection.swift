extension HTML {
  /// The tree of `bytes`, and each token with the bytes it came from. There is always a tree; parse errors stand as
  /// faults on the tokens they happened in.
  ///
  ///     <a href='#'>go</a>
  ///     |  |      | | `--- end tag     (name)
  ///     |  |      | `----- text
  ///     |  `------'------- attribute   (name, value)
  ///     `----------------- start tag   (name, attributes)
  public static func dissect(_ bytes: [UInt8]) -> Dissection<Document> {
    let reading = Reading(bytes)
    return Dissection(value: .success(reading.document), field: reading.explain())
  }
}

extension HTML.Reading.Piece {
  func field(in stream: InputStream) -> Field {
    var field =
      switch kind {
      case .byteOrderMark:
        Field("byte order mark", bits: bytes.lowerBound * 8..<bytes.upperBound * 8, spec: HTML.spec("13.2.3.2"))
      case .markup: Field.markup(bytes)
      case .token(let token, let start, let attributes): token.field(bytes, from: start, attributes, stream)
      }
    if let fault { field.fault = fault }
    return field
  }
}

extension Field {
  fileprivate static func markup(_ range: Range<Int>) -> Field {
    Field("markup", bits: range.lowerBound * 8..<range.upperBound * 8)
  }

  fileprivate init(_ name: String, _ range: Range<Int>, _ text: String, _ section: StaticString) {
    self.init(
      name, bits: range.lowerBound * 8..<range.upperBound * 8, value: .text(text), spec: HTML.spec(section))
  }

  /// The same with `parts` as children, and a child of its own for every byte that none of them covers.
  fileprivate func filled(with parts: [Field]) -> Field {
    var filled: [Field] = []
    var end = bytes.lowerBound
    for part in parts {
      if part.bytes.lowerBound > end { filled.append(.markup(end..<part.bytes.lowerBound)) }
      filled.append(part)
      end = max(end, part.bytes.upperBound)
    }
    if end < bytes.upperBound { filled.append(.markup(end..<bytes.upperBound)) }
    var field = self
    field.children = filled
    return field
  }
}

extension HTML.Token {
  /// `range` are the bytes as received; `start` and `attributes` count in the normalised stream.
  fileprivate func field(
    _ range: Range<Int>, from start: Int, _ attributes: [HTML.Tokenizer.AttributeRange], _ stream: InputStream
  ) -> Field {
    switch self {
    case .doctype(let doctype): Field("doctype", range, doctype.name ?? "", "13.2.5.53")
    case .comment(let text): Field("comment", range, text, "13.2.5.45")
    case .characters(let text): Field("text", range, text, "13.2.5.1")
    case .endOfFile: Field("end of file", range, "", "13.2.5.1")
    case .startTag(let tag): tagField("start tag", tag, range, nameStart: start + 1, attributes, stream)
    case .endTag(let tag): tagField("end tag", tag, range, nameStart: start + 2, attributes, stream)
    }
  }

  private func tagField(
    _ name: String, _ tag: Tag, _ range: Range<Int>, nameStart: Int, _ attributes: [HTML.Tokenizer.AttributeRange],
    _ stream: InputStream
  ) -> Field {
    let input = stream.bytes
    let nameEnd = input[nameStart...].firstIndex { $0.isHTMLSpace || $0 == 0x2F || $0 == 0x3E } ?? nameStart
    var parts = [Field("name", stream.received(nameStart..<nameEnd), tag.name, "13.2.5.8")]
    var kept = tag.attributes[...]
    for ranges in attributes {
      let attribute = ranges.isDuplicate ? nil : kept.popFirst()
      let nameRange = stream.received(ranges.name)
      let attributeName = attribute?.name ?? String(decoding: input[ranges.name], as: UTF8.self)
      let whole = nameRange.lowerBound..<(ranges.value.map(stream.received) ?? nameRange).upperBound
      let field = Field(ranges.isDuplicate ? "ignored attribute" : "attribute", whole, attributeName, "13.2.5.33")
      var inner = [Field("name", nameRange, attributeName, "13.2.5.33")]
      if let value = ranges.value {
        let text = attribute?.value ?? String(decoding: input[value], as: UTF8.self)
        inner.append(Field("value", stream.received(value), text, "13.2.5.36"))
      }
      parts.append(field.filled(with: inner))
    }
    return Field(name, range, tag.name, "13.2.5.8").filled(with: parts)
  }
}
