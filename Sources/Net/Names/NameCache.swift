public import Wire

/// What is remembered of names, each thing for as long as it was told (RFC 1034 section 5.3.3, RFC 2181 section 5).
///
/// A value without a clock: whoever asks says what time it is.
public struct NameCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  /// Nothing is remembered longer than this, in seconds, whatever it says: a day.
  public static var longest: UInt32 { 86_400 }
  /// No "no" is remembered longer than this, in seconds: three hours (RFC 2308 section 5).
  public static var longestAbsence: UInt32 { 10_800 }
  /// How many things are remembered; then the one that expires first gives way.
  public static var capacity: Int { 1000 }

  private var entries: [Key: (value: Value, stored: Tick, expires: Tick)] = [:]

  public init() {}

  /// What is known of `key`, as `aged` makes it of what was known so many whole seconds ago.
  public func find(
    _ key: Key, at now: Tick, aged: (Value, _ seconds: UInt64) -> Value = { value, _ in value }
  ) -> Remembered<Value> {
    guard let entry = entries[key] else { return .cold }
    return now < entry.expires ? .fresh(aged(entry.value, now.since(entry.stored) / 1_000_000_000)) : .expired
  }

  /// Remembers `value` for so many seconds; for 0 nothing, also not what was known.
  public mutating func store(_ value: Value, for key: Key, seconds: UInt32, at now: Tick) {
    entries[key] = seconds == 0 ? nil : (value, now, now.adding(milliseconds: Int(seconds) * 1000))
    guard entries.count > Self.capacity, let oldest = entries.min(by: { $0.value.expires < $1.value.expires }) else {
      return
    }
    entries[oldest.key] = nil
  }
}
