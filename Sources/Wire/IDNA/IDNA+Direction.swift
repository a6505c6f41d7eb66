extension IDNA {
  /// Bidi_Class: which way a character is written; the order is that of ``Tables/bidiClasses``.
  enum BidiClass: UInt8 {
    case left, right, arabicLetter, arabicNumber, europeanNumber, europeanSeparator, europeanTerminator,
      commonSeparator, nonspacingMark, boundaryNeutral, otherNeutral, control

    private static let runs = Runs(Tables.bidiClasses, radix: 16)

    init(_ scalar: Unicode.Scalar) { self = BidiClass(rawValue: Self.runs[scalar]) ?? .control }
  }

  /// The six conditions of RFC 5893 section 2, which a label of a right-to-left name must meet.
  static func satisfiesBidiRule(_ label: [Unicode.Scalar]) -> Bool {
    let classes = label.map { BidiClass($0) }
    guard let first = classes.first, let last = classes.last(where: { $0 != .nonspacingMark }) else {
      return classes.isEmpty
    }
    switch first {
    // 1. The first character is L, R or AL.
    case .right, .arabicLetter:
      // 2. and 4. What a right-to-left label may hold; not both kinds of number.
      let allowed: Set<BidiClass> = [
        .right, .arabicLetter, .arabicNumber, .europeanNumber, .europeanSeparator, .commonSeparator,
        .europeanTerminator, .otherNeutral, .boundaryNeutral, .nonspacingMark,
      ]
      // 3. How it ends.
      let ends: Set<BidiClass> = [.right, .arabicLetter, .europeanNumber, .arabicNumber]
      return classes.allSatisfy(allowed.contains) && ends.contains(last)
        && !(classes.contains(.europeanNumber) && classes.contains(.arabicNumber))
    case .left:
      // 5. What a left-to-right label may hold.
      let allowed: Set<BidiClass> = [
        .left, .europeanNumber, .europeanSeparator, .commonSeparator, .europeanTerminator, .otherNeutral,
        .boundaryNeutral, .nonspacingMark,
      ]
      // 6. How it ends.
      return classes.allSatisfy(allowed.contains) && (last == .left || last == .europeanNumber)
    case .arabicNumber, .europeanNumber, .europeanSeparator, .europeanTerminator, .commonSeparator, .nonspacingMark,
      .boundaryNeutral, .otherNeutral, .control:
      return false
    }
  }
}

extension Unicode.Scalar {
  /// True of the characters that make a whole name a "Bidi domain name" (RFC 5893 section 1.4).
  var isRightToLeft: Bool {
    guard !isASCII else { return false }
    switch IDNA.BidiClass(self) {
    case .right, .arabicLetter, .arabicNumber: return true
    case .left, .europeanNumber, .europeanSeparator, .europeanTerminator, .commonSeparator, .nonspacingMark,
      .boundaryNeutral, .otherNeutral, .control:
      return false
    }
  }
}
