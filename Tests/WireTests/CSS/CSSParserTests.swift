import Testing
import Wire

@Suite("CSS parser")
struct CSSParserTests {
  @Test("tokens know their bytes, also after comments and characters of several bytes")
  func tokenPlaces() {
    let tokens = CSS.tokens("é/* x */ #a\r\n{".utf8)
    #expect(tokens.map(\.kind) == [.ident("é"), .whitespace, .hash("a", isID: true), .whitespace, .open(.curly)])
    #expect(tokens.map(\.bytes) == [0..<2, 9..<10, 10..<12, 12..<14, 14..<15])
  }

  @Test("two delimiters that css-parsing-tests takes for one are one value to it")
  func matchSigns() {
    for sign in ["~=", "|=", "^=", "$=", "*=", "||"] {
      #expect(CSS.Production.oneComponentValue.json("/**/ \(sign) ".utf8) == .string(sign))
    }
    #expect(CSS.Production.oneComponentValue.json("= =".utf8) == ["error", "extra-input"])
  }

  @Test("a sheet's field tree names every byte")
  func dissection() throws {
    let sheet = "/* shop */\nh1 { color: red }\n@media print { p{} }"
    let field = CSS.dissect(Array(sheet.utf8)).field
    #expect(
      outline(field) == """
        stylesheet 0..<49
          comment 0..<11 "/* shop */\\n"
          rule 11..<28
            selectors 11..<13 "h1"
            white space 13..<14 " "
            declarations 14..<28
              punctuation 14..<16 "{ "
              declaration 16..<26 "color: red"
                property 16..<22 "color"
                white space 22..<23 " "
                value 23..<26 "red"
              punctuation 26..<28 " }"
          white space 28..<29 "\\n"
          at-rule 29..<49
            at-keyword 29..<35 "@media"
            prelude 35..<42 " print "
            block 42..<49 "{ p{} }"
        """)
  }

  @Test("a sheet cut anywhere, and with any byte flipped, still gives rules and covers its bytes")
  func cutAndFlipped() {
    let sheet = Array("a>b#c.d[e='f'],g{h:rgb(1,2,3)!important;i:url(j)}@k l{m:n}/*o*/\\31 {p:-.5e3px}".utf8)
    for end in 0...sheet.count { #expect(isCovered(CSS.dissect(Array(sheet[..<end])).field)) }
    for index in sheet.indices {
      var flipped = sheet
      flipped[index] ^= 0xFF
      #expect(isCovered(CSS.dissect(flipped).field))
    }
  }

  @Test("a value of nothing but white space, a comment before it, stays outside its declaration")
  func emptyValue() { #expect(isCovered(CSS.dissect(Array("p{a:/**/ ;}".utf8)).field)) }

  @Test("a value that its property does not take is no mistake of the sheet's: the declaration is passed over")
  func unknownValue() {
    let value = CSS.dissect(Array("p { color: banana }".utf8)).field.first("value")
    #expect(value?.fault?.code == .unsupported)
    #expect(value?.fault?.message == "\"banana\" is no value for \"color\"")
  }

  @Test("a block that never ends carries a fault, and one too deep is passed over with a fault")
  func deepBlocks() throws {
    let values = CSS.componentValues(CSS.tokens("(".utf8))
    guard case .block(let block) = try #require(values.first) else {
      Issue.record("expected a block")
      return
    }
    #expect(block.fault?.code == .truncated)

    let deep = String(repeating: "([{", count: 300_000)
    #expect(CSS.componentValues(CSS.tokens(deep.utf8)).count == 1)
    let closed = String(repeating: "(", count: 1000) + "x" + String(repeating: ")", count: 1000) + "y"
    #expect(CSS.componentValues(CSS.tokens(closed.utf8)).last?.text == "y")
  }

  private func isCovered(_ field: Field) -> Bool {
    guard !field.children.isEmpty else { return true }
    var at = field.bits.lowerBound
    for child in field.children {
      guard child.bits.lowerBound == at, isCovered(child) else { return false }
      at = child.bits.upperBound
    }
    return at == field.bits.upperBound
  }

  private func outline(_ field: Field, depth: Int = 0) -> String {
    let value = field.value == .none ? "" : " \"\(field.value.description.escapingControls)\""
    let line = String(repeating: "  ", count: depth) + "\(field.name) \(field.bytes)\(value)"
    return ([line] + field.children.map { outline($0, depth: depth + 1) }).joined(separator: "\n")
  }
}
