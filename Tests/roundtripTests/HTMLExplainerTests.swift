import Testing
import Wire

@testable import roundtrip

@Suite("explain html")
struct HTMLExplainerTests {
  @Test("a document: its tree and its parse errors")
  func document() throws {
    let answer = try HTMLExplainer().answer(["input": "<p>a</>"])
    #expect(answer["tree"]?.string?.hasSuffix("<p>\n|       \"a\"") ?? false)
    #expect(answer["faults"]?.array?.count == 1)
  }

  @Test("tokens, from the state that is asked for")
  func tokens() throws {
    let answer = try HTMLTokensExplainer().answer([
      "input": "<b></TITLE>", "initialState": "RCDATA state", "lastStartTag": "title",
    ])
    #expect(answer == ["tokens": [["Character", "<b>"], ["EndTag", "title"]]])
  }

  @Test("trees: of documents, and of fragments in their context")
  func trees() throws {
    let fragment: JSON = ["data": "<td>x", "fragment": "tr", "scripting": false]
    #expect(try HTMLTreeExplainer().answer(fragment) == ["tree": "| <td>\n|   \"x\""])
    let document: JSON = ["data": "", "fragment": nil]
    #expect(try HTMLTreeExplainer().answer(document) == ["tree": "| <html>\n|   <head>\n|   <body>"])
  }

  @Test("a request without its text is a fault, not a trap")
  func faults() {
    #expect(throws: Fault.self) { try HTMLTreeExplainer().answer(["data": 1]) }
    #expect(throws: Fault.self) { try HTMLTokensExplainer().answer([]) }
    #expect(throws: Fault.self) { try HTMLTokensExplainer().answer(["input": "", "initialState": "no state"]) }
  }
}
