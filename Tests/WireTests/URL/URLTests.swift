import Testing
import Wire

@Suite("URL")
struct URLTests {
  @Test("an address is taken apart into what the standard names")
  func parts() throws {
    let url = try URL(parsing: "HTTPS://ann:s%20t@WWW.Shop.Test:8443/a/./b/../c?x=1&y=two+words#top")
    #expect(url.scheme == "https")
    #expect(url.username == "ann")
    #expect(url.password == "s%20t")
    #expect(url.host == .domain("www.shop.test"))
    #expect(url.port == 8443)
    #expect(url.path == .segments(["a", "c"]))
    #expect(url.query == "x=1&y=two+words")
    #expect(url.fragment == "top")
    #expect(url.requestTarget == "/a/c?x=1&y=two+words")
    #expect(url.parameters == [.init("x", "1"), .init("y", "two words")])
    #expect(url.origin.description == "https://www.shop.test:8443")
  }

  @Test(
    "a relative address starts from its base",
    arguments: [
      ("?q", "http://h/a/b?q"), ("#f", "http://h/a/b?x#f"), ("c", "http://h/a/c"), ("../c", "http://h/c"),
      ("/c", "http://h/c"), ("//g/c", "http://g/c"), ("https:c", "https://c/"), ("", "http://h/a/b?x"),
    ])
  func relative(_ row: (input: String, href: String)) throws {
    let base = try URL(parsing: "http://h/a/b?x")
    #expect(try URL(parsing: row.input, base: base).href == row.href)
  }

  @Test(
    "a host is a name or an address, in any of its spellings",
    arguments: [
      ("127.1", "127.0.0.1"), ("0x7F.0.0.01", "127.0.0.1"), ("2130706433", "127.0.0.1"), ("1.2.3.4.", "1.2.3.4"),
      ("[1:0:0:2:0:0:0:3]", "[1:0:0:2::3]"), ("[::ffff:127.0.0.1]", "[::ffff:7f00:1]"), ("%41.b", "a.b"),
      ("[0:1:2:3:4:5:6:7]", "[0:1:2:3:4:5:6:7]"), ("a。b", "a.b"),
    ])
  func hosts(_ row: (typed: String, meant: String)) throws {
    #expect(try URL(parsing: "http://\(row.typed)/").hostname == row.meant)
  }

  @Test("a setter takes the mark in front away, whatever combines with it")
  func marks() throws {
    var url = try URL(parsing: "http://h/")
    url.set(search: "?\u{301}a")
    url.set(hash: "#\u{FE0F}b")
    #expect(url.href == "http://h/?%CC%81a#%EF%B8%8Fb")
    url.set(search: "??")
    url.set(hash: "##")
    #expect(url.href == "http://h/??##")
    url.set(search: "?")
    url.set(hash: "#")
    #expect(url.href == "http://h/?#")
  }

  @Test(
    "what cannot be parsed is refused, with the place in what was typed",
    arguments: [
      ("shop.test/a", 0..<11), ("http://h:70000/", 9..<14), ("http://h:8a/", 10..<11), ("http://a b/", 8..<9),
      ("http://[1::2::3]/", 13..<14), ("  http://1.2.3.256/", 9..<18), ("http://ann@/", 11..<12),
    ])
  func refused(_ row: (input: String, place: Range<Int>)) {
    let fault = #expect(throws: Fault.self) { try URL(parsing: row.input) }
    #expect(fault?.bytes == row.place)
  }

