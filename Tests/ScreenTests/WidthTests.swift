@testable import Screen
import Testing

@Suite("Width")
struct WidthTests {
  @Test(
    "columns a character takes",
    arguments: [
      ("a", 1), ("é", 1), ("e\u{301}", 1), ("─", 1), ("→", 1), ("α", 1),
      ("字", 2), ("ｱ", 1), ("Ａ", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2),  // Hangul, whole and in parts
      ("😀", 2), ("👨‍👩‍👧‍👦", 2), ("👍🏽", 2), ("🇩🇪", 2),  // one scalar, a family, a skin tone, a flag
      ("❤", 1), ("❤\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2),  // text or picture, by variation selector
      ("\u{301}", 0), ("\u{200B}", 0), ("\u{FEFF}", 0), ("\u{AD}", 0),  // nothing to see
      ("\u{1B}", 1), ("\r\n", 1), ("\u{202E}", 1),  // drawn as `?`
      ("", 0), ("abc", 3), ("a字b", 4),
    ])
  func columns(text: String, columns: Int) {
    #expect(Width.of(text) == columns)
    var grid = Grid(width: 8, height: 1)
    #expect(grid.put(text, row: 0, column: 0) == columns)
  }

  @Test("printable ASCII is told from all else, wherever in a text that stands")
  func printableASCII() {
    for byte in UInt8.min...0x7F {
      for lead in [0, 1, 15, 16, 40] {
        let text = String(repeating: "a", count: lead) + String(Character(Unicode.Scalar(byte))) + "b"
        #expect(text.isPrintableASCII == (0x20...0x7E).contains(byte), "\(byte) after \(lead)")
      }
    }
    #expect("".isPrintableASCII)
    for other in ["é", "字", "\u{85}"] { #expect(!"a\(other)".isPrintableASCII) }
  }

  @Test("the table is in order, and no range overlaps the next")
  func order() {
    for (one, next) in zip(Width.wide, Width.wide.dropFirst()) {
      #expect(one.first <= one.last && one.last < next.first)
    }
  }
}
