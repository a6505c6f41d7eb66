extension IDNA {
  /// Normalization Form C (Unicode Standard Annex 15) of text that has been mapped, or claims it has: composites that
  /// mapping replaces need no entry in the table.
  static func normalized(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    // Below U+0300 nothing combines.
    guard text.contains(where: { $0.value >= 0x300 }) else { return text }
    var decomposed: [Unicode.Scalar] = []
    decomposed.reserveCapacity(text.count)
    for scalar in text { decompose(scalar, into: &decomposed) }
    return composed(decomposed)
  }

  private static let compositions: [Pair: Unicode.Scalar] = {
    var digits = Digits(Tables.compositions)
    var compositions: [Pair: Unicode.Scalar] = [:]
    var first: UInt32 = 0
    var second: Int32 = 0
    while let step = digits.next() {
      first += step
      second += digits.nextSigned()
      let composite = Int32(bitPattern: first) + digits.nextSigned()
      compositions[Pair(first: first, second: UInt32(bitPattern: second))] = Unicode.Scalar(
        UInt32(bitPattern: composite))
    }
    return compositions
  }()

  private static let decompositions = Dictionary(compositions.map { ($0.value, $0.key) }) { first, _ in first }

  private struct Pair: Hashable {
    var first: UInt32
    var second: UInt32
  }

  /// Appends the parts of `scalar`, keeping combining marks in canonical order.
  private static func decompose(_ scalar: Unicode.Scalar, into text: inout [Unicode.Scalar]) {
    if let (lead, tail) = Hangul.parts(scalar) {
      decompose(lead, into: &text)
      text.append(tail)
    } else if let pair = decompositions[scalar], let first = Unicode.Scalar(pair.first),
      let second = Unicode.Scalar(pair.second)
    {
      // A table entry decomposes into earlier ones, at most four deep.
      decompose(first, into: &text)
      decompose(second, into: &text)
    } else {
      let order = scalar.combiningClass
      var place = text.endIndex
      while order != 0, place > text.startIndex, text[place - 1].combiningClass > order { place -= 1 }
      text.insert(scalar, at: place)
    }
  }

  private static func composed(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var starter: Int?
    var lastClass: UInt8 = 0
    for scalar in text {
      let order = scalar.combiningClass
      // Blocked: something between the starter and here has the same class or none.
      if let starter, result.count == starter + 1 || (lastClass != 0 && lastClass < order),
        let composite = Hangul.composite(result[starter], scalar)
          ?? compositions[Pair(first: result[starter].value, second: scalar.value)]
      {
        result[starter] = composite
        continue
      }
      if order == 0 { starter = result.count }
      lastClass = order
      result.append(scalar)
    }
    return result
  }

  /// Hangul syllables are composed by arithmetic (Unicode, section 3.12).
  private enum Hangul {
    static let syllables: UInt32 = 0xAC00
    static let leads: UInt32 = 0x1100
    static let vowels: UInt32 = 0x1161
    static let tails: UInt32 = 0x11A7

    static func parts(_ scalar: Unicode.Scalar) -> (Unicode.Scalar, Unicode.Scalar)? {
      guard (syllables..<syllables + 11172).contains(scalar.value) else { return nil }
      let index = scalar.value - syllables
      let first = index % 28 == 0 ? leads + index / 588 : scalar.value - index % 28
      let second = index % 28 == 0 ? vowels + index % 588 / 28 : tails + index % 28
      guard let first = Unicode.Scalar(first), let second = Unicode.Scalar(second) else { return nil }
      return (first, second)
    }

    static func composite(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
      if (leads..<leads + 19).contains(first.value), (vowels..<vowels + 21).contains(second.value) {
        return Unicode.Scalar(syllables + (first.value - leads) * 588 + (second.value - vowels) * 28)
      }
      if (syllables..<syllables + 11172).contains(first.value), (first.value - syllables) % 28 == 0,
        (tails + 1..<tails + 28).contains(second.value)
      {
        return Unicode.Scalar(first.value + second.value - tails)
      }
      return nil
    }
  }
}

extension Unicode.Scalar {
  /// Canonical_Combining_Class: where a mark stands at its letter; 0 for what is no mark.
  var combiningClass: UInt8 { value < 0x300 ? 0 : properties.canonicalCombiningClass.rawValue }
}
