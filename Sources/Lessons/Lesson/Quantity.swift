import Net
import Wire

/// What a condition takes beside plain words: how an author writes it, and what it says.
struct Quantity<Value: Sendable>: Sendable {
  /// For help texts and errors; empty where the words say it all.
  var expected: String
  /// Nil for what is no such value.
  var read: @Sendable (String) -> Value?

  init(_ expected: String, read: @escaping @Sendable (String) -> Value?) {
    self.expected = expected
    self.read = read
  }
}

extension Quantity<Conditions.Answer> {
  static var address: Self { Quantity("an IPv4 address") { IPv4Address($0).map(Value.address) } }
}

extension Quantity<UInt64> {
  /// In nanoseconds.
  static var time: Self {
    Quantity("a time from 0 to 2000ms, such as `20ms`") { text in
      let units: [String: UInt64] = ["ms": 1_000_000, "s": 1_000_000_000]
      guard let (number, unit) = text.quantity, let factor = units[unit] else { return nil }
      let (nanoseconds, overflow) = number.multipliedReportingOverflow(by: factor)
      return !overflow && nanoseconds <= 2_000_000_000 ? nanoseconds : nil
    }
  }

  /// In bits a second. The prefixes are powers of ten (IEEE 260.1).
  static var rate: Self {
    Quantity("a rate from 10kbit/s to 10Gbit/s, such as `1Mbit/s`") { text in
      let units: [String: UInt64] = ["kbit/s": 1000, "Mbit/s": 1_000_000, "Gbit/s": 1_000_000_000]
      guard let (number, unit) = text.quantity, let factor = units[unit] else { return nil }
      let (bits, overflow) = number.multipliedReportingOverflow(by: factor)
      return !overflow && (10_000...10_000_000_000).contains(bits) ? bits : nil
    }
  }
}

extension Quantity<Double> {
  /// As a share of one.
  static var share: Self {
    Quantity("a share from 0 % to 100 %, such as `5 %`") { text in
      guard let (number, unit) = text.quantity, unit == "%", number <= 100 else { return nil }
      return Double(number) / 100
    }
  }
}

extension Quantity<Int> {
  /// In bytes. No kernel believes in paths narrower than 552; 576 is what every host must take (RFC 791 section 3.1).
  static var length: Self {
    Quantity("a length from 576 to 1500, such as `1200`") { text in
      Int(text).flatMap { (576...1500).contains($0) ? $0 : nil }
    }
  }
}

extension Quantity<LinkConditions.Drop> {
  /// `syn`, `first syn`, `first 2 data`.
  static var frames: Self {
    Quantity("") { text in
      var words = text.split(separator: " ").map(String.init)
      guard let kind = words.popLast().flatMap(Value.Kind.init) else { return nil }
      switch (words.count, words.first, words.last.flatMap { Int($0) }) {
      case (0, _, _): return Value(kind, count: nil)
      case (1, "first", _): return Value(kind, count: 1)
      case (2, "first", let count?) where (1...1000).contains(count): return Value(kind, count: count)
      default: return nil
      }
    }
  }
}

extension String {
  /// Digits and what follows them: `20ms`, `5 %`.
  fileprivate var quantity: (number: UInt64, unit: String)? {
    let digits = prefix { ("0"..."9").contains($0) }
    guard let number = UInt64(digits) else { return nil }
    return (number, String(dropFirst(digits.count).drop { $0 == " " }))
  }
}
