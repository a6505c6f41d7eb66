/// International names for machines that know only ASCII: `bücher.example` becomes `xn--bcher-kva.example`.
///
/// This is ToASCII of Unicode Technical Standard 46 with the settings that the URL Standard gives it for addresses:
/// CheckHyphens false, CheckBidi true, CheckJoiners true, UseSTD3ASCIIRules false, Transitional_Processing false,
/// VerifyDnsLength false, IgnoreInvalidPunycode false.
public enum IDNA {
  /// The most code points that a name may have, after mapping and in ASCII: what has a form in ASCII can be read again.
  /// DNS takes 253 bytes; Punycode takes time that grows with the square of the length.
  public static let longest = 4096

  /// The name in ASCII (UTS 46 section 4.2). Throws a fault, over all of the name's UTF-8 bytes, that says which
  /// criterion it does not meet.
  public static func toASCII(_ domain: String) throws(Fault) -> String {
    do throws(Problem) {
      let labels = try process(domain)
      var ascii: [UInt8] = []
      for (index, label) in labels.enumerated() {
        if index > 0 { ascii.append(UInt8(ascii: ".")) }
        if label.allSatisfy(\.isASCII) {
          ascii += label.map { UInt8(truncatingIfNeeded: $0.value) }
        } else {
          guard let encoded = Punycode.encode(label) else { throw Problem(.limit, "a label that Punycode can hold") }
          ascii += prefix.map { UInt8(truncatingIfNeeded: $0.value) } + encoded
        }
      }
      guard ascii.count <= longest else { throw Self.tooLong }
      return String(decoding: ascii, as: UTF8.self)
    } catch {
      throw Fault(
        error.code, "expected \(error.expected), found \"\(domain.prefix(80).description.escapingControls)\"",
        bytes: 0..<domain.utf8.count, spec: Spec("UTS 46", "4 Processing"))
    }
  }

  /// Why a name has no ASCII form, before it is known where the name stands.
  struct Problem: Error {
    var code: Fault.Code
    var expected: String
    init(_ code: Fault.Code, _ expected: String) {
      self.code = code
      self.expected = expected
    }
  }

  private static let tooLong = Problem(.limit, "a name of at most \(longest) characters")

  /// What an ASCII label that stands for another one begins with.
  static let prefix = Array("xn--".unicodeScalars)

  /// The labels of the name as Unicode (UTS 46 section 4).
  private static func process(_ domain: String) throws(Problem) -> [[Unicode.Scalar]] {
    // 1. Map. 2. Normalize.
    let text = normalized(try mapped(domain))
    // 3. Break the string into labels at U+002E.
    var labels = text.split(separator: ".", omittingEmptySubsequences: false).map(Array.init)
    // 4. Convert and validate each label.
    for index in labels.indices {
      if labels[index].starts(with: prefix) {
        guard labels[index].allSatisfy(\.isASCII), let decoded = Punycode.decode(labels[index].dropFirst(4)) else {
          throw Problem(.malformed, "Punycode after \"xn--\"")
        }
        guard !decoded.allSatisfy(\.isASCII) else {
          throw Problem(.malformed, "a letter outside ASCII in the Punycode after \"xn--\"")
        }
        guard normalized(decoded) == decoded else {
          throw Problem(.malformed, "Punycode of a label in Normalization Form C")
        }
        labels[index] = decoded
      }
      try validate(labels[index])
    }
    // Validity criterion 9, CheckBidi: concerns all labels as soon as one is right to left.
    if labels.contains(where: { $0.contains(where: \.isRightToLeft) }) {
      for label in labels where !satisfiesBidiRule(label) {
        throw Problem(.malformed, "labels that can be read in one direction (RFC 5893, section 2)")
      }
    }
    return labels
  }

  /// Step 1 of the processing: each code point is kept, dropped, replaced or refused.
  private static func mapped(_ domain: String) throws(Problem) -> [Unicode.Scalar] {
    var text: [Unicode.Scalar] = []
    for scalar in domain.unicodeScalars {
      switch Mapping.table[scalar] {
      case .valid: text.append(scalar)
      case .ignored: continue
      case .mapped(let replacement): text += replacement
      case .disallowed:
        throw Problem(.forbidden, "characters that a name may have (U+\(String(scalar.value, radix: 16)) is not one)")
      }
      if text.count > longest { throw Self.tooLong }
    }
    return text
  }

  /// The validity criteria of UTS 46 section 4.1, by their numbers there. Not applicable: 1 (labels come here in
  /// Normalization Form C), 2 and 3 (CheckHyphens is false), 9 (``satisfiesBidiRule(_:)``).
  private static func validate(_ label: [Unicode.Scalar]) throws(Problem) {
    // 4. Not Punycode of Punycode.
    if label.starts(with: prefix) { throw Problem(.malformed, "Punycode only once") }
    // 5. No U+002E.
    if label.contains(".") { throw Problem(.malformed, "Punycode of a label without a dot") }
    // 6. Not a General_Category=Mark first.
    switch label.first?.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark:
      throw Problem(.forbidden, "a label that does not begin with a combining mark")
    default: break
    }
    // 7. Each code point valid.
    for scalar in label {
      guard case .valid = Mapping.table[scalar] else {
        throw Problem(.forbidden, "characters that a name may have (U+\(String(scalar.value, radix: 16)) is not one)")
      }
    }
    // 8. CheckJoiners.
    guard joinersAreInContext(label) else {
      throw Problem(.forbidden, "joiners only where the script needs them (RFC 5892, appendix A)")
    }
  }
}