  @Test("every part that was typed is a field over its bytes")
  func dissected() throws {
    let text = "https://ann:pw@shop.test:443/a%20b/c?x=1&y#top"
    let field = URL.dissect(Array(text.utf8)).field
    #expect(
      outline(field, text) == """
        URL
          scheme [https] https
          delimiter [://] ://
          username [ann] ann
          delimiter [:] :
          password [pw] pw
          delimiter [@] @
          host [shop.test] shop.test
          delimiter [:] :
          port [443] 443 (https's own)
          path [/a%20b/c] /a%20b/c
            delimiter [/] /
            segment [a%20b] a b
            delimiter [/] /
            segment [c] c
          delimiter [?] ?
          query [x=1&y] x=1&y
            parameter [x=1]
              name [x] x
              delimiter [=] =
              value [1] 1
            delimiter [&] &
            parameter [y]
              name [y] y
          delimiter [#] #
          fragment [top] top

        """)
    #expect(field.first("delimiter")?.fault?.message.contains("invalid-credentials") != true)
    #expect(field.first("username")?.fault?.message.contains("invalid-credentials") == true)
  }

  @Test("what has no scheme has no parts: it is unread, and says what was expected")
  func unread() {
    let field = URL.dissect(Array("shop.test/a".utf8)).field
    #expect(field.children.map(\.name) == ["unread"])
    #expect(field.first("unread")?.fault?.message.contains("expected a scheme") == true)
  }

  @Test("a mistake that browsers mend is a fault on its field, and the URL is there all the same")
  func mended() throws {
    let dissection = URL.dissect(Array(" http:\\\\shop.te\tst/a b".utf8))
    #expect(try dissection.value.get().href == "http://shop.test/a%20b")
    #expect(dissection.field.first("white space")?.bytes == 0..<1)
    #expect(dissection.field.first("host")?.bytes == 8..<18)
    #expect(dissection.field.first("host")?.fault?.bytes == 15..<16)
    #expect(dissection.field.first("segment")?.fault?.bytes == 20..<21)
  }

  @Test(
    "cut anywhere, with any byte changed, an address gives a URL or a fault, and every byte is covered",
    arguments: [
      "https://ann:pw@bücher.example:443/a%20b/../c?x=1&y#top", "file:///C|/x", "http://[::1.2.3.4]:80\\a",
      "data:text/html,<p>hi ?x", " http://xn--bcher-kva.0x7f.\t1/", "//\u{FF0E}%41@\u{5D0}1\u{200D}",
    ])
  func hostile(_ text: String) throws {
    let bytes = Array(text.utf8)
    let base = try URL(parsing: "http://base.test/x/y?z")
    for end in 0...bytes.count { checkCover(Array(bytes[..<end]), base) }
    for index in bytes.indices {
      for flip: UInt8 in [0x01, 0x20, 0x80, 0xFF] {
        var changed = bytes
        changed[index] ^= flip
        checkCover(changed, base)
      }
    }
  }

  private func checkCover(_ bytes: [UInt8], _ base: URL) {
    let dissection = URL.dissect(bytes, base: base)
    var next = 0
    for child in dissection.field.children {
      #expect(child.bytes.lowerBound == next, "\(String(decoding: bytes, as: UTF8.self).escapingControls)")
      next = child.bytes.upperBound
    }
    #expect(next == bytes.count)
    switch dissection.value {
    case .success(let url):
      // What the serializer writes parses to the same again.
      #expect((try? URL(parsing: url.href))?.href == url.href)
    case .failure(let fault): #expect(fault.bytes.upperBound <= bytes.count)
    }
  }

  private func outline(_ field: Field, _ text: String, depth: Int = 0) -> String {
    let typed = String(decoding: Array(text.utf8)[field.bytes], as: UTF8.self)
    let own = depth == 0 ? field.name : "\(field.name) [\(typed)] \(field.value)"
    let line = String(repeating: "  ", count: depth) + own
    let trimmed = line.hasSuffix("] ") ? String(line.dropLast()) : line
    return trimmed + "\n" + field.children.map { outline($0, text, depth: depth + 1) }.joined()
  }
}

@Suite("application/x-www-form-urlencoded")
struct FormURLEncodedTests {
  @Test("pairs are read in order, decoded, duplicates kept")
  func parse() {
    #expect(
      FormURLEncoded.parse("a=1&&b=%C3%A9+x&a=2&c&=d&e=f=g&%zz".utf8) == [
        .init("a", "1"), .init("b", "é x"), .init("a", "2"), .init("c", ""), .init("", "d"), .init("e", "f=g"),
        .init("%zz", ""),
      ])
  }

  @Test("what is written is what was read")
  func roundTrip() {
    let pairs: [FormURLEncoded.Pair] = [.init("na me", "ü&=+%"), .init("", "*-._~")]
    #expect(FormURLEncoded.serialize(pairs) == "na+me=%C3%BC%26%3D%2B%25&=*-._%7E")
    #expect(FormURLEncoded.parse(FormURLEncoded.serialize(pairs).utf8) == pairs)
  }
}
