/// Punycode: any text as letters, digits and hyphens (RFC 3492). The numbers are those of its section 5.
enum Punycode {
  private static let base = 36
  private static let tMin = 1
  private static let tMax = 26
  private static let skew = 38
  private static let damp = 700
  private static let initialBias = 72
  private static let initialN = 0x80
  private static let delimiter = UInt8(ascii: "-")

  /// Bias adaptation (section 6.1).
  private static func adapt(_ delta: Int, points: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / damp : delta / 2
    delta += delta / points
    var k = 0
    while delta > ((base - tMin) * tMax) / 2 {
      delta /= base - tMin
      k += base
    }
    return k + (base - tMin + 1) * delta / (delta + skew)
  }

  private static func threshold(_ k: Int, _ bias: Int) -> Int { max(tMin, min(tMax, k - bias)) }

  /// The text that `digits` stand for (section 6.2); nil where they stand for none.
  static func decode(_ digits: some BidirectionalCollection<Unicode.Scalar>) -> [Unicode.Scalar]? {
    var output: [Unicode.Scalar] = []
    var rest = digits[...]
    if let last = digits.lastIndex(of: "-"), last > digits.startIndex {
      output = Array(digits[..<last])
      rest = digits[digits.index(after: last)...]
    }
    guard output.allSatisfy(\.isASCII) else { return nil }
    var n = initialN
    var i = 0
    var bias = initialBias
    while !rest.isEmpty {
      let oldI = i
      var weight = 1
      var k = base
      while true {
        guard let scalar = rest.popFirst(), let digit = digitValue(scalar) else { return nil }
        i += digit * weight
        let t = threshold(k, bias)
        if digit < t { break }
        weight *= base - t
        // Past every possible code point and place: never a sum that overflows.
        guard weight < 1 << 40, i < 1 << 40 else { return nil }
        k += base
      }
      bias = adapt(i - oldI, points: output.count + 1, isFirst: oldI == 0)
      n += i / (output.count + 1)
      i %= output.count + 1
      guard let number = UInt32(exactly: n), let scalar = Unicode.Scalar(number) else { return nil }
      output.insert(scalar, at: i)
      i += 1
    }
    return output
  }

  /// The digits for `text` (section 6.3); nil where a number would pass 2^31.
  static func encode(_ text: [Unicode.Scalar]) -> [UInt8]? {
    var output = text.filter(\.isASCII).map { UInt8(truncatingIfNeeded: $0.value) }
    let basic = output.count
    var handled = basic
    if basic > 0 { output.append(delimiter) }
    var n = initialN
    var delta = 0
    var bias = initialBias
    while handled < text.count {
      guard let next = text.lazy.map({ Int($0.value) }).filter({ $0 >= n }).min() else { return nil }
      delta += (next - n) * (handled + 1)
      n = next
      guard delta < 1 << 31 else { return nil }
      for scalar in text {
        if scalar.value < n { delta += 1 }
        guard scalar.value == n else { continue }
        var q = delta
        var k = base
        while true {
          let t = threshold(k, bias)
          if q < t { break }
          output.append(digit(t + (q - t) % (base - t)))
          q = (q - t) / (base - t)
          k += base
        }
        output.append(digit(q))
        bias = adapt(delta, points: handled + 1, isFirst: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      n += 1
    }
    return output
  }

  private static func digit(_ value: Int) -> UInt8 {
    value < 26 ? UInt8(ascii: "a") + UInt8(value) : UInt8(ascii: "0") + UInt8(value - 26)
  }

  private static func digitValue(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "a"..."z": Int(scalar.value) - 0x61
    case "A"..."Z": Int(scalar.value) - 0x41
    case "0"..."9": Int(scalar.value) - 0x30 + 26
    default: nil
    }
  }
}
