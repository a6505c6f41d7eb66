import Testing
import Wire

/// css-parsing-tests, for CSS Syntax 3.
@Suite("CSS syntax suite")
struct CSSSyntaxSuiteTests {
  @Test("every case of css-parsing-tests", .suite("css"), arguments: CSS.Production.allCases)
  func cases(_ production: CSS.Production) throws {
    let entries = try #require(try JSON(parsing: SuiteData.bytes("css/\(production.rawValue).json")).array)
    var passed = 0
    for index in stride(from: 0, to: entries.count - 1, by: 2) {
      let input = try #require(entries[index].string)
      let found = production.json(input.utf8)
      let same = found.isSame(as: entries[index + 1])
      #expect(same, "\(entries[index]): expected \(entries[index + 1]), found \(found)")
      if same { passed += 1 }
    }
    print("css/\(production.rawValue): \(passed)/\(entries.count / 2)")
  }
}

extension JSON {
  /// Equal where numbers are compared by value: `45` is `45.0`.
  fileprivate func isSame(as other: JSON) -> Bool {
    switch (self, other) {
    case (.number(let left), .number(let right)): Double(left) == Double(right)
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
    default: self == other
    }
  }
}
