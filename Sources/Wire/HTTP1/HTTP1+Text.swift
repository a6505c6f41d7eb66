extension HTTP1 {
  /// `bytes[range]` as UTF-8, or as Latin-1 where it is not UTF-8, so that no byte is lost.
  static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    let end = bytes.end(from: range.lowerBound, to: range.upperBound, lanes: \.lanesOutsideASCII, where: \.isASCII)
    if end == range.upperBound { return ascii(bytes, range) }
    if let text = String(validating: bytes[range], as: UTF8.self) { return text }
    var text = ""
    text.unicodeScalars.append(contentsOf: bytes[range].lazy.map { Unicode.Scalar($0) })
    return text
  }

  /// A field's value; each fold in it is read as one space (RFC 9112 section 5.2).
  static func text(_ bytes: [UInt8], unfolding value: Range<Int>) -> String {
    // Only a fold brings a line's end into a value.
    let end = bytes.end(
      from: value.lowerBound, to: value.upperBound, lanes: { $0.lanes(or: 0x0D) },
      where: { $0.isASCII && $0 != 0x0D })
    if end == value.upperBound { return ascii(bytes, value) }
    var flat: [UInt8] = []
    var isFold = false
    for byte in bytes[value] {
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

  @inline(__always)
  private static func ascii(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: $0[range], as: UTF8.self) }
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
