import Testing
import Wire

@Suite("Field: what it holds, however it is kept")
struct FieldTests {
  static let fault = Fault(.malformed, "not this", bytes: 1..<2)
  static let inner = Field("inner", bits: 8..<16, value: .number(7))

  /// Value, children and fault are kept in as little room as they need; each can be set without the others noticing.
  @Test(arguments: [Value.none, .text("said")], [[], [inner]])
  func `each part can be set by itself`(value: Value, children: [Field]) {
    for fault in [nil, Self.fault] {
      let whole = Field("outer", bits: 0..<16, value: value, fault: fault, children: children)
      var field = Field("outer", bits: 0..<16)
      field.fault = fault
      field.children = children
      field.value = value
      #expect(field == whole && field.hashValue == whole.hashValue)
      #expect(field.value == value && field.children == children && field.fault == fault)
      field.fault = nil
      #expect(field == Field("outer", bits: 0..<16, value: value, children: children))
      field.value = .flag(true)
      field.children = []
      #expect(field == Field("outer", bits: 0..<16, value: .flag(true)))
    }
  }

  @Test func `a tree moved has all of it moved`() {
    let field = Field("outer", bits: 0..<16, value: .text("said"), fault: Self.fault, children: [Self.inner])
    let moved = field.moved(byBytes: 2)
    #expect(moved.bits == 16..<32 && moved.fault?.bytes == 3..<4 && moved.value == .text("said"))
    #expect(moved.children == [Field("inner", bits: 24..<32, value: .number(7))])
  }

  @Test func `the innermost field is found from the outside`() {
    let field = Field("outer", bits: 0..<16, children: [Self.inner])
    #expect(field.path(toBit: 9).map(\.name) == ["outer", "inner"])
    #expect(field.path(toBit: 1).map(\.name) == ["outer"])
    #expect(field.path(toBit: 16).isEmpty)
    #expect(field.first("inner") == Self.inner && field.first("other") == nil)
  }
}
