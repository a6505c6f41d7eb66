import Testing

@testable import Wire

@Suite("Lanes: eight bytes looked at together are the bytes looked at one by one")
struct LanesTests {
  typealias Lanes = (UInt64) -> UInt64

  @Test(arguments: [3, 8, 17], [UInt8(0x61), 0x20, 0x80])
  func `a run ends at the same byte, whatever stands there and wherever that is`(count: Int, around: UInt8) {
    let questions: [(name: String, lanes: Lanes, isMember: (UInt8) -> Bool)] = [
      ("any", { _ in .max }, { $0 != 0x61 }),
      ("ASCII", \.lanesOutsideASCII, { $0 < 0x80 }),
      ("not LF", { $0.lanes(or: 0x0A) }, { $0 != 0x0A }),
      ("field value", { $0.lanes(under: 0x20, or: 0x7F) }, \.isFieldValue),
      ("token", \.lanesOutsideWords, \.isToken),
    ]
    for (name, lanes, isMember) in questions {
      for place in 0..<count {
        for byte in UInt8.min...UInt8.max {
          var bytes = [UInt8](repeating: around, count: count)
          bytes[place] = byte
          let end = count - 1
          let found = bytes.end(from: 1, to: end, lanes: lanes, where: isMember)
          let expected = (1..<end).first { !isMember(bytes[$0]) } ?? end
          if found != expected { Issue.record("\(name): \(byte) at \(place) of \(count): \(found), not \(expected)") }
        }
      }
    }
  }

  @Test func `a place outside the bytes ends nowhere else`() {
    let bytes: [UInt8] = [1, 2, 3]
    #expect(bytes.end(from: 2, to: 9) { $0 < 9 } == 3)
    #expect(bytes.end(from: 3, to: 3) { $0 < 9 } == 3)
    #expect(bytes.end(from: 7, to: 9) { $0 < 9 } == 7)
    #expect(bytes.end(from: -1, to: 2) { $0 < 9 } == -1)
  }
}
