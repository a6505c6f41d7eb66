import Screen
import Testing
@testable import Views

@Suite("Text: marks, words, lines")
struct TextTests {
  @Test(
    "Markdown's inlines",
    arguments: [
      ("plain", "plain:plain"),
      ("a *b* c", "plain:a |emphasis:b|plain: c"),
      ("**a `b`** c", "strong:a |code:b|plain: c"),
      ("2 * 3 * 4", "plain:2 * 3 * 4"),
      ("`unclosed", "plain:`unclosed"),
      ("**unclosed", "plain:**unclosed"),
      ("[MDN](https://mdn.test/x)", "link:MDN|faint: <https://mdn.test/x>"),
      ("\\*no\\*", "plain:*no*"),
      ("one\ntwo", "plain:one two"),
    ])
  func inlines(text: String, expected: String) {
    let runs = Markdown.inlines(text).map { "\($0.role):\($0.text)" }
    #expect(runs.joined(separator: "|") == expected)
  }

  @Test("a text full of unclosed marks takes no longer than its length")
  func hostileMarks() {
    for mark in ["`", "**", "*", "[", "[a](", "\\"] {
      #expect(!Markdown.inlines(String(repeating: mark + " ", count: 50_000)).isEmpty)
    }
  }

  @Test("lines are filled at spaces, long words are cut, later lines hang")
  func wrapping() {
    func lines(_ text: String, _ width: Int, _ hanging: Int = 0) -> [String] {
      wrapped([Run(text)], width: width, hanging: hanging).map(\.text)
    }
    #expect(lines("to be or not to be", 8) == ["to be or", "not to", "be"])
    #expect(lines("abcdefghij", 4) == ["abcd", "efgh", "ij"])
    #expect(lines("- one two three", 12, 2) == ["- one two", "  three"])
    #expect(lines("two  spaces", 20) == ["two  spaces"])
    #expect(lines("商品一覧", 5) == ["商品", "一覧"])
    #expect(lines("", 5) == [])
  }

  @Test("code is broken at spaces too, and keeps its indent")
  func code() {
    func lines(_ text: String, _ width: Int) -> [String] { Piece.code(TextLine(text)).lines(width: width).map(\.text) }
    #expect(lines("", 20) == [""])
    #expect(lines("  for the box", 20) == ["  for the box"])
    #expect(lines("  for the box, and a straight one", 20) == ["  for the box, and a", "  straight one"])
    #expect(lines("{\"a\":[1,2,3]}", 8) == ["{\"a\":[1,", "2,3]}"])
  }

  @Test("every width gives lines of at most that width")
  func widths() {
    let text = Markdown.inlines("The **request line** `GET /商品 HTTP/1.1` is *the address* on the envelope…")
    for width in 1...90 { for line in wrapped(text, width: width) { #expect(line.width <= max(2, width)) } }
  }

  @Test("shortened text ends in an ellipsis and fits")
  func shortening() {
    #expect(shortened("abcdef", to: 6) == "abcdef")
    #expect(shortened("abcdef", to: 4) == "abc…")
    #expect(shortened("商品一覧", to: 4) == "商…")
    #expect(shortened("abc", to: 0) == "")
  }

  @Test("parts of a line are underlined and named, at every width")
  func marks() {
    let piece = Piece.marked(
      "GET /a HTTP/1.1",
      [
        Piece.Mark(characters: 0..<3, name: "method", meaning: "fetch, change nothing"),
        Piece.Mark(characters: 4..<6, name: "target", meaning: "where"),
      ])
    #expect(
      piece.lines(width: 60).map(\.text) == [
        "GET /a HTTP/1.1", "~~~              method: fetch, change nothing", "    ~~           target: where",
      ])
    for width in 1...60 { for line in piece.lines(width: width) { #expect(line.width <= max(width, 8)) } }
  }

  @Test("what is written is what is drawn, at every width")
  func writing() {
    let pieces: [Piece] = [
      .heading(["Fields  "]),
      .entries([
        Piece.Entry("Host", "www.shop.test", "which site"), Piece.Entry("商品", "一覧"), Piece.Entry("", "", "nothing"),
        Piece.Entry([Run("a long head that has no room in its half of the line", .name)], ["and a note"], depth: 2),
      ]),
      .gap, .item(marker: "-", Markdown.inlines("**one** `two` three")),
      .code(TextLine("    indented, and longer", .code)),
      .table(columns: ["a", "b"], rows: [["1", "two words"], ["é"]]),
    ]
    for width in 20...90 {
      let lines = pieces.lines(width: width)
      for line in lines { #expect(line.width <= width) }
      #expect(lines.bytes(width: width, isASCII: false) == lines.grid(width: width, theme: Theme()).plainLines)
    }
  }

  @Test func figures() {
    #expect(1_204.counted("byte") == "1,204 bytes")
    #expect(1.counted("byte") == "1 byte")
  }

  @Test("in ASCII letters are spelled before anything is measured: strokes stay below what they mark")
  func ascii() {
    let pieces: [Piece] = [
      .marked("/hello?name=Zoë&b", [Piece.Mark(characters: 7..<15, name: "query", meaning: "Zoë")]),
      .prose(Markdown.inlines("The letter ë is not e.")), .table(columns: ["é", "b"], rows: [["1", "2"]]),
    ]
    #expect(
      pieces.lines(width: 60, isASCII: true).map(\.text) == [
        "/hello?name=Zo\\u{EB}&b",
        "       ~~~~~~~~~~~~~    query: Zo\\u{EB}",
        "The letter \\u{EB} is not e.",
        "\\u{E9}  b  ", "------  -  ", "1       2  ",
      ])
  }
}
