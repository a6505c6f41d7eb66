import Synchronization
import Testing
import Wire

@Suite("Scanner: reading is naming")
struct ScannerTests {
  @Test("names are worked out for whoever looks at the tree, and for nobody else")
  func namesOnDemand() {
    let asked = Mutex(0)
    let dissection = dissect("seven", [7][...]) { scanner throws(Fault) in
      try scanner.group("whole") { scanner throws(Fault) in
        try scanner.number("number", bits: 8) { number in
          asked.withLock { $0 += 1 }
          return number == 7 ? "seven" : nil
        }
      }
    }
    #expect(dissection.value == .success(7))
    #expect(asked.withLock { $0 } == 0)
    #expect(dissection.field.first("number")?.value == .number(7, symbol: "seven"))
    #expect(asked.withLock { $0 } == 1)
  }

  @Test("bits, bytes and a gap cover everything that was given")
  func coversEverything() throws {
    // 4 bits version, 4 bits length, two bytes of text, one byte nobody named
    let dissection = dissect("header", [0x45, 0x68, 0x69, 0xFF][...]) { scanner throws(Fault) in
      let version = try scanner.number("version", bits: 4)
      try scanner.number("length", bits: 4)
      try scanner.text("greeting", count: 2)
      return version
    }
    #expect(try dissection.value.get() == 4)
    #expect(dissection.field.children.map(\.name) == ["version", "length", "greeting", "gap"])
    #expect(dissection.field.children.map(\.bits) == [0..<4, 4..<8, 8..<24, 24..<32])
  }

  @Test("a read past the end is a fault over what is left, and nothing is lost")
  func truncated() throws {
    let dissection = dissect("number", [0x01, 0x02][...]) { scanner throws(Fault) in
      try scanner.number("one", bits: 8)
      return try scanner.number("four", bits: 32)
    }
    guard case .failure(let fault) = dissection.value else {
      Issue.record("expected a fault")
      return
    }
    #expect(fault.code == .truncated)
    #expect(fault.bytes == 1..<2)
    #expect(dissection.field.children.map(\.name) == ["one", "gap"])
  }

  @Test("a fault inside a group leaves the group in the tree, with the fault on it")
  func groupFault() {
    let dissection = dissect("outer", [1][...]) { scanner throws(Fault) in
      try scanner.group("inner") { scanner throws(Fault) in
        try scanner.number("a", bits: 8)
        try scanner.number("b", bits: 8)
      }
    }
    #expect(dissection.field.first("inner")?.fault?.code == .truncated)
    #expect(dissection.field.first("a")?.value == .number(1))
  }
}
