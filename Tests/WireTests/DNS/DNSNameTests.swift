import Testing
import Wire

@Suite("DNS names")
struct DNSNameTests {
  @Test(
    "presentation form, in and out",
    arguments: [
      ("www.shop.test", "www.shop.test."), ("WWW.Shop.test.", "WWW.Shop.test."), (".", "."), ("", "."),
      (#"a\.b.test"#, #"a\.b.test."#), (#"\000\255"#, #"\000\255."#), (#"a\032b"#, #"a\032b."#),
      (#"\@\$\;"#, #"\@\$\;."#), ("é.test", #"\195\169.test."#),
    ])
  func presentation(_ text: String, _ canonical: String) throws {
    let name = try DNS.Name(parsing: text)
    #expect(name.description == canonical)
    #expect(try DNS.Name(parsing: canonical).labels == name.labels)
  }

  @Test("what is not a name", arguments: ["..", "a..b", ".a", #"a\"#, #"\25"#, #"\256"#, #"\2x5"#])
  func malformed(_ text: String) {
    #expect(throws: Fault.self) { try DNS.Name(parsing: text) }
  }

  @Test("63 bytes a label and 255 a name are the limits")
  func limits() throws {
    let longest = String(repeating: "x", count: 63)
    #expect(throws: Never.self) { try DNS.Name(parsing: longest) }
    #expect(throws: Fault.self) { try DNS.Name(parsing: longest + "x") }
    // 3 * (1 + 63) + (1 + 61) + 1 = 255
    let full = [longest, longest, longest, String(repeating: "y", count: 61)].joined(separator: ".")
    #expect(try DNS.Name(parsing: full).wireLength == 255)
    #expect(throws: Fault.self) { try DNS.Name(parsing: full + "y") }
  }

  @Test("case does not matter for equality, and is kept")
  func foldsCase() throws {
    let (one, other) = (try DNS.Name(parsing: "wWw.ShOp.test"), try DNS.Name(parsing: "www.shop.TEST"))
    #expect(one == other)
    #expect(Set([one, other]).count == 1)
    #expect(one.host == "wWw.ShOp.test")
    // Only ASCII letters fold: 0x5B and 0x7B differ by 0x20 as well.
    #expect(try DNS.Name(parsing: "[") != DNS.Name(parsing: "{"))
  }

  @Test("within: itself and below, by whole labels")
  func within() throws {
    let shop = try DNS.Name(parsing: "shop.test")
    #expect(try DNS.Name(parsing: "a.b.SHOP.test").isWithin(shop))
    #expect(shop.isWithin(shop))
    #expect(try !DNS.Name(parsing: "workshop.test").isWithin(shop))
    #expect(shop.isWithin(.root))
  }
}
