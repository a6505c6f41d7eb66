import Testing
import Wire

@Suite("html5lib tokenizer suite")
struct HTMLTokenizerSuite {
  @Test("every case gives the tokens it should", .suite("html/tokenizer"))
  func cases() throws {
    var passed = 0
    var failures: [String] = []
    for file in [
      "contentModelFlags", "entities", "escapeFlag", "namedEntities", "numericEntities", "pendingSpecChanges",
      "test1", "test2", "test4", "unicodeChars", "unicodeCharsProblematic",
    ] {
      let path = "html/tokenizer/\(file).test"
      let suite = try JSON(parsing: SuiteData.bytes(path))
      for test in suite["tests"]?.array ?? [] {
        for state in test["initialStates"]?.array?.compactMap(\.string) ?? ["Data state"] {
          if try passes(test, from: state) {
            passed += 1
          } else {
            failures.append("\(path): \(test["description"]?.string ?? "") (\(state))")
          }
        }
      }
    }
    print("html/tokenizer: \(passed)/\(passed + failures.count)")
    #expect(failures == [])
  }

  private func passes(_ test: JSON, from state: String) throws -> Bool {
    let isEscaped = test["doubleEscaped"]?.bool ?? false
    let input = test["input"]?.string ?? ""
    let wanted = test["output"] ?? .null
    let tokens = try HTML.tokens(
      of: isEscaped ? try unescaped(input) : input, from: String(state.dropLast(" state".count)),
      lastStartTag: test["lastStartTag"]?.string ?? "")
    let expected = isEscaped ? try JSON(parsing: wanted.description.replacing("\\\\u", with: "\\u")) : wanted
    return JSON.array(tokens.map(\.json)).hasSameMembers(as: expected)
  }

  /// The suite escapes lone surrogates twice.
  private func unescaped(_ text: String) throws -> String {
    try JSON(parsing: JSON.string(text).description.replacing("\\\\u", with: "\\u")).string ?? ""
  }
}

extension JSON {
  /// Equal, where the order of an object's members does not count.
  fileprivate func hasSameMembers(as other: JSON) -> Bool {
    switch (self, other) {
    case (.object(let mine), .object(let theirs)):
      mine.count == theirs.count && mine.allSatisfy { other[$0.name] == $0.value }
    case (.array(let mine), .array(let theirs)):
      mine.count == theirs.count && zip(mine, theirs).allSatisfy { $0.hasSameMembers(as: $1) }
    default: self == other
    }
  }
}
