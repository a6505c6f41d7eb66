import Testing
import Wire

@Suite("PROXY protocol")
struct ProxyProtocolTests {
  /// A connection over IPv4 with two extensions.
  static let binary: [UInt8] = [
    0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A,  // signature
    0x21, 0x11, 0x00, 0x15,  // version 2, PROXY; INET, STREAM; 21 bytes follow
    192, 0, 2, 1, 198, 51, 100, 7, 0xDB, 0x04, 0x01, 0xBB,  // 192.0.2.1:56068 to 198.51.100.7:443
    0x01, 0x00, 0x02, 0x68, 0x32,  // ALPN: h2
    0x04, 0x00, 0x01, 0x00,  // NOOP
  ]

  static let lines = [
    "PROXY TCP4 192.0.2.1 198.51.100.7 56068 443\r\n",
    "PROXY TCP6 2001:db8::1 ::ffff:192.0.2.1 0 65535\r\n",
    "PROXY UNKNOWN\r\n", "PROXY UNKNOWN ffff:f...f:ffff 65535 65535\r\n",
  ]

  @Test("version 1: the addresses of a line, and the request behind it left alone")
  func text() throws {
    let bytes = Array((Self.lines[0] + "GET / HTTP/1.1\r\n").utf8)
    let dissection = ProxyProtocol.dissect(bytes)
    let header = try dissection.value.get()
    #expect(header.version == 1)
    #expect(header.connection?.source == .ipv4(IPv4Address(192, 0, 2, 1), port: 56_068))
    #expect(header.connection?.destination.description == "198.51.100.7:443")
    #expect(header.length == Self.lines[0].utf8.count)
    #expect(dissection.field.first("payload")?.bytes == header.length..<bytes.count)
    let sixth = try ProxyProtocol.dissect(Array(Self.lines[1].utf8)).value.get()
    #expect(sixth.connection?.source.description == "[2001:db8::1]:0")
    for unknown in Self.lines[2...] {
      let header = try ProxyProtocol.dissect(Array(unknown.utf8)).value.get()
      #expect(header.connection == nil)
      #expect(header.length == unknown.utf8.count)
    }
  }

  @Test("version 2: addresses, then extensions, to the length and no further")
  func binary() throws {
    let dissection = ProxyProtocol.dissect(Self.binary + Array("GET".utf8))
    let header = try dissection.value.get()
    #expect(header.version == 2)
    #expect(header.connection?.source.description == "192.0.2.1:56068")
    #expect(header.connection?.destination.description == "198.51.100.7:443")
    #expect(header.extensions.map(\.type.description) == ["ALPN", "NOOP"])
    #expect(header.extensions.first?.value == Array("h2".utf8))
    #expect(header.length == Self.binary.count)
    #expect(dissection.field.first("command")?.value == .number(1, symbol: "PROXY"))

    var local = Self.binary
    local[12] = 0x20
    #expect(try ProxyProtocol.dissect(local).value.get().connection == nil)
    let unix = Array(Self.binary[..<12]) + [0x21, 0x31, 0x00, 0xD8, 0x2F, 0x61] + [UInt8](repeating: 0, count: 214)
    #expect(try ProxyProtocol.dissect(unix).value.get().connection?.source == .unix(path: "/a"))
  }

  @Test(
    "what it is not is refused, at the bytes that are wrong",
    arguments: [
      ("GET / HTTP/1.1\r\n", 0..<6), ("PROXY TCP5 1.2.3.4 1.2.3.4 1 2\r\n", 6..<10),
      ("PROXY TCP4 192.168.0.1 192.16...\r\n", 23..<32), ("PROXY TCP4 1.2.3.04 1.2.3.4 1 2\r\n", 11..<19),
      ("PROXY TCP4 1.2.3.4 1.2.3.4 65536 2\r\n", 27..<32), ("PROXY TCP4 1.2.3.4 1.2.3.4 1 2 \r\n", 30..<31),
      ("PROXY TCP4  1.2.3.4 1.2.3.4 1 2\r\n", 11..<12), ("PROXY TCP6 1.2.3.4 ::1 1 2\r\n", 11..<18),
      ("PROXY TCP4 1.2.3.4 1.2.3.4 1 2\n", 0..<31), ("PROXY UNKNOWN" + String(repeating: "x", count: 200), 0..<107),
    ])
  func refused(line: String, at bytes: Range<Int>) {
    let fault = ProxyProtocol.dissect(Array(line.utf8)).field.fault
    #expect(fault?.bytes == bytes, "\(String(describing: fault))")
  }

  @Test("cut off or with any bit wrong, a result or a fault, and every bit named")
  func hostile() {
    for good in [Self.binary] + Self.lines.map({ Array($0.utf8) }) {
      for cut in good.indices {
        guard case .failure(let fault) = ProxyProtocol.dissect(good[..<cut]).value else {
          Issue.record("\(cut) bytes were enough")
          continue
        }
        #expect(fault.code == .truncated, "cut at \(cut): \(fault)")
      }
      for index in good.indices {
        for mask: UInt8 in [0x01, 0x10, 0x80, 0xFF] {
          var flipped = good
          flipped[index] ^= mask
          let field = ProxyProtocol.dissect(flipped).field
          var at = 0
          for child in field.children {
            #expect(child.bits.lowerBound == at)
            at = child.bits.upperBound
          }
          #expect(at == flipped.count * 8)
        }
      }
    }
  }
}
