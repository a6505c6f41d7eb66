extension URL {
  /// Turns the parser's marks into fields.
  struct Annotation {
    let typed: [UInt8]
    let input: Input
    let isSpecial: Bool
    private var parts: [Field] = []

    init(typed: [UInt8], input: Input, isSpecial: Bool) {
      self.typed = typed
      self.input = input
      self.isSpecial = isSpecial
    }

    /// All of it, with a field for each part.
    mutating func root(_ marks: BasicParser.Marks, url: URL) -> Field {
      add("scheme", marks.scheme, url.scheme, "4.1 URL representation")
      add("username", marks.username, url.username, "4.1 URL representation")
      add("password", marks.password, url.password, "4.1 URL representation")
      add("host", marks.host, url.hostname, "3.5 Host parsing")
      if let port = marks.port {
        let typedPort = input.bytes[port].reduce(UInt64(0)) { min($0 * 10 + UInt64($1 & 15), 65535) }
        let symbol = url.port == nil ? "\(url.scheme)'s own" : nil
        append(Field("port", bits: bits(port), value: .number(typedPort, symbol: symbol), spec: spec("port state")))
      }
      if let path = marks.path, !path.isEmpty {
        append(
          Field(
            "path", bits: bits(path), value: .text(url.pathname), spec: spec("path state"),
            children: url.hasOpaquePath ? [] : segments(path)))
      }
      if let query = marks.query {
        append(
          Field(
            "query", bits: bits(query), value: .text(url.query ?? ""), spec: spec("query state"),
            children: parameters(query)))
      }
      add("fragment", marks.fragment, url.fragment ?? "", "fragment state")
      closeGap(upTo: typed.count)
      return Field("URL", bits: 0..<typed.count * 8, spec: Spec("WHATWG URL", "4.4 URL parsing"), children: parts)
    }

    private func spec(_ section: StaticString) -> Spec { Spec("WHATWG URL", section) }

    private func bits(_ read: Range<Int>) -> Range<Int> {
      let bytes = input.typed(read)
      return bytes.lowerBound * 8..<bytes.upperBound * 8
    }

    private mutating func add(_ name: String, _ range: Range<Int>?, _ value: String, _ section: StaticString) {
      guard let range else { return }
      append(Field(name, bits: bits(range), value: .text(value), spec: spec(section)))
    }

    private mutating func append(_ field: Field) {
      closeGap(upTo: field.bytes.lowerBound)
      parts.append(field)
    }

    /// What stands between two parts: `://`, `@`, `?`, or white space that is not read.
    private mutating func closeGap(upTo end: Int) {
      let start = parts.last?.bytes.upperBound ?? 0
      guard start < end else { return }
      let middle = min(max(start, input.leading), end)
      // Before the first part and after the last one, what is not read is white space around the address.
      if start < middle { appendSpace(start..<middle) }
      let readEnd = input.typed(input.bytes.count..<input.bytes.count).upperBound
      let last = min(max(middle, readEnd), end)
      if middle < last {
        let text = String(decoding: typed[middle..<last], as: UTF8.self)
        let name = parts.isEmpty && end == typed.count ? "unread" : "delimiter"
        parts.append(Field(name, bits: middle * 8..<last * 8, value: .text(text)))
      }
      if last < end { appendSpace(last..<end) }
    }

    private mutating func appendSpace(_ bytes: Range<Int>) {
      var field = Field("white space", bits: bytes.lowerBound * 8..<bytes.upperBound * 8)
      field.fault = URL.ValidationError.invalidURLUnit.fault(bytes)
      parts.append(field)
    }

    /// The stretches between slashes, decoded; each slash is a field too.
    private func segments(_ path: Range<Int>) -> [Field] {
      pieces(path, between: { $0 == .solidus || ($0 == .reverseSolidus && isSpecial) }) { range in
        let text = String(decoding: input.bytes[range].percentDecoded, as: UTF8.self)
        return Field("segment", bits: bits(range), value: .text(text), spec: spec("path state"))
      }
    }

    /// `name=value` pairs, decoded as a form's.
    private func parameters(_ query: Range<Int>) -> [Field] {
      let form = spec("5.1 application/x-www-form-urlencoded parsing")
      func field(_ name: String, _ range: Range<Int>) -> Field {
        let text = FormURLEncoded.decode(input.bytes[range])
        return Field(name, bits: bits(range), value: .text(text), spec: form)
      }
      return pieces(query, between: { $0 == UInt8(ascii: "&") }) { range in
        guard let equals = input.bytes[range].firstIndex(of: UInt8(ascii: "=")) else {
          return Field("parameter", bits: bits(range), spec: form, children: [field("name", range)])
        }
        let name = range.lowerBound..<equals
        let value = equals + 1..<range.upperBound
        let children =
          (name.isEmpty ? [] : [field("name", name)]) + [delimiter(equals..<equals + 1)]
          + (value.isEmpty ? [] : [field("value", value)])
        return Field("parameter", bits: bits(range), spec: form, children: children)
      }
    }

    private func pieces(
      _ whole: Range<Int>, between isDelimiter: (UInt8) -> Bool, piece: (Range<Int>) -> Field
    ) -> [Field] {
      var fields: [Field] = []
      var start = whole.lowerBound
      for index in whole where isDelimiter(input.bytes[index]) {
        if start < index { fields.append(piece(start..<index)) }
        fields.append(delimiter(index..<index + 1))
        start = index + 1
      }
      if start < whole.upperBound { fields.append(piece(start..<whole.upperBound)) }
      return fields
    }

    private func delimiter(_ range: Range<Int>) -> Field {
      Field("delimiter", bits: bits(range), value: .text(String(decoding: input.bytes[range], as: UTF8.self)))
    }

    /// Characters that should have been percent-encoded, and `%` without two digits: mistakes that change nothing.
    func attachInvalidUnits(_ marks: BasicParser.Marks, to root: inout Field) {
      let most = BasicParser.mostProblems
      var dropped = 0
      for (index, byte) in typed.enumerated() where byte == 0x09 || byte == 0x0A || byte == 0x0D {
        dropped += 1
        if dropped > most { break }
        root.attach(URL.ValidationError.invalidURLUnit.fault(index..<index + 1))
      }
      for range in [marks.path, marks.query, marks.fragment].compactMap(\.self) {
        var found = 0
        var pointer = range.lowerBound
        while pointer < range.upperBound, found < most {
          let length = unitLength(input.bytes[pointer..<range.upperBound])
          if length < 0 {
            root.attach(URL.ValidationError.invalidURLUnit.fault(input.typed(pointer..<pointer + 1)))
            found += 1
          }
          pointer += abs(length)
        }
      }
    }

    /// How many bytes the URL unit at the start has; negative where it is no URL unit.
    private func unitLength(_ rest: ArraySlice<UInt8>) -> Int {
      guard let byte = rest.first else { return 0 }
      if byte == UInt8(ascii: "%") {
        return rest.dropFirst().prefix(2).filter { $0.hexDigitValue != nil }.count == 2 ? 3 : -1
      }
      if byte < 0x80 {
        let isUnit =
          byte.isASCIIAlpha || byte.isASCIIDigit || "!$&'()*+,-./:;=?@_~".utf8.contains(byte)
          || (byte == .reverseSolidus && isSpecial)
        return isUnit ? 1 : -1
      }
      let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      guard let scalar = String(decoding: rest.prefix(length), as: UTF8.self).unicodeScalars.first else { return -1 }
      let isUnit = scalar.value >= 0xA0 && !(0xFDD0...0xFDEF).contains(scalar.value) && scalar.value & 0xFFFE != 0xFFFE
      return isUnit ? length : -length
    }
  }
}
