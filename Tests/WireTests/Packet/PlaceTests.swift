import Testing

@testable import Wire

@Suite("Places: numbers of a frame by name")
struct PlaceTests {
  /// What the dissector names in the bits of a place.
  private func name<Header, Number>(
    _ place: Packet.Place<Header, Number>, of header: Packet.Located<Header>, in frame: [UInt8]
  ) -> String? {
    let first = (header.start + place.offset) * 8
    return Packet.dissect(frame).field.path(toBit: first).last { $0.bits == first..<first + Number.bitWidth }?.name
  }

  @Test("every place is where the dissector finds the field of that name")
  func names() throws {
    let names = Packet.headings(of: Frames.syn).flatMap { heading -> [String?] in
      guard case .ipv4(let header) = heading else { return [] }
      return [
        name(.totalLength, of: header, in: Frames.syn), name(.identification, of: header, in: Frames.syn),
        name(.timeToLive, of: header, in: Frames.syn), name(.protocol, of: header, in: Frames.syn),
        name(.headerChecksum, of: header, in: Frames.syn), name(.source, of: header, in: Frames.syn),
        name(.destination, of: header, in: Frames.syn),
      ]
    }
    #expect(
      names == [
        "Total Length", "Identification", "Time to Live", "Protocol", "Header Checksum", "Source Address",
        "Destination Address",
      ])
    guard case .tcp(let segment) = try #require(Packet.headings(of: Frames.syn).last),
      case .udp(let datagram) = try #require(Packet.headings(of: Frames.udp).last),
      case .icmp(let message) = try #require(Packet.headings(of: Frames.ping).last)
    else {
      Issue.record("the frames carry other things")
      return
    }
    #expect(name(.sourcePort, of: segment, in: Frames.syn) == "Source Port")
    #expect(name(.destinationPort, of: segment, in: Frames.syn) == "Destination Port")
    #expect(name(.sequenceNumber, of: segment, in: Frames.syn) == "Sequence Number")
    #expect(name(.acknowledgmentNumber, of: segment, in: Frames.syn) == "Acknowledgment Number")
    #expect(name(.flags, of: segment, in: Frames.syn) == "Control Bits")
    #expect(name(.checksum, of: segment, in: Frames.syn) == "Checksum")
    #expect(name(.sourcePort, of: datagram, in: Frames.udp) == "Source Port")
    #expect(name(.destinationPort, of: datagram, in: Frames.udp) == "Destination Port")
    #expect(name(.checksum, of: datagram, in: Frames.udp) == "Checksum")
    #expect(name(.type, of: message, in: Frames.ping) == "Type")
    #expect(name(.checksum, of: message, in: Frames.ping) == "Checksum")
  }

  @Test("behind a report stand the headers of what it quotes")
  func quotation() {
    let starts = Packet.headings(of: Frames.timeExceeded).map { heading in
      switch heading {
      case .ipv4(let header): "IPv4 \(header.start)"
      case .icmp(let header): "ICMP \(header.start)"
      case .udp(let header): "UDP \(header.start)"
      case .tcp(let header): "TCP \(header.start)"
      }
    }
    #expect(starts == ["IPv4 14", "ICMP 34", "IPv4 42", "TCP 62"])
    #expect(Packet.headings(of: Frames.arpRequest).isEmpty)
  }

  @Test("a TCP header's options, and where their data stands")
  func options() throws {
    guard case .tcp(let segment) = try #require(Packet.headings(of: Frames.syn).last) else { return }
    let options = segment.options(in: Frames.syn).map { "\($0.kind) \($0.data)" }
    #expect(
      options == [
        "Maximum Segment Size 56..<58", "SACK Permitted 60..<60", "Timestamps 62..<70", "Window Scale 73..<74",
      ])
  }

  @Test("whatever is written, right checksums stay right, also around and in a quotation")
  func writing() throws {
    for (name, bytes) in Frames.all where try Packet.dissect(bytes).value.get().isIntact {
      var frame = bytes
      for heading in Packet.headings(of: frame) {
        switch heading {
        case .ipv4(let header):
          frame.write(0xFFFF, .identification, of: header)
          frame.write(7, .timeToLive, of: header)
        case .icmp: break
        case .udp(let header): frame.write(0x1234, .sourcePort, of: header)
        case .tcp(let header):
          frame.write(0xFFFF_0001, .sequenceNumber, of: header)
          for (_, data) in header.options(in: frame) {
            for place in data { frame.write(0xC0 as UInt8, at: place, in: header) }
          }
        }
      }
      #expect(try Packet.dissect(frame).value.get().isIntact, "\(name)")
      #expect(frame != bytes || Packet.headings(of: bytes).isEmpty, "\(name)")
    }
  }

  @Test("a UDP checksum that comes to 0 is written as all ones; one that is 0 is none, and stays so")
  func noChecksum() throws {
    guard case .udp(let header) = try #require(Packet.headings(of: Frames.udp).last) else { return }
    var frame = Frames.udp
    // By this much more, and the sum is 0.
    let checksum: UInt16 = try #require(frame[.checksum, of: header])
    let port: UInt16 = try #require(frame[.sourcePort, of: header])
    let (sum, carry) = port.addingReportingOverflow(checksum)
    frame.write(sum &+ (carry ? 1 : 0), .sourcePort, of: header)
    #expect(frame[.checksum, of: header] == 0xFFFF)
    #expect(try Packet.dissect(frame).value.get().isIntact)
    frame.put(0 as UInt16, at: header.start + 6)
    guard case .udp(let bare) = try #require(Packet.headings(of: frame).last) else { return }
    frame.write(99, .sourcePort, of: bare)
    #expect(frame[.checksum, of: bare] == 0)
  }

  @Test("what a router passes on is the same packet; what differs in anything else is not")
  func passedOn() {
    var next = Frames.syn
    IPv4.decrementTimeToLive(in: &next)
    Ethernet.readdress(&next, to: .broadcast, from: Ethernet.Address(octets: [2, 0, 0, 0, 0, 7]))
    #expect(Packet.isPassedOn(Frames.syn, as: next))
    #expect(Array(next[..<12]) == [255, 255, 255, 255, 255, 255, 2, 0, 0, 0, 0, 7])
    for place in next.indices {
      var other = next
      other[place] ^= 1
      let mayChange = place < 12 || place == 22 || place == 24 || place == 25
      #expect(Packet.isPassedOn(Frames.syn, as: other) == mayChange, "byte \(place)")
    }
    #expect(!Packet.isPassedOn(Frames.arpReply, as: Frames.arpReply))
  }

  @Test("cut anywhere, with any byte flipped: what is there is read, and nothing else is touched")
  func broken() {
    for (_, bytes) in Frames.all {
      for place in bytes.indices {
        var flipped = bytes
        flipped[place] ^= 0xFF
        for var frame in [Array(bytes[..<place]), flipped] {
          let length = frame.count
          for heading in Packet.headings(of: frame) {
            guard case .tcp(let header) = heading else { continue }
            frame.write(1, .acknowledgmentNumber, of: header)
            for (_, data) in header.options(in: frame) { #expect(data.upperBound <= length) }
          }
          Ethernet.readdress(&frame, to: .zero, from: .zero)
          #expect(frame.count == length)
        }
      }
    }
  }
}
