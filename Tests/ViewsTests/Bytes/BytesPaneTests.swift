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
