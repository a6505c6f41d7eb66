extension HTTP1 {
  /// `bytes[range]` as UTF-8, or as Latin-1 where it is not UTF-8, so that no byte is lost.
  static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    let isASCII =
      bytes.end(from: range.lowerBound, to: range.upperBound, floor: 0, where: \.isASCII) == range.upperBound
    if isASCII { return bytes.withUnsafeBufferPointer { String(decoding: $0[range], as: UTF8.self) } }
    if let text = String(validating: bytes[range], as: UTF8.self) { return text }
    var text = ""
    text.unicodeScalars.append(contentsOf: bytes[range].lazy.map { Unicode.Scalar($0) })
    return text
  }

  /// A field's value; each fold in it is read as one space (RFC 9112 section 5.2).
  static func text(_ bytes: [UInt8], valueOf field: FieldLine) -> String {
    guard field.isFolded else { return text(bytes, field.value) }
    var flat: [UInt8] = []
    var isFold = false
    for byte in bytes[field.value] {
      if byte == 0x0D || byte == 0x0A {
        while flat.last?.isBlank == true { flat.removeLast() }
        isFold = true
      } else if !(isFold && byte.isBlank) {
        if isFold { flat.append(0x20) }
        isFold = false
        flat.append(byte)
      }
    }
    return text(flat, 0..<flat.count)
  }
}

extension StringProtocol {
  /// Without spaces and tabs at either end: OWS as fields have it.
  var trimmingBlanks: SubSequence {
    var text = self[...]
    while let first = text.unicodeScalars.first, first == " " || first == "\t" {
      text = text[text.unicodeScalars.index(after: text.startIndex)...]
    }
    while let last = text.unicodeScalars.last, last == " " || last == "\t" {
      text = text[..<text.unicodeScalars.index(before: text.endIndex)]
    }
    return text
  }
}
