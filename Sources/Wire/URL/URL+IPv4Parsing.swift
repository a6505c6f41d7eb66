extension URL {
  /// IPv4 addresses in all the ways browsers take them: `127.1`, `0x7f.0.0.1`, `2130706433` (URL Standard, section 3.5).
  enum IPv4Parser {
    /// The ends-in-a-number checker: such a host is an address, or wrong.
    static func endsInNumber(_ domain: String) -> Bool {
      var rest = domain.utf8[...]
      if rest.last == UInt8(ascii: ".") { rest = rest.dropLast() }
      let start = rest.lastIndex(of: UInt8(ascii: ".")).map(rest.index(after:)) ?? rest.startIndex
      let last = rest[start...]
      if !last.isEmpty, last.allSatisfy(\.isASCIIDigit) { return true }
      return number(last) != nil
    }

    /// The IPv4 parser. Faults cover `whole`.
    static func parse(_ domain: String, over whole: Range<Int>, problems: inout [Fault]) throws(Fault) -> UInt32 {
      // 1. and 2. An empty last part is passed over.
      var parts = domain.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)[...]
      if parts.last?.isEmpty == true {
        problems.append(ValidationError.ipv4EmptyPart.fault(whole))
        if parts.count > 1 { parts.removeLast() }
      }
      // 3.
      guard parts.count <= 4 else { throw ValidationError.ipv4TooManyParts.fault(whole) }
      // 4. and 5.
      var numbers: [UInt64] = []
      for part in parts {
        guard let (value, isDecimal) = number(part) else { throw ValidationError.ipv4NonNumericPart.fault(whole) }
        if !isDecimal { problems.append(ValidationError.ipv4NonDecimalPart.fault(whole)) }
        numbers.append(value)
      }
      // 6. to 8. Each part is a byte, except the last, which fills what is left.
      let last = numbers.removeLast()
      guard numbers.allSatisfy({ $0 <= 255 }), last < 1 << (8 * UInt64(4 - numbers.count)) else {
        throw ValidationError.ipv4OutOfRangePart.fault(whole)
      }
      if last > 255 { problems.append(ValidationError.ipv4OutOfRangePart.fault(whole)) }
      // 9. to 12.
      var address = last
      for (index, number) in numbers.enumerated() { address += number << (8 * UInt64(3 - index)) }
      return UInt32(truncatingIfNeeded: address)
    }

    /// The IPv4 number parser; numbers past 32 bits come out as 2^32.
    private static func number(_ part: Substring.UTF8View.SubSequence) -> (value: UInt64, isDecimal: Bool)? {
      guard let first = part.first else { return nil }
      var digits = part
      var radix: UInt64 = 10
      if first == UInt8(ascii: "0"), part.count >= 2 {
        digits = digits.dropFirst()
        radix = 8
        if digits.first?.asciiLowercased == UInt8(ascii: "x") {
          digits = digits.dropFirst()
          radix = 16
        }
      }
      var value: UInt64 = 0
      for digit in digits {
        guard let digit = digit.hexDigitValue, digit < radix else { return nil }
        value = min(1 << 32, value * radix + UInt64(digit))
      }
      return (value, radix == 10)
    }
  }
}
