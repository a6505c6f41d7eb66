import Testing
import Wire

@Suite("IPv4 datagrams cut into fragments (RFC 791 section 3.2)")
struct FragmentationTests {
  /// 100 bytes, 0 to 99, in a protocol that nobody takes apart.
  private func frame(
    _ count: Int = 100, dontFragment: Bool = false, options: [IPv4.Option] = [], offset: UInt16 = 0, more: Bool = false
  ) -> [UInt8] {
    var header = IPv4.Header(
      source: IPv4Address(192, 0, 2, 10), destination: IPv4Address(203, 0, 113, 10),
      protocol: Packet.ProtocolNumber(rawValue: 99), identification: 7, dontFragment: dontFragment)
    header.options = options
    header.fragmentOffset = offset
    header.moreFragments = more
    let content = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    let ethernet = Ethernet.Header(destination: .broadcast, source: .zero, type: .ipv4)
    return Packet(ethernet, .ipv4(IPv4.Datagram(header, .opaque(content)))).encoded()
  }

  /// Each fragment's header and what it carries.
  private func taken(_ frames: [[UInt8]]) throws -> [(header: IPv4.Header, bytes: [UInt8])] {
    try frames.map { frame in
      let packet = try Packet.dissect(frame).value.get()
      #expect(packet.isIntact)
      guard case .ipv4(let datagram) = packet.content else { throw Fault(.malformed, "no datagram", bytes: 0..<0) }
      switch datagram.payload {
      case .fragment(let bytes), .opaque(let bytes): return (datagram.header, bytes)
      case .tcp, .udp, .icmp, .icmpv6: throw Fault(.malformed, "no fragment", bytes: 0..<0)
      }
    }
  }

  @Test("put together again they are the datagram, at every length of cable that takes a header and 8 bytes")
  func together() throws {
    for limit in 28...130 {
      let frames = try #require(IPv4.fragments(of: frame(), limit: limit))
      #expect(frames.allSatisfy { $0.count - 14 <= limit })
      #expect(frames.dropLast().allSatisfy { $0.count - 14 > limit - 8 })
      var whole: [UInt8] = []
      for (number, part) in try taken(frames).enumerated() {
        #expect(part.header.identification == 7 && part.header.timeToLive == 64)
        #expect(Int(part.header.fragmentOffset) * 8 == whole.count)
        #expect(part.header.moreFragments == (number < frames.count - 1))
        whole += part.bytes
      }
      #expect(whole == Array(0..<100))
    }
  }

  @Test("a fragment can be cut again; the last of its parts is not the last of the datagram")
  func again() throws {
    let parts = try taken(try #require(IPv4.fragments(of: frame(48, offset: 6, more: true), limit: 40)))
    #expect(parts.map(\.header.fragmentOffset) == [6, 8, 10])
    #expect(parts.allSatisfy { $0.header.moreFragments })
  }

  @Test("an option whose copied flag is set is in every fragment, another in the first only")
  func options() throws {
    let route = IPv4.Option(IPv4.OptionType(rawValue: 7), [4, 0, 0, 0, 0])
    let alert = IPv4.Option(IPv4.OptionType(rawValue: 148), [0, 0])
    let parts = try taken(try #require(IPv4.fragments(of: frame(options: [route, alert]), limit: 60)))
    #expect(parts.map(\.header.options) == [[route, alert], [alert], [alert], [alert]])
    #expect(parts.map(\.bytes.count) == [24, 32, 32, 12])
    #expect(parts.flatMap(\.bytes) == Array(0..<100))
  }

  @Test("not where the sender forbids it, no 8 bytes fit, or an offset would not")
  func refused() {
    #expect(IPv4.fragments(of: frame(dontFragment: true), limit: 60) == nil)
    #expect(IPv4.fragments(of: frame(), limit: 27) == nil)
    #expect(IPv4.fragments(of: frame(), limit: -1) == nil)
    #expect(IPv4.fragments(of: frame(offset: 0x1FFF), limit: 60) == nil)
    #expect(IPv4.fragments(of: [], limit: 60) == nil)
  }
}
