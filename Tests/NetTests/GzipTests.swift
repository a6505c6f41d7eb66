import Net
import Testing
import Wire

@Suite("gzip and zlib, through the system's zlib")
struct GzipTests {
  private let text = Array(String(repeating: "one page, the whole way. ", count: 40).utf8)

  @Test("what is folded unfolds", arguments: [0, 1, 1000])
  func roundTrip(count: Int) throws {
    let bytes = Array(text.prefix(count))
    #expect(try Gzip.decompress(Gzip.compress(bytes)) == bytes)
  }

  @Test("cut anywhere: a fault that says the content ends too early")
  func truncated() {
    let folded = Gzip.compress(text)
    for end in 0..<folded.count {
      let fault = #expect(throws: Fault.self) { try Gzip.decompress(Array(folded[..<end])) }
      #expect(fault?.code == .truncated)
    }
  }

  @Test("RFC 1952 section 2.2: the contents of all members, in order")
  func members() throws {
    let (first, second) = (Gzip.compress(text), Gzip.compress(Array("and back".utf8)))
    let empty = Gzip.compress([])
    for format in [Gzip.Format.gzip, .either] {
      #expect(try Gzip.decompress(first + empty + second, as: format) == text + Array("and back".utf8))
    }
    let fault = #expect(throws: Fault.self) { try Gzip.decompress(first + first, limit: text.count * 2 - 1) }
    #expect(fault?.code == .limit)
    for end in 1..<second.count {
      let fault = #expect(throws: Fault.self) { try Gzip.decompress(first + second[..<end]) }
      #expect(fault?.code == .truncated)
    }
  }

  @Test(
    "what stands behind the last member is no content", arguments: [[0], [0x78, 0x9C], [0x1F, 0], [0x1F, 0x8C, 1]])
  func trailing(rest: [UInt8]) throws {
    let folded = Gzip.compress(text)
    let fault = #expect(throws: Fault.self) { try Gzip.decompress(folded + rest) }
    #expect(fault?.code == .malformed)
    #expect(fault?.bits == folded.count * 8..<(folded.count + rest.count) * 8)
  }

  @Test("any byte flipped: the content or a fault")
  func flipped() {
    let folded = Gzip.compress(text)
    for index in folded.indices {
      var broken = folded
      broken[index] ^= 0x55
      if let result = try? Gzip.decompress(broken) { #expect(result == text) }
    }
  }

  @Test("a small message that unfolds to too much is refused")
  func bomb() {
    let folded = Gzip.compress([UInt8](repeating: 0, count: 1 << 20))
    let fault = #expect(throws: Fault.self) { try Gzip.decompress(folded, limit: 1 << 16) }
    #expect(fault?.code == .limit)
  }
}
