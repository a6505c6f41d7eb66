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
    let stream = InputStream(bytes)
    var builder = TreeBuilder(stream.bytes, scripting: false, annotates: true)
    var fields: [Field] = []
    var end = stream.received(0)
    if end > 0 { fields.append(Field("byte order mark", bits: 0..<end * 8, spec: spec("13.2.3.2"))) }
    builder.run { token, tokenizer in
      let range = stream.received(tokenizer.tokenRange)
      if range.lowerBound > end { fields.append(.markup(end..<range.lowerBound)) }
      end = max(end, range.upperBound)
      if token != .endOfFile { fields.append(token.field(range, tokenizer, stream)) }
    }
    if end < bytes.count { fields.append(.markup(end..<bytes.count)) }
    let errors = (stream.errors + builder.tokenizer.errors).map { (error: $0.error, at: stream.received($0.at)) }
    fields.note(errors.sorted { $0.at < $1.at })
    let field = Field("HTML document", bits: 0..<bytes.count * 8, spec: spec("13.2"), children: fields)
    return Dissection(value: .success(builder.document), field: field)
  }
}

extension Field {
  /// Bytes that are syntax and nothing else, or that the parser leaves out.
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
  fileprivate func field(_ range: Range<Int>, _ tokenizer: HTML.Tokenizer, _ stream: InputStream) -> Field {
    switch self {
    case .doctype(let doctype): return Field("doctype", range, doctype.name ?? "", "13.2.5.53")
    case .comment(let text): return Field("comment", range, text, "13.2.5.45")
    case .characters(let text): return Field("text", range, text, "13.2.5.1")
    case .endOfFile: return Field("end of file", range, "", "13.2.5.1")
    case .startTag(let tag):
      return tagField("start tag", tag, from: 1, range, tokenizer, stream)
    case .endTag(let tag):
      return tagField("end tag", tag, from: 2, range, tokenizer, stream)
    }
  }

  private func tagField(
    _ name: String, _ tag: Tag, from nameStart: Int, _ range: Range<Int>, _ tokenizer: HTML.Tokenizer,
    _ stream: InputStream
  ) -> Field {
    let start = tokenizer.tokenRange.lowerBound + nameStart
    let nameEnd = tokenizer.input[start...].firstIndex { $0.isHTMLSpace || $0 == 0x2F || $0 == 0x3E } ?? start
    var parts = [Field("name", stream.received(start..<nameEnd), tag.name, "13.2.5.8")]
    var kept = tag.attributes[...]
    for ranges in tokenizer.tokenAttributes {
      let attribute = ranges.isDuplicate ? nil : kept.popFirst()
      let nameRange = stream.received(ranges.name)
      let attributeName = attribute?.name ?? String(decoding: tokenizer.input[ranges.name], as: UTF8.self)
      let whole = nameRange.lowerBound..<(ranges.value.map(stream.received) ?? nameRange).upperBound
      let field = Field(ranges.isDuplicate ? "ignored attribute" : "attribute", whole, attributeName, "13.2.5.33")
      var inner = [Field("name", nameRange, attributeName, "13.2.5.33")]
      if let value = ranges.value {
        let text = attribute?.value ?? String(decoding: tokenizer.input[value], as: UTF8.self)
        inner.append(Field("value", stream.received(value), text, "13.2.5.36"))
      }
      parts.append(field.filled(with: inner))
    }
    return Field(name, range, tag.name, "13.2.5.8").filled(with: parts)
  }
}

extension [Field] {
  /// Puts each error on the token that it happened in; several in one token become one fault.
  fileprivate mutating func note(_ errors: [(error: HTML.ParseError, at: Int)]) {
    var rest = errors[...]
    for index in indices {
      let end = index == count - 1 ? Int.max : self[index].bytes.upperBound
      let mine = rest.prefix { $0.at < end }
      rest = rest.dropFirst(mine.count)
      guard let first = mine.first else { continue }
      // A megabyte of NULs is one mistake, told once.
      var told: [HTML.ParseError] = []
      for (error, _) in mine where told.count < 4 && !told.contains(error) { told.append(error) }
      let message = told.map { "\($0.rawValue): \($0.meaning)" }.joined(separator: "; ")
      let at = Swift.min(Swift.max(first.at, self[index].bytes.lowerBound), self[index].bytes.upperBound)
      let range = at..<Swift.min(at + 1, self[index].bytes.upperBound)
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
