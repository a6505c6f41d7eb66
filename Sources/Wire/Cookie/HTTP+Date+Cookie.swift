extension HTTP.Date {
  /// Reads a date as Set-Cookie's Expires has it, which is any order of the parts and much else besides.
  ///
  /// The steps are those of RFC 6265 section 5.1.1. nil where one of the four parts is missing or out of range.
  public init?(cookieDate text: String) {
    var time: (hour: Int, minute: Int, second: Int)?
    var day: Int?
    var month: Int?
    var year: Int?
    // 1. and 2. Split at delimiters; each token is the first of the parts, still missing, that it fits.
    for token in text.utf8.split(whereSeparator: \.isCookieDateDelimiter) {
      if time == nil, let found = Self.time(token) {
        time = found
      } else if day == nil, let found = Self.number(token, digits: 1...2) {
        day = found
      } else if month == nil, let found = Self.month(token) {
        month = found
      } else if year == nil, let found = Self.number(token, digits: 2...4) {
        year = found
      }
    }
    guard let time, let day, let month, var year else { return nil }
    // 3. and 4. Years of two digits.
    if (70...99).contains(year) { year += 1900 }
    if (0...69).contains(year) { year += 2000 }
    // 5. and 6.
    guard year >= 1601, time.second <= 59 else { return nil }
    self.init(year: year, month: month, day: day, hour: time.hour, minute: time.minute, second: time.second)
  }

  /// The digits that a token begins with, if they are so many; what follows must not be another digit.
  private static func number(_ token: Substring.UTF8View.SubSequence, digits: ClosedRange<Int>) -> Int? {
    let lead = token.prefix(while: \.isDigit)
    return digits.contains(lead.count) ? Int(Substring(lead)) : nil
  }

  /// `hms-time`: three numbers of one or two digits between colons.
  private static func time(_ token: Substring.UTF8View.SubSequence) -> (hour: Int, minute: Int, second: Int)? {
    let parts = token.split(separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].allSatisfy(\.isDigit), parts[1].allSatisfy(\.isDigit),
      let hour = number(parts[0], digits: 1...2), let minute = number(parts[1], digits: 1...2),
      let second = number(parts[2], digits: 1...2)
    else { return nil }
    return (hour, minute, second)
  }

  private static func month(_ token: Substring.UTF8View.SubSequence) -> Int? {
    let name = token.prefix(3).map(\.asciiLowercased)
    return months.firstIndex { $0.utf8.map(\.asciiLowercased) == name }.map { $0 + 1 }
  }
}

extension UInt8 {
  /// `delimiter` of RFC 6265 section 5.1.1: all but digits, letters, colon, and bytes over 126.
  fileprivate var isCookieDateDelimiter: Bool {
    switch self {
    case 0x09, 0x20...0x2F, 0x3B...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}
