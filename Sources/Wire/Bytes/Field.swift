/// A named run of bits: one line of an explanation.
///
/// A tree of fields covers every bit it was given; what no parser named is there too, as a field called `gap`. Ranges
/// are counted from the start of the dissected bytes, also in children.
public struct Field: Sendable, Hashable {
  public var name: String
  public var bits: Range<Int>
  public var value: Value
  public var spec: Spec?
  public var children: [Field]
  private var mark: Mark

  /// A fault takes five times the room of a reference to it, and hardly any field has one.
  private indirect enum Mark: Sendable, Hashable {
    case none
    case fault(Fault)
  }

  public init(
    _ name: String, bits: Range<Int>, value: Value = .none, spec: Spec? = nil, fault: Fault? = nil,
    children: [Field] = []
  ) {
    self.name = name
    self.bits = bits
    self.value = value
    self.spec = spec
    mark = fault.map(Mark.fault) ?? .none
    self.children = children
  }

  /// What is wrong with these bits.
  public var fault: Fault? {
    get { if case .fault(let fault) = mark { fault } else { nil } }
    set { mark = newValue.map(Mark.fault) ?? .none }
  }

  /// The bytes that the field touches.
  public var bytes: Range<Int> { bits.lowerBound / 8..<(bits.upperBound + 7) / 8 }

  /// The path of fields, outermost first, that lead to the innermost one holding `bit`.
  public func path(toBit bit: Int) -> [Field] {
    guard bits.contains(bit) else { return [] }
    for child in children where child.bits.contains(bit) { return [self] + child.path(toBit: bit) }
    return [self]
  }

  /// The first field below this one, or this one, with that name.
  public func first(_ name: String) -> Field? {
    if self.name == name { return self }
    for child in children { if let found = child.first(name) { return found } }
    return nil
  }

  /// The same tree as if its bytes began `bytes` later: for a message inside a longer stream.
  public func moved(byBytes bytes: Int) -> Field {
    var copy = self
    copy.bits = bits.lowerBound + bytes * 8..<bits.upperBound + bytes * 8
    copy.children = children.map { $0.moved(byBytes: bytes) }
    copy.fault = fault?.moved(byBytes: bytes)
    return copy
  }
}
