/// A named run of bits: one line of an explanation.
///
/// A tree of fields covers every bit it was given; what no parser named is there too, as a field called `gap`. Ranges
/// are counted from the start of the dissected bytes, also in children.
public struct Field: Sendable {
  public var name: String
  public var bits: Range<Int>
  public var spec: Spec?
  private var content: Content

  /// A fault takes more room than all the rest, and hardly any field has one.
  private enum Content: Sendable {
    case given(Value, [Field])
    /// Value and children are worked out from the bytes whenever somebody looks.
    case row(Int, any FieldSource)
    indirect case wrong(Value, [Field], Fault)

    init(_ value: Value, _ children: [Field], _ fault: Fault?) {
      self = if let fault { .wrong(value, children, fault) } else { .given(value, children) }
    }
  }

  public init(
    _ name: String, bits: Range<Int>, value: Value = .none, spec: Spec? = nil, fault: Fault? = nil,
    children: [Field] = []
  ) {
    self.name = name
    self.bits = bits
    self.spec = spec
    content = Content(value, children, fault)
  }

  /// A row of a parse tree.
  init(_ name: String, bits: Range<Int>, spec: Spec?, row: Int, of source: any FieldSource) {
    self.name = name
    self.bits = bits
    self.spec = spec
    content = .row(row, source)
  }

  /// What the bits say.
  public var value: Value {
    get {
      switch content {
      case .given(let value, _), .wrong(let value, _, _): value
      case .row(let row, let source): source.value(at: row)
      }
    }
    set { content = Content(newValue, children, fault) }
  }

  /// The fields within, in the order of their bits.
  public var children: [Field] {
    get {
      switch content {
      case .given(_, let children), .wrong(_, let children, _): children
      case .row(let row, let source): source.children(at: row)
      }
    }
    set { content = Content(value, newValue, fault) }
  }

  /// What is wrong with these bits.
  public var fault: Fault? {
    get { if case .wrong(_, _, let fault) = content { fault } else { nil } }
    set { content = Content(value, children, newValue) }
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
    Field(
      name, bits: bits.lowerBound + bytes * 8..<bits.upperBound + bytes * 8, value: value, spec: spec,
      fault: fault?.moved(byBytes: bytes), children: children.map { $0.moved(byBytes: bytes) })
  }
}

/// Fields are the same where they say the same, whether it was worked out already or not.
extension Field: Hashable {
  public static func == (one: Field, other: Field) -> Bool {
    one.name == other.name && one.bits == other.bits && one.spec == other.spec && one.value == other.value
      && one.fault == other.fault && one.children == other.children
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(bits)
    hasher.combine(spec)
    hasher.combine(value)
    hasher.combine(fault)
    hasher.combine(children)
  }
}
