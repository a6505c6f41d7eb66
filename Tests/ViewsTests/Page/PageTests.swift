import Screen
import Testing
import Tracing
import Wire

@testable import Views

@Suite("Page")
struct PageTests {
  static let shop = HTML.parse(
    Array(
      """
      <html><head><title>Shop</title><link rel=stylesheet href=/site.css></head><body>\
      <h1 class=title>Teapots</h1><p>Two are <b>left</b>.</p>\
      <ul><li>Blue</li><li>Green</li></ul></body></html>
      """.utf8))

  static let sheet = "body { margin: 0 } .title { color: navy; border-bottom: 1px solid } h1 { color: red }"

  static var page: Page { Page(shop, sheet: { $0 == "/site.css" ? Array(sheet.utf8) : nil }) }

  @Test("the page painted")
  func paint() {
    #expect(
      PagePane(Self.page, stage: .paint).lines(width: 20) == [
        "",
        "Teapots",
        "--------------------",
        "",
        "Two are left.",
        "",
        "   • Blue",
        "   • Green",
        "",
      ])
    let grid = PagePainter().paint(Self.page, width: 20)
    #expect(grid[1, 0] == Cell("T", style: Style(.rgb(0, 0, 128), on: .rgb(255, 255, 255), bold: true)))
    #expect(grid[4, 8].style.bold && !grid[4, 7].style.bold)
  }

  @Test("the DOM")
  func dom() {
    #expect(
      PagePane(Self.page, stage: .dom).lines(width: 40) == [
        "document",
        "  <html>",
        "    <head>",
        "      <title>",
        "        \"Shop\"",
        "      <link rel=\"stylesheet\" href=\"/sit…",
        "    <body>",
        "      <h1 class=\"title\">",
        "        \"Teapots\"",
        "      <p>",
        "        \"Two are\"",
        "        <b>",
        "          \"left\"",
        "        \".\"",
        "      <ul>",
        "        <li>",
        "          \"Blue\"",
        "        <li>",
        "          \"Green\"",
      ])
  }

  @Test("matched rules: what won, what lost and why")
  func rules() {
    let lines = PagePane(Self.page, stage: .rules).lines(width: 90)
    #expect(
      lines.dropFirst(10).prefix(7) == [
        "<h1 class=\"title\">",
        "  .title  specificity 0,1,0  from /site.css",
        "    color: navy                     won",
        "    border-bottom: 1px solid        won",
        "  h1  specificity 0,0,1  from /site.css",
        "    color: red                      lost to .title: its selector is more specific",
        "  h1  specificity 0,0,1  from the browser",
      ])
  }

  @Test("the render tree")
  func renderTree() {
    #expect(
      PagePane(Self.page, stage: .renderTree).lines(width: 40) == [
        "block html",
        "  block body",
        "    block h1.title",
        "      text \"Teapots\"",
        "    block p",
        "      text \"Two are\"",
        "      inline b",
        "        text \"left\"",
        "      text \".\"",
        "    block ul",
        "      list-item li, marker \"•\"",
        "        text \"Blue\"",
        "      list-item li, marker \"•\"",
        "        text \"Green\"",
        "",
        "Left out (display: none)",
        "  <head>",
      ])
  }

  @Test("boxes")
  func boxes() {
    #expect(
      PagePane(Self.page, stage: .boxes).lines(width: 50) == [
        "width x height at column,row, in cells",
        "page  50x9 at 0,0",
        "  block html  50x7 at 0,1",
        "    block body  50x7 at 0,1",
        "      block h1.title  50x2 at 0,1",
        "        line \"Teapots\"  7x1 at 0,1",
        "      block p  50x1 at 0,4",
        "        line \"Two are left.\"  13x1 at 0,4",
        "      block ul  50x2 at 0,6",
        "        list-item li, marker \"•\"  45x1 at 5,6",
        "          line \"Blue\"  4x1 at 5,6",
        "        list-item li, marker \"•\"  45x1 at 5,7",
        "          line \"Green\"  5x1 at 5,7",
      ])
  }

  @Test("borders in ASCII, and in box characters when asked")
  func borders() {
    let page = Page(HTML.parse(Array("<body style=margin:0><div style=border:solid;width:4ch>Tea</div>".utf8)))
    #expect(
      PagePainter().paint(page, width: 10).text == """
        +----+
        |Tea |
        +----+
        """)
    #expect(
      PagePainter(theme: Theme(lines: .unicode)).paint(page, width: 10).text == """
        ┌────┐
        │Tea │
        └────┘
        """)
  }

  @Test("an image is half blocks in its colours, or letters by brightness")
  func image() throws {
    // Two columns, one row of cells: left white over black, right red all over.
    let pixels: [[UInt8]] = (0..<16).map { row in
      (0..<16).flatMap { column -> [UInt8] in column >= 8 ? [255, 0, 0] : row < 8 ? [255, 255, 255] : [0, 0, 0] }
    }
    let picture = try #require(Picture(width: 16, height: 16, rgb: pixels.flatMap { $0 }))
    let page = Page(HTML.parse(Array("<body style=margin:0><img src=logo>".utf8)), picture: { _ in picture })
    let grid = PagePainter().paint(page, width: 4)
    #expect(grid[0, 0] == Cell("▀", style: Style(.rgb(255, 255, 255), on: .rgb(0, 0, 0))))
    #expect(grid[0, 1] == Cell("▀", style: Style(.rgb(255, 0, 0), on: .rgb(255, 0, 0))))
    #expect(PagePainter(theme: Theme(isASCII: true)).paint(page, width: 4).text == "+#")
    #expect(Picture(width: 2, height: 2, rgb: [0]) == nil)
  }

  @Test("a page put together from what a browser recorded")
  func recorded() throws {
    let page = """
      <base href=/assets/><link rel=stylesheet href=site.css><body><img src=logo.png alt=Logo>
      """
    var events: [RenderingEvent] = []
    #expect(Page(events) == nil)
    events.append(
      .content(exchange: 1, url: "https://shop.test/", kind: .document, type: "text/html", Array(page.utf8)))
    #expect(try #require(Page(events)).painted == "[Logo]")
    events.append(.decoded(url: "https://shop.test/assets/logo.png", width: 1, height: 1, pixels: [0, 0, 0]))
    #expect(try #require(Page(events)).painted == "▀")
    let sheet = Array("img { display: none }".utf8)
    events.append(
      .content(exchange: 2, url: "https://shop.test/assets/site.css", kind: .stylesheet, type: "text/css", sheet))
    #expect(try #require(Page(events)).painted == "")
  }

  @Test("a sheet with any byte flipped, or cut off anywhere, still gives a page")
  func flipped() {
    let sheet = Array("li{margin:-1em 50%;border:solid #123;width:9ch}p>b{display:block;padding:1em!important}".utf8)
    for index in sheet.indices {
      var flipped = sheet
      flipped[index] ^= 0x10
      for bytes in [flipped, Array(sheet[..<index])] {
        let page = Page(Self.shop, sheet: { _ in bytes })
        for width in [1, 30] { #expect(PagePainter().paint(page, width: width).width == width) }
      }
    }
  }

  @Test("at any size nothing is wider than asked, and a part of the page is that part")
  func sizes() {
    for stage in PageStage.allCases {
      for width in [0, 1, 7, 40, 200] {
        let pane = PagePane(Self.page, stage: stage, theme: Theme(isASCII: true))
        let lines = pane.lines(width: width)
        #expect(lines.allSatisfy { Width.of($0) <= width && $0.utf8.allSatisfy { $0 < 0x80 } })
        let part = pane.draw(width: width, height: 3, from: 2).text.split(
          separator: "\n", omittingEmptySubsequences: false)
        #expect(part.map(String.init) == Array((lines + ["", "", ""]).dropFirst(2).prefix(3)))
      }
    }
  }
}

extension PageTests {
  @Test("row by row a stage says what it says as a whole, and past its end nothing", arguments: PageStage.allCases)
  func rowByRow(stage: PageStage) {
    let pane = PagePane(Self.page, stage: stage)
    let lines = pane.lines(width: 60)
    #expect(pane.rows(width: 60) == lines.count)
    for (row, line) in (lines + ["", ""]).enumerated() {
      #expect(pane.draw(width: 60, height: 1, from: row).text == line)
    }
  }

  @Test("of a stage of more than 5000 lines it is told how many are left out")
  func tooLong() {
    let pane = PagePane(Page(HTML.parse(Array(String(repeating: "<hr>", count: 6000).utf8))), stage: .dom)
    #expect(pane.rows(width: 40) == 5001)
    // Four stand before the rules: the document, html, head and body.
    #expect(pane.draw(width: 40, height: 3, from: 4999).text == "      <hr>\n… and 1,004 lines more\n")
    #expect(pane.draw(width: 40, height: 1, from: 5001).text == "")
  }
}

extension Page {
  fileprivate var painted: String {
    PagePainter().paint(self, width: 20).text.split(separator: " ").joined()
  }
}
