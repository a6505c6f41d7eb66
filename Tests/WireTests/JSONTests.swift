import Testing
import Wire

@Suite("JSON")
struct JSONTests {
  @Test(
    "what is written is what was read",
    arguments: [
      #"{"a":[1,2.50,-3e7,true,false,null],"b":{"c":"x\ny"}}"#, "[]", "{}", #""\u001b""#, "0",
    ])
  func roundTrip(_ text: String) throws {
    #expect(try JSON(parsing: text).description == text)
  }

  @Test("every character is read back as it was, and none steers a terminal")
  func characters() throws {
    for value in [0..<0x3000, 0xFE00..<0x10000, 0x1F600..<0x1F610, 0xE0000..<0xE0100].joined() {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      let written = JSON.string("a\(String(scalar))b").description
      #expect(try JSON(parsing: written) == .string("a\(String(scalar))b"))
      #expect(!written.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F || $0.value == 0x9B })
    }
  }

  @Test("a lone surrogate becomes U+FFFD, a pair becomes its character")
  func surrogates() throws {
    #expect(try JSON(parsing: #""\uD800x""#) == .string("\u{FFFD}x"))
    #expect(try JSON(parsing: #""\uD83D\uDE00""#) == .string("😀"))
  }

  @Test("every cut of a text is a fault at the end, never a trap")
  func cut() {
    let text = Array(#"{"a":[1,"\u00e9",tru"#.utf8)
    for end in 0..<text.count {
      #expect(throws: Fault.self) { try JSON(parsing: text[..<end]) }
    }
  }

  @Test("nesting has a limit")
  func deep() {
    let fault = #expect(throws: Fault.self) { try JSON(parsing: String(repeating: "[", count: 100_000)) }
    #expect(fault?.code == .limit)
  }
}
