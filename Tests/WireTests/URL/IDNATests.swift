import Testing
import Wire

@Suite("IDNA: names in other scripts")
struct IDNATests {
  @Test(
    "a name is mapped, normalized, and written in Punycode",
    arguments: [
      ("Bücher.example", "xn--bcher-kva.example"),
      // "ß" is a letter of its own: non-transitional
      ("faß.de", "xn--fa-hia.de"), ("ẞ", "xn--zca"),
      // full-width letters and the ideographic full stop
      ("ｓｈｏｐ。test", "shop.test"),
      // u and a combining diaeresis compose
      ("u\u{308}", "xn--tda"),
      // the order of marks does not matter, and composition goes past the one that blocks nothing
      ("\u{E9}\u{327}", "xn--fma64b"),
      // Hangul syllables compose by arithmetic
      ("\u{AC00}\u{11A8}", "xn--p39a"),
      // soft hyphens vanish
      ("sh\u{AD}op", "shop"),
      // empty labels have no direction
      ("\u{5D0}..a1.", "xn--4db..a1."),
      // ZWNJ between letters that join, ZWJ after a virama
      ("\u{6CC}\u{200C}\u{628}", "xn--ngb14ar93d"), ("\u{915}\u{94D}\u{200D}", "xn--11b6iy14e"),
      ("أهلا.example", "xn--igbi0gl.example"), ("≠", "xn--1ch"), ("日本語。ＪＰ", "xn--wgv71a119e.jp"),
    ])
  func toASCII(_ row: (name: String, ascii: String)) throws {
    #expect(try IDNA.toASCII(row.name) == row.ascii)
  }

  @Test(
    "a name that breaks a criterion is refused",
    arguments: [
      "a\u{200C}b",  // a joiner where nothing joins
      "\u{301}a",  // begins with a combining mark
      "xn--a",  // not Punycode
      "xn--abc-",  // Punycode of nothing but ASCII
      "xn---d5c",  // a delimiter with nothing before it
      "xn--ü",  // Punycode is ASCII
      "xn--zca-", "xn--xn--zca-hia",  // Punycode of Punycode
      "1\u{5D0}",  // a right-to-left label begins with a letter
      "a.\u{5D0}b",  // and holds no left-to-right one
      "\u{5D0}1\u{661}",  // nor two kinds of digits
      "1.\u{5D0}", "a-.\u{5D0}", "_a.xn--4db",  // beside one that is right to left, ASCII labels keep the rule too
      "\u{FFFD}", "\u{E000}", "a\u{2488}",
    ])
  func refused(_ name: String) {
    #expect(throws: Fault.self) { try IDNA.toASCII(name) }
  }

  @Test("a name whose form in ASCII could not be read again is refused: it is longer than the name")
  func grown() throws {
    // Each "ä." is two characters, and "xn--4ca." eight: 511 of them are 4088.
    let most = String(repeating: "ä.", count: 511) + "test"
    let ascii = try IDNA.toASCII(most)
    #expect(ascii.utf8.count == 4092)
    #expect(try IDNA.toASCII(ascii) == ascii)
    #expect(throws: Fault.self) { try IDNA.toASCII("ä." + most) }
  }

  @Test("a name of a million letters is refused at once")
  func long() {
    let fault = #expect(throws: Fault.self) { try IDNA.toASCII(String(repeating: "ü", count: 1_000_000)) }
    #expect(fault?.code == .limit)
  }
}
