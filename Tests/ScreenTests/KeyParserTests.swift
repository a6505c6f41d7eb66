import Screen
import Testing

@Suite("KeyParser")
struct KeyParserTests {
  static let rows: [(bytes: String, keys: [Key])] = [
    ("q", [.character("q")]),
    (" \r\n\t", [.character(" "), .enter, .enter, .tab]),
    (
      "\u{7F}\u{8}\u{3}\u{4}\u{0}\u{1F}",
      [.backspace, .backspace, .control("c"), .control("d"), .control(" "), .control("_")]
    ),
    ("é字😀", [.character("é"), .character("字"), .character("😀")]),
    ("\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", [.up, .down, .right, .left]),
    ("\u{1B}OA\u{1B}OH\u{1B}OF\u{1B}OM\u{1B}Op", [.up, .home, .end, .enter, .character("0")]),
    (
      "\u{1B}[1~\u{1B}[4~\u{1B}[5~\u{1B}[6~\u{1B}[3~\u{1B}[7~\u{1B}[8~",
      [.home, .end, .pageUp, .pageDown, .delete, .home, .end]
    ),
    ("\u{1B}[1;5C\u{1B}[1;2A\u{1B}[5;5~", [.right, .up, .pageUp]),  // with Control or Shift: the key
    ("\u{1B}[Z\u{1B}[9;2u", [.backTab, .backTab]),
    ("\u{1B}[99;5u\u{1B}[27u\u{1B}[97;1u\u{1B}[13u\u{1B}[57399u", [.control("c"), .escape, .character("a"), .enter]),
    ("\u{1B}q", [.escape, .character("q")]),  // Alt-q
    ("\u{1B}\u{1B}[A", [.escape, .up]),
    ("\u{1B}[200~q\u{1B}[A\n字\u{1B}[201~q", [.paste("q\u{1B}[A\n字"), .character("q")]),
    ("\u{1B}[201~x", [.character("x")]),
    // Replies and reports: position, device attributes, focus, colour, version, mouse old and new, function keys.
    ("\u{1B}[12;40R\u{1B}[?62;1c\u{1B}[>0;1c\u{1B}[I\u{1B}[?2026;2$yq", [.character("q")]),
    ("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\\u{1B}]4;1;red\u{7}\u{1B}P>|term 1\u{1B}\\q", [.character("q")]),
    ("\u{1B}[<0;3;4M\u{1B}[M !!\u{1B}[15~\u{1B}[[A\u{1B}OPq", [.character("q")]),
    ("\u{1B}[1\u{1B}[A", [.up]),  // one cut off by another
    ("\u{85}\u{202E}q", [.character("q")]),  // C1 and bidirectional controls are no keys
  ]

  @Test("whole, cut at every place, byte by byte: the same keys", arguments: rows.indices)
  func cuts(index: Int) {
    let (text, keys) = Self.rows[index]
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      var parser = KeyParser()
      #expect(parser.receive(bytes[..<cut]) + parser.receive(bytes[cut...]) == keys, "cut at \(cut)")
      #expect(parser.patience == nil)
    }
    var parser = KeyParser()
    #expect(bytes.flatMap { parser.receive([$0]) } == keys)
  }

  @Test(
    "silence makes a key of what could have become one, and drops what could not",
    arguments: [
      ("\u{1B}", [Key.escape]), ("\u{1B}[", [.escape, .character("[")]), ("\u{1B}O", [.escape, .character("O")]),
      ("\u{1B}[1;", []), ("\u{1B}]11;", []),
    ])
  func silence(text: String, keys: [Key]) {
    var parser = KeyParser()
    #expect(parser.receive(text.utf8) == [] && parser.patience == KeyParser.escapeDelay)
    #expect(parser.timeOut() == keys && parser.patience == nil)
    #expect(parser.receive("x".utf8) == [.character("x")])
  }

  @Test("a paste waits a second for its end, then it is over: no key is swallowed for good")
  func unclosedPaste() {
    var parser = KeyParser()
    #expect(parser.receive("\u{1B}[200~q".utf8) == [] && parser.patience == KeyParser.pasteDelay)
    #expect(parser.receive("q\u{1B}[201~".utf8) == [.paste("qq")])
    #expect(parser.receive("\u{1B}[200~lost".utf8) == [])
    #expect(parser.timeOut() == [.paste("lost")] && parser.patience == nil)
    // An end that comes too late means nothing.
    #expect(parser.receive("j\u{1B}[201~k".utf8) == [.character("j"), .character("k")])
  }

  @Test("bytes that are no UTF-8 are no keys")
  func invalid() {
    var parser = KeyParser()
    #expect(
      parser.receive([0xFF, 0xC3, 0x41, 0xE2, 0x82, 0x42, 0xED, 0xA0, 0x80, 0xC0, 0x80, 0x43])
        == [.character("A"), .character("B"), .character("C")])
  }

  @Test("a paste keeps a megabyte; sequences without end take no memory")
  func limits() {
    var parser = KeyParser()
    let long = Array(repeating: UInt8(ascii: "x"), count: KeyParser.longestPaste + 5000)
    #expect(parser.receive("\u{1B}[200~".utf8) + parser.receive(long) == [])
    let keys = parser.receive("\u{1B}[201~".utf8)
    #expect(keys == [.paste(String(repeating: "x", count: KeyParser.longestPaste))])
    #expect(parser.receive("\u{1B}[".utf8) + parser.receive(repeatElement(0x31, count: 1 << 20)) == [])
    #expect(parser.receive("Rq".utf8) == [.character("q")])
    #expect(parser.receive("\u{1B}]".utf8) + parser.receive(repeatElement(0x1F, count: 5000)).prefix(0) == [])
    #expect(parser.patience == nil)
  }

  @Test("any bytes at all: keys or nothing, and no trap")
  func noise() {
    var random = Noise(seed: 7)
    for _ in 0..<200 {
      var parser = KeyParser()
      let alphabet = Array("\u{1B}[]O;~0123456789ABMu<?é\u{7}\\P".utf8) + [0xFF, 0x80, 0x00]
      let bytes = (0..<200).compactMap { _ in alphabet.randomElement(using: &random) }
      let whole = parser.receive(bytes)
      var again = KeyParser()
      #expect(bytes.flatMap { again.receive([$0]) } == whole)
    }
  }
}
