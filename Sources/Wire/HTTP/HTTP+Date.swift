extension HTTP {
  /// A moment as HTTP writes it, to the second and always in GMT (RFC 9110 section 5.6.7).
  public struct Date: Sendable, Hashable, Comparable {
    /// Seconds since 1970-01-01 00:00:00 UTC; before it they are negative.
    public var seconds: Int

    public init(seconds: Int) { self.seconds = seconds }

    /// Before every moment that HTTP can write.
    public static let distantPast = Date(seconds: .min)

    /// The moment `seconds` later, saturating at the far ends of time.
    public func adding(seconds: Int) -> Date {
      let (sum, overflow) = self.seconds.addingReportingOverflow(seconds)
      return Date(seconds: overflow ? (seconds > 0 ? .max : .min) : sum)
    }

    public static func < (left: Date, right: Date) -> Bool { left.seconds < right.seconds }

    /// A day and time of the Gregorian calendar; nil where there is no such day, or the year is not 0 to 9999.
    public init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
      guard (0...9999).contains(year), (1...12).contains(month), (0...23).contains(hour), (0...59).contains(minute),
        (0...60).contains(second), day >= 1, day <= Self.days(inMonth: month, of: year)
      else { return nil }
      // Counted from March, so that the leap day is a year's last.
      let years = month <= 2 ? year - 1 : year
      let months = (month + 9) % 12
      let century = years >= 0 ? years / 400 : -1
      let yearOfEra = years - century * 400
      let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + (months * 153 + 2) / 5 + day - 1
      let days = century * 146_097 + dayOfEra - 719_468
      seconds = days * 86_400 + hour * 3_600 + minute * 60 + second
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }
  }
}

// MARK: Writing

extension HTTP.Date: CustomStringConvertible {
  static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// IMF-fixdate: `Sun, 06 Nov 1994 08:49:37 GMT`. Moments outside the years 0 to 9999 show as the nearest one inside.
  public var description: String {
    let seconds = min(max(seconds, -62_167_219_200), 253_402_300_799)
    let day = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    let time = seconds - day * 86_400
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let months = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * months + 2) / 5 + 1
    let month = months < 10 ? months + 2 : months - 10
    let year = yearOfEra + era * 400 + (month < 2 ? 1 : 0)
    let weekday = Self.weekdays[((day % 7) + 7) % 7]
    return "\(weekday), \(two(dayOfMonth)) \(Self.months[month]) \(two(year / 100))\(two(year % 100)) "
      + "\(two(time / 3_600)):\(two(time / 60 % 60)):\(two(time % 60)) GMT"
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

// MARK: Reading

extension HTTP.Date {
  /// Reads the three formats that recipients must know: IMF-fixdate, RFC 850's, and C's asctime.
  ///
  ///     Sun, 06 Nov 1994 08:49:37 GMT
  ///     Sunday, 06-Nov-94 08:49:37 GMT
  ///     Sun Nov  6 08:49:37 1994
  ///
  /// - Parameter now: A year of two digits that would be over 50 years ahead of it belongs to the century before.
  public init?(_ text: String, now: HTTP.Date = HTTP.Date(seconds: 1_767_225_600)) {
    var words = text.split(separator: " ").map(String.init)
    if words.count == 4, words[0].hasSuffix(","), words[1].split(separator: "-").count == 3 {
      words.replaceSubrange(1...1, with: words[1].split(separator: "-").map(String.init))
      guard words[3].utf8.count == 2, let short = Int(words[3]) else { return nil }
      let thisYear = 1970 + min(max(0, now.seconds), 253_402_300_799) / 31_556_952
      var year = thisYear / 100 * 100 + short
      if year > thisYear + 50 { year -= 100 }
      words[3] = String(year)
    }
    if words.count == 5, !words[0].hasSuffix(",") {
      words = [words[0] + ",", words[2], words[1], words[4], words[3], "GMT"]
    }
    guard words.count == 6, words[0].hasSuffix(","), words[5] == "GMT",
      Self.weekdays.contains(String(words[0].prefix(3))),
      let day = Int(words[1]), let month = Self.months.firstIndex(of: words[2]), let year = Int(words[3])
    else { return nil }
    let time = words[4].split(separator: ":", omittingEmptySubsequences: false)
    guard time.count == 3, time.allSatisfy({ $0.utf8.count == 2 }), let hour = Int(time[0]),
      let minute = Int(time[1]), let second = Int(time[2])
    else { return nil }
    self.init(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
  }
}
