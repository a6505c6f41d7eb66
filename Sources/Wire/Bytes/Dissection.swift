/// What a parser makes of some bytes: the value, or why there is none, and in both cases every byte explained.
public struct Dissection<Value: Sendable>: Sendable {
  public let value: Result<Value, Fault>
  private let explanation: @Sendable () -> Field

  /// `field` may be worked out whenever somebody looks: most want the value alone.
  public init(value: Result<Value, Fault>, field: @autoclosure @escaping @Sendable () -> Field) {
    self.value = value
    explanation = field
  }

  /// The bytes, explained. Worked out anew each time: keep it.
  public var field: Field { explanation() }
}

extension Dissection: Equatable where Value: Equatable {
  public static func == (one: Dissection, other: Dissection) -> Bool {
    one.value == other.value && one.field == other.field
  }
}
