import Testing
import Wire

@Suite("Layout")
struct LayoutTests {
  /// What stands where: each line's text with its place.
  private func lines(_ document: Document, _ sheet: String = "", width: Int = 20) -> [String] {
    boxes(document, sheet, width: width).boxes.flatMap { box in
      (box.marker.map { [$0] } ?? []).map { "\($0.rect.row):\($0.rect.column) \($0.text)" }
        + box.lines.map { line in
          let column = line.fragments.first?.rect.column ?? 0
          return "\(line.row):\(column) \(line.fragments.map(\.text).joined())"
        }
    }
  }

  private func boxes(_ document: Document, _ sheet: String = "", width: Int = 20) -> BoxTree {
    let cascade = CSS.Cascade([CSS.Source(name: "test", bytes: Array(("body { margin: 0 }" + sheet).utf8))])
    let tree = RenderTree(CSS.Styles(document, cascade))
    return Layout.boxes(tree, width: width, columns: { $0.utf8.count < 3 || $0 == "•" ? 1 : 2 }) {
      $0 == "logo.png" ? Layout.ImageSize(width: 64, height: 32) : nil
    }
  }

  @Test("text wraps at words, white space shrinks to one space")
  func wrapping() {
    let page = Document.tree(.of("body", .of("div", "  The quick\n brown ", .of("b", "fox "), " jumps over")))
    #expect(lines(page) == ["0:0 The quick brown fox", "1:0 jumps over"])
  }

  @Test("a word longer than the line is cut, wide characters may break anywhere")
  func longWords() {
    let page = Document.tree(.of("body", .of("div", "abcdefghijkl"), .of("div", "日本語日本語")))
    #expect(lines(page, width: 5) == ["0:0 abcde", "1:0 fghij", "2:0 kl", "3:0 日本", "4:0 語日", "5:0 本語"])
  }

  @Test("preformatted text keeps its spaces and line breaks")
  func preformatted() {
    let page = Document.tree(.of("body", .of("pre", "a  b\n\n  c\td")))
    #expect(lines(page, "pre { margin: 0 }") == ["0:0 a  b", "1:0 ", "2:0   c     d"])
  }

  @Test("margins of siblings meet, and reach out of a parent that nothing closes")
  func margins() {
    let page = Document.tree(.of("body", .of("h1", "A"), .of("div", .of("p", "B")), .of("p", "C")))
    #expect(lines(page, "p { margin: 2em 0 }") == ["1:0 A", "4:0 B", "7:0 C"])
    #expect(lines(page, "p { margin: 2em 0 } div { border: 1px solid }") == ["1:0 A", "6:1 B", "12:0 C"])
  }

  @Test("width, auto margins and text-align")
  func horizontal() {
    let page = Document.tree(.of("body", .of("div", "abcd")))
    #expect(lines(page, "div { width: 10ch; margin: 0 auto; text-align: right }") == ["0:11 abcd"])
    #expect(lines(page, "div { width: 50%; padding-left: 2em; text-align: center }") == ["0:7 abcd"])
    #expect(lines(page, "div { margin-left: 16px; border-left: 1px solid }") == ["0:3 abcd"])
    #expect(lines(page, "div { width: 90ch; text-align: right }") == ["0:16 abcd"], "no wider than its room")
  }

