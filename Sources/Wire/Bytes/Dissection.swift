/// What a parser makes of some bytes: the value, or why there is none, and in both cases every byte explained.
public struct Dissection<Value: Sendable>: Sendable {
  public var value: Result<Value, Fault>
  public var field: Field

  public init(value: Result<Value, Fault>, field: Field) {
    self.value = value
    self.field = field
  }
}

extension Dissection: Equatable where Value: Equatable {}
extension Dissection: Hashable where Value: Hashable {}
