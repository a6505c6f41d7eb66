extension JSON {
  /// Parses one JSON text (RFC 8259).
  ///
  /// A lone surrogate escape becomes U+FFFD, as does a byte that is not UTF-8. Throws a fault with the byte where the
  /// text stops being JSON, and ``Fault/Code/limit`` past 512 levels of nesting.
  public init(parsing text: some Collection<UInt8>) throws(Fault) {
    var reader = Reader(bytes: Array(text))
    self = try reader.document()
  }

  public init(parsing text: String) throws(Fault) { try self.init(parsing: text.utf8) }

  private struct Reader {
    static let deepest = 512
    let bytes: [UInt8]
    var at = 0

    var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    func fault(_ expected: String) -> Fault {
      guard let next else {
        return Fault(.truncated, "expected \(expected), found the end", bytes: at..<at, spec: .rfc(8259, "2"))
      }
      let found = String(decoding: [next], as: UTF8.self).escapingControls
      return Fault(.malformed, "expected \(expected), found \"\(found)\"", bytes: at..<at + 1, spec: .rfc(8259, "2"))
    }

    mutating func document() throws(Fault) -> JSON {
      let value = try value(depth: 0)
      skipSpace()
      guard next == nil else { throw fault("the end of the text") }
      return value
    }

    mutating func skipSpace() {
      while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { at += 1 }
    }

    mutating func value(depth: Int) throws(Fault) -> JSON {
      guard depth <= Self.deepest else {
        throw Fault(.limit, "nested deeper than \(Self.deepest) levels", bytes: at..<at, spec: .rfc(8259, "9"))
      }
      skipSpace()
      switch next {
      case UInt8(ascii: "{"): return try object(depth: depth)
      case UInt8(ascii: "["): return try array(depth: depth)
      case UInt8(ascii: "\""): return .string(try string())
      case UInt8(ascii: "t"): return try word("true", .bool(true))
      case UInt8(ascii: "f"): return try word("false", .bool(false))
      case UInt8(ascii: "n"): return try word("null", .null)
      case UInt8(ascii: "-"): return try number()
      case let digit? where (0x30...0x39).contains(digit): return try number()
      default: throw fault("a value")
      }
    }

    mutating func word(_ word: String, _ value: JSON) throws(Fault) -> JSON {
      for byte in word.utf8 {
        guard next == byte else { throw fault("\"\(word)\"") }
        at += 1
      }
      return value
    }

    mutating func digits() throws(Fault) {
      guard let first = next, (0x30...0x39).contains(first) else { throw fault("a digit") }
      while let byte = next, (0x30...0x39).contains(byte) { at += 1 }
    }

    mutating func number() throws(Fault) -> JSON {
      let start = at
      if next == UInt8(ascii: "-") { at += 1 }
      if next == UInt8(ascii: "0") { at += 1 } else { try digits() }
      if next == UInt8(ascii: ".") {
        at += 1
        try digits()
      }
      if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
        at += 1
        if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { at += 1 }
        try digits()
      }
      return .number(String(decoding: bytes[start..<at], as: UTF8.self))
    }

    mutating func array(depth: Int) throws(Fault) -> JSON {
      at += 1
      var elements: [JSON] = []
      skipSpace()
      if next == UInt8(ascii: "]") {
        at += 1
        return .array([])
      }
      while true {
        elements.append(try value(depth: depth + 1))
        skipSpace()
        if next == UInt8(ascii: ",") {
          at += 1
          continue
        }
        guard next == UInt8(ascii: "]") else { throw fault("\",\" or \"]\"") }
        at += 1
        return .array(elements)
      }
    }

    mutating func object(depth: Int) throws(Fault) -> JSON {
      at += 1
      var members: [Member] = []
      skipSpace()
      if next == UInt8(ascii: "}") {
        at += 1
        return .object([])
      }
      while true {
        skipSpace()
        guard next == UInt8(ascii: "\"") else { throw fault("a member's name in quotes") }
        let name = try string()
        skipSpace()
        guard next == UInt8(ascii: ":") else { throw fault("\":\"") }
        at += 1
        members.append(Member(name, try value(depth: depth + 1)))
        skipSpace()
        if next == UInt8(ascii: ",") {
          at += 1
          continue
        }
        guard next == UInt8(ascii: "}") else { throw fault("\",\" or \"}\"") }
        at += 1
        return .object(members)
      }
    }

    mutating func string() throws(Fault) -> String {
      at += 1
      var text: [UInt8] = []
      while let byte = next {
        switch byte {
        case UInt8(ascii: "\""):
          at += 1
          return String(decoding: text, as: UTF8.self)
        case UInt8(ascii: "\\"):
          at += 1
          text += try escape()
        case 0...0x1F: throw fault("an escaped control character")
        default:
          text.append(byte)
          at += 1
        }
      }
      throw fault("\"\\\"\" to end the string")
    }

    mutating func escape() throws(Fault) -> [UInt8] {
      guard let byte = next else { throw fault("an escaped character") }
      let simple: UInt8? =
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
      if let simple {
        at += 1
        return [simple]
      }
      guard byte == UInt8(ascii: "u") else { throw fault("an escape of RFC 8259 section 7") }
      at += 1
      let first = try codeUnit()
      var units = [first]
      if UTF16.isLeadSurrogate(first), next == UInt8(ascii: "\\"), at + 1 < bytes.count,
        bytes[at + 1] == UInt8(ascii: "u")
      {
        let before = at
        at += 2
        let second = try codeUnit()
        if UTF16.isTrailSurrogate(second) { units.append(second) } else { at = before }
      }
      return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    mutating func codeUnit() throws(Fault) -> UInt16 {
      var unit: UInt16 = 0
      for _ in 0..<4 {
        guard let digit = next?.hexDigitValue else { throw fault("four hexadecimal digits") }
        unit = unit << 4 | UInt16(digit)
        at += 1
      }
      return unit
    }
  }
}
