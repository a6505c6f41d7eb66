import Screen
import Testing
import Views
import Wire

@Suite("A field tree on paper")
struct FieldExportTests {
  @Test("place, name, value, specification; separators are quoted, faults stand below, bits count from their byte")
  func lines() {
    let bytes: [UInt8] = [0x45, 0x3A, 0x0D, 0x0A, 0x00]
    let fault = Fault(.malformed, "expected a letter, found NUL", bytes: 4..<5)
    let root = Field(
      "message", bits: 0..<40,
      children: [
        Field("version", bits: 0..<4, value: .number(4, symbol: "four"), spec: .rfc(1, "2")),
        Field("length", bits: 4..<8, value: .number(5)), Field("colon", bits: 8..<16), Field("CRLF", bits: 16..<32),
        Field("rest", bits: 32..<40, fault: fault),
      ])
    let text = String(decoding: FieldExport(width: 60).bytes(of: root, in: bytes), as: UTF8.self)
    #expect(
      text == """
        0..<5       message
        0.0+4         version: 4 (four)  RFC 1 section 2
        0.4+4         length: 5
        1..<2         colon: ":"
        2..<4         CRLF: "\\r\\n"
        4..<5         rest: 00
                        ! expected a letter, found NUL

        """)
  }

  @Test("nothing in a value can steer a terminal, and no line is over the width")
  func hostile() {
    let value = "\u{1B}[2J\u{202E}" + String(repeating: "长", count: 200)
    let root = Field("field", bits: 0..<8, value: .text(value))
    let text = String(decoding: FieldExport(width: 40).bytes(of: root, in: [0]), as: UTF8.self)
    #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.steersTerminal })
    #expect(text.split(separator: "\n").allSatisfy { Width.of(String($0)) <= 40 })
  }
}
