import Lessons
import Testing
import Wire

@Suite("Regular expressions in claims")
struct PatternTests {
  @Test(
    "a group that repeats holds nothing that repeats: trying it could take for ever",
    arguments: ["(a+)+$", "((.{1,200}){1,200})zzz", "(?:(?:.?){30}){30}~", "(a|b*)*"])
  func nested(_ pattern: String) {
    let fault = #expect(throws: Fault.self) { try Expression(parsing: "page.text matches \"\(pattern)\"") }
    #expect(fault?.message.contains("a group that repeats may hold nothing that repeats") == true)
  }

  @Test("what is quick stays", arguments: ["GMT$", "^(?:ab)+$", "[(+]*x", "(a+)?b", "a.*b.*c", "\\d{3}"])
  func quick(_ pattern: String) throws {
    _ = try Expression(parsing: "page.text matches \"\(pattern)\"")
  }
}
