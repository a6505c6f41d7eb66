import Screen
import Testing
import Tracing
@testable import Views
import Wire

@Suite("BytesPane: the field under the cursor")
struct BytesPaneTests {
  private func pane() -> BytesPane {
    let step = Step(phase: .dns, title: "", body: [])
    return BytesPane(BytesPane.messages(of: step, Stage(Sample.recording().scenes[0])))
  }

  @Test("Tab walks every field, also those that share a byte")
  func fields() {
    var pane = pane()
    var names: [String] = []
    for _ in 0..<5 {
      names.append(pane.leaf?.name ?? "")
      pane.press(.tab, width: 80, height: 20)
    }
    #expect(names == ["ID", "QR", "opcode", "AA", "TC"])
    pane.press(.backTab, width: 80, height: 20)
    #expect(pane.leaf?.name == "TC")
  }

  @Test("arrows move by bytes and rows and stop at the ends")
  func cursor() {
    var pane = pane()
    pane.press(.left, width: 80, height: 20)
    #expect(pane.cursor == 0)
    pane.press(.down, width: 80, height: 20)
    #expect(pane.cursor == 16)
    pane.press(.end, width: 80, height: 20)
    #expect(pane.cursor == Sample.query.count - 1)
    #expect(pane.leaf?.name == "QCLASS")
    pane.press(.character("m"), width: 80, height: 20)
    #expect(pane.message?.bytes == Sample.answer)
  }

  @Test("a row down is the row below the cursor, in a narrow window too", arguments: [(75, 8), (76, 16)])
  func rows(width: Int, bytes: Int) {
    var pane = pane()
    pane.press(.down, width: width, height: 20)
    #expect(pane.cursor == bytes)
    pane.press(.up, width: width, height: 20)
    #expect(pane.cursor == 0)
  }

  @Test("a long message leaves room for its fields, and what is right below it fits its line")
  func fieldsOfALongMessage() {
    let bytes = Array("GET / HTTP/1.1\r\nHost: www.shop.test\r\n".utf8) + Array(repeating: 0x61, count: 500)
    let pane = BytesPane([BytesPane.Message("long", bytes, HTTP1.dissect(bytes, .request).field)])
    var grid = Grid(width: 80, height: 18)
    pane.draw(in: 0..<18, on: &grid, theme: Theme())
    #expect(grid.text.contains("\n > method  GET\n"))
  }

  @Test("what a line has no room for is cut with a mark, the number of bytes never")
  func shortenedWords() {
    let bytes = Array("GET /\(String(repeating: "a", count: 100)) HTTP/1.1\r\n\r\n".utf8)
    let title = String(repeating: "title ", count: 20)
    var pane = BytesPane([BytesPane.Message(title, bytes, HTTP1.dissect(bytes, .request).field)])
    for _ in 0..<2 { pane.press(.tab, width: 80, height: 20) }
    var grid = Grid(width: 80, height: 20)
    pane.draw(in: 0..<20, on: &grid, theme: Theme())
    let lines = grid.text.split(separator: "\n")
    #expect(lines.first?.hasSuffix("…  118 bytes") ?? false)
    #expect(lines.contains { $0.contains("aaa…") })
  }

  @Test("a handshake message is told by its number, its sender, and how it was sent")
  func handshakeTitle() {
    let step = Step(phase: .tls, title: "", body: [])
    let messages = BytesPane.messages(of: step, Stage(Sample.recording().scenes[0]))
    #expect(
      messages.first.map { "\($0.count ?? "") \($0.title)" }
        == "handshake 1 of 5: ClientHello from client, sent in clear")
  }

  @Test("a page's bytes lead to the response's, where they are the same")
  func documentSource() {
    let step = Step(phase: .render, title: "", body: [])
    let message = BytesPane.messages(of: step, Stage(Sample.recording().scenes[0])).first
    let head = Sample.response.count - Sample.page.count
    #expect(message?.source == .stream(Sample.edgeEnd, fromClient: false, head..<Sample.response.count))
  }

  @Test("where nothing is below, it is said why")
  func floor() {
    let query = Query(Sample.trace())
    var page = BytesPane.Message("page", [1], Field("all", bits: 0..<8))
    page.isolation = "it crossed in a coding"
    #expect(BytesPane([page]).floor(in: query) == "it crossed in a coding")
    let frame = BytesPane([BytesPane.Message("SYN", [1], Field("frame", bits: 0..<8))])
    #expect(frame.floor(in: query) == "this is the frame, as it was on the cable")
  }

  @Test("an enormous message draws only what is seen")
  func enormous() {
    let bytes = [UInt8](repeating: 0x41, count: 5_000_000)
    var pane = BytesPane([BytesPane.Message("big", bytes, Field("all", bits: 0..<bytes.count * 8))])
    pane.press(.end, width: 80, height: 20)
    var grid = Grid(width: 80, height: 20)
    pane.draw(in: 0..<20, on: &grid, theme: Theme())
    #expect(grid.text.contains("4c4b30"))
  }

  @Test("no size traps")
  func sizes() {
    let pane = pane()
    for size in 0...130 {
      var grid = Grid(width: size, height: size)
      pane.draw(in: 0..<size, on: &grid, theme: Theme())
    }
  }
}
