import Testing
import Wire

@Suite("HTML tokens")
struct HTMLTokenTests {
  @Test(
    "each kind of token, and what makes it",
    arguments: [
      ("<!DOCTYPE html>", #"[["DOCTYPE","html",null,null,true]]"#),
      ("<!doctype>", #"[["DOCTYPE",null,null,null,false]]"#),
      ("<P CLASS=Wide>", #"[["StartTag","p",{"class":"Wide"}]]"#),
      ("<br/>", #"[["StartTag","br",{},true]]"#),
      ("<a b=1 b=2>", #"[["StartTag","a",{"b":"1"}]]"#),
      ("</p x>", #"[["EndTag","p"]]"#),
      ("<!-- a -- b -->", #"[["Comment"," a -- b "]]"#),
      ("<?php echo 1 ?>", #"[["Comment","?php echo 1 ?"]]"#),
      ("1 < 2 & 3", #"[["Character","1 < 2 & 3"]]"#),
      ("a\r\nb\rc", #"[["Character","a\nb\nc"]]"#),
      ("a<b", #"[["Character","a"]]"#),
    ])
  func kinds(_ input: String, _ expected: String) throws {
    #expect(JSON.array(try HTML.tokens(of: input).map(\.json)).description == expected)
  }

  @Test(
    "character references",
    arguments: [
      ("&amp;", "&"), ("&ampx", "&x"), ("&notit;", "¬it;"), ("&notin;", "∉"), ("&nosuch;", "&nosuch;"),
      ("&#65;&#x42;", "AB"), ("&#128;", "€"), ("&#0;", "\u{FFFD}"), ("&#xD800;", "\u{FFFD}"),
      ("&#99999999999999999999;", "\u{FFFD}"), ("&NotEqualTilde;", "≂̸"), ("&", "&"), ("&#", "&#"), ("&#x;", "&#x;"),
    ])
  func references(_ input: String, _ expected: String) throws {
    #expect(try HTML.tokens(of: input) == [.characters(expected)])
  }

  @Test("in an address, a name without its semicolon stays as it is")
  func referenceInAttribute() throws {
    let tokens = try HTML.tokens(of: "<a href='?a=1&copy=2&amp;b=3&lt'>")
    guard case .startTag(let tag) = tokens.first else { return #expect(Bool(false), "no start tag") }
    #expect(tag.attributes.map(\.value) == ["?a=1&copy=2&b=3<"])
  }

  @Test("a script ends at its own end tag only")
  func script() throws {
    let tokens = try HTML.tokens(of: "a</p></SCRIPT>", from: "script data", lastStartTag: "script")
    #expect(JSON.array(tokens.map(\.json)).description == #"[["Character","a</p>"],["EndTag","script"]]"#)
  }

  @Test("a state that does not exist is a fault")
  func unknownState() {
    #expect(throws: Fault.self) { try HTML.tokens(of: "", from: "no such") }
  }

  @Test("every error has its name and says what is done about it")
  func errors() {
    for error in HTML.ParseError.allCases { #expect(!error.meaning.isEmpty && !error.meaning.contains("TODO")) }
  }
}