  @Test("lists have their markers, `start` and `value` count")
  func lists() {
    let page = Document.tree(
      .of(
        "body", .of("ul", .of("li", "a"), .of("li", "b")),
        .of("ol", ["start": "9"], .of("li", "c"), .of("li", "d"), .of("li", ["value": "3"], "e"))))
    #expect(
      lines(page, "ul, ol { margin: 0 }")
        == [
          "0:3 • ", "0:5 a", "1:3 • ", "1:5 b", "2:2 9. ", "2:5 c", "3:1 10. ", "3:5 d", "4:2 3. ", "4:5 e",
        ])
  }

  @Test("what display: none hides makes no box; a missing image shows its alternative")
  func hidden() {
    let page = Document.tree(
      .of("head", .of("title", "T")),
      .of("body", .of("p", ["hidden": ""], "no"), .of("div", .of("img", ["src": "x", "alt": "logo"]))))
    #expect(lines(page) == ["0:0 [logo]"])
  }

  @Test("an image stands on its line's foot, 8 by 16 pixels a cell")
  func images() {
    let page = Document.tree(.of("body", .of("div", "ab ", .of("img", ["src": "logo.png"]), " cd")))
    let line = boxes(page).boxes.flatMap(\.lines).first
    #expect(line?.height == 2)
    #expect(line?.fragments.map(\.rect.description) == ["3x1 at 0,1", "8x2 at 3,0", "3x1 at 11,1"])
  }

  @Test("an img's width and height attributes are its size, unless a rule says otherwise")
  func imageAttributes() {
    let attributes = ["src": "logo.png", "width": "32", "height": " 16.5px"]
    let page = Document.tree(.of("body", .of("div", .of("img", attributes))))
    func size(_ sheet: String) -> String? {
      boxes(page, sheet).boxes.flatMap(\.lines).first?.fragments.first?.rect.description
    }
    #expect(size("") == "4x1 at 0,0")
    #expect(size("* { width: 8ch; height: 48px }") == "8x3 at 0,0")
    let half = Document.tree(.of("body", .of("div", .of("img", ["src": "logo.png", "width": "50%", "height": "x"]))))
    #expect(boxes(half).boxes.flatMap(\.lines).first?.fragments.first?.rect.width == 10)
  }

  @Test("tables: columns are as wide as their widest cell, and narrow where there is no room")
  func tables() {
    let page = Document.tree(
      .of(
        "body",
        .of(
          "table", .of("tbody", .of("tr", .of("th", "Name"), .of("th", "Cents"))),
          .of("tbody", .of("tr", .of("td", "Tea pot"), .of("td", "1200"))))))
    #expect(lines(page) == ["0:0 Name", "0:8 Cents", "1:0 Tea pot", "1:8 1200"])
    #expect(lines(page, width: 12) == ["0:0 Name", "0:6 Cents", "1:0 Tea", "2:0 pot", "1:6 1200"])
    #expect(
      lines(page, "table { width: 18ch }") == ["0:0 Name", "0:10 Cents", "1:0 Tea pot", "1:10 1200"],
      "what is left over goes to the columns")
    let table = boxes(page, "table { border: 1px solid; padding: 0 1ch; margin: 0 2ch }").boxes.first {
      $0.frame.width != $0.content.width
    }
    #expect(table?.frame.width == 16, "as wide as its columns, with padding and border")
  }

  @Test("an inline box's padding takes room and carries its background")
  func inlinePadding() {
    let page = Document.tree(.of("body", .of("div", "a ", .of("b", .of("i", "x")), " c")))
    let fragments = boxes(page, "b { padding: 0 1ch; background: red }").boxes.flatMap(\.lines).flatMap(\.fragments)
    #expect(fragments.map(\.text).joined() == "a  x  c")
    #expect(fragments.filter { $0.background == CSS.Color(255, 0, 0) }.map(\.text).joined() == " x ")
  }

  @Test("a page nested too deep is cut off, not crashed on; so is one of huge lengths")
  func hostile() {
    var document = Document()
    var parent = Document.root
    for index in 0..<20_000 {
      let name = index % 3 == 0 ? "table" : index % 3 == 1 ? "div" : "b"
      parent = document.append(.element(.init(name: name)), to: parent)
    }
    document.append(.text("deep"), to: parent)
    let tree = RenderTree(CSS.Styles(document, CSS.Cascade([])))
    #expect(tree.faults.map(\.code) == [.limit])
    #expect(Layout.boxes(tree, width: 80, columns: { _ in 1 }).height == 0)

    let page = Document.tree(.of("body", .of("div", "a"), .of("div", .of("div", "b"))))
    #expect(boxes(page, "div { margin: 1e300px; padding: 1e99em; border: 1e9px solid }").boxes.count == 5)
    #expect(boxes(page, "div { margin: -1e300px -1e9% }", width: 1).boxes.count == 5)
  }
}

extension BoxTree.Fragment {
  fileprivate var text: String {
    switch content {
    case .text(let text): text
    case .image(let source): "<\(source)>"
    }
  }
}
