import Wire

/// Takes chance out of frames, for a recording that must come out the same twice: what the kernel draws at random
/// (ports, first sequence numbers, identifications, timestamps, Fast Open cookies) is counted instead.
///
/// Checksums are changed by as much as what they cover (RFC 1624), so right ones stay right and wrong ones wrong.
struct FrameNormalisation {
  /// One direction of a connection.
  private struct Stream: Hashable {
    var from: Endpoint
    var to: Endpoint
    var reversed: Stream { Stream(from: to, to: from) }
  }

  /// Datagrams whose numbers are drawn together. Those that may be cut come from one host to another by one protocol,
  /// the others from one socket (RFC 6864), so that two sockets may draw the same number.
  private struct Flow: Hashable {
    var source: UInt32
    var destination: UInt32
    var `protocol`: UInt8
    var sourcePort: UInt16 = 0
    var destinationPort: UInt16 = 0
  }

  private struct Identification: Hashable {
    var flow: Flow
    var number: UInt16
  }

  /// The number that a direction began with, and what is added to all of its numbers.
  private struct Shift {
    var first: UInt32
    var added: UInt32
  }

  private var shifts: [Stream: Shift] = [:]
  private var identifications: [Identification: UInt16] = [:]
  /// The number that each connection's direction will draw next: one more than its newest.
  private var drawn: [Flow: UInt16] = [:]
  private var ports: [Endpoint: UInt16] = [:]

  /// Says how the port that the kernel gave to one end is written.
  mutating func name(_ end: Endpoint, _ port: UInt16) { ports[end] = port }

  /// The frame as the recording has it. What is no IPv4 is left alone; what an error quotes is treated as what it was.
  mutating func normalised(_ frame: [UInt8]) -> [UInt8] {
    var frame = frame
    var source = IPv4Address(bits: 0), destination = source
    var isQuoted = false
    let headings = Packet.headings(of: frame)
    for (place, heading) in headings.enumerated() {
      switch heading {
      case .ipv4(let header):
        source = IPv4Address(bits: frame[.source, of: header] ?? 0)
        destination = IPv4Address(bits: frame[.destination, of: header] ?? 0)
        identify(header, before: headings.indices.contains(place + 1) ? headings[place + 1] : nil, in: &frame)
      case .icmp: isQuoted = true
      case .udp(let header): _ = ends(of: header, .sourcePort, .destinationPort, in: &frame, source, destination)
      case .tcp(let header):
        guard let stream = ends(of: header, .sourcePort, .destinationPort, in: &frame, source, destination) else {
          break
        }
        segment(header, of: stream, isQuoted: isQuoted, in: &frame)
      }
    }
    return frame
  }

  private mutating func identify(
    _ header: Packet.Located<IPv4.Header>, before next: Packet.Heading?, in frame: inout [UInt8]
  ) {
    guard let number = frame[.identification, of: header], let fragment = frame[.fragment, of: header],
      let source = frame[.source, of: header], let destination = frame[.destination, of: header]
    else { return }
    let isAtomic = fragment & IPv4.Header.dontFragmentBit != 0
    var flow = Flow(source: source, destination: destination, protocol: frame[.protocol, of: header] ?? 0)
    var flags: TCP.Flags?
    switch next {
    case .tcp(let segment) where isAtomic:
      flow.sourcePort = frame[.sourcePort, of: segment] ?? 0
      flow.destinationPort = frame[.destinationPort, of: segment] ?? 0
      flags = frame[.flags, of: segment].map { TCP.Flags(rawValue: $0) }
    case .udp(let datagram) where isAtomic:
      flow.sourcePort = frame[.sourcePort, of: datagram] ?? 0
      flow.destinationPort = frame[.destinationPort, of: datagram] ?? 0
    case .tcp, .udp, .icmp, .ipv4, nil: break
    }
    let key = Identification(flow: flow, number: number)
    let known = identifications[key]
    guard known != nil || number != 0 || isDrawn(in: flow, isAtomic: isAtomic, flags) else { return }
    let counted = known ?? UInt16(truncatingIfNeeded: identifications.count + 1)
    if known == nil {
      identifications[key] = counted
      if flags != nil { drawn[flow] = number &+ 1 }
    }
    frame.write(counted, .identification, of: header)
  }

  /// Whether a 0 is a number like any other, and not the sign of a datagram that has none: what may be cut has one, and
  /// what UDP sends. Of TCP's segments those that no connection sends have none: a SYN's answer, a reset, and what comes
  /// when all is over.
  private func isDrawn(in flow: Flow, isAtomic: Bool, _ flags: TCP.Flags?) -> Bool {
    guard isAtomic, flow.protocol != Packet.ProtocolNumber.udp.rawValue else { return true }
    guard let flags, !flags.contains(.rst) else { return false }
    return flags.contains(.syn) ? !flags.contains(.ack) : drawn[flow] ?? 0 == 0
  }

  /// Writes both ports by their names, and says which two ends they were.
  private func ends<Header>(
    of header: Packet.Located<Header>, _ sourcePort: Packet.Place<Header, UInt16>,
    _ destinationPort: Packet.Place<Header, UInt16>, in frame: inout [UInt8], _ source: IPv4Address,
    _ destination: IPv4Address
  ) -> Stream? {
    guard let mine = frame[sourcePort, of: header], let other = frame[destinationPort, of: header] else { return nil }
    let from = Endpoint(address: source.description, port: mine)
    let to = Endpoint(address: destination.description, port: other)
    frame.write(ports[from] ?? from.port, sourcePort, of: header)
    frame.write(ports[to] ?? to.port, destinationPort, of: header)
    return Stream(from: from, to: to)
  }

  private mutating func segment(
    _ header: Packet.Located<TCP.Segment>, of stream: Stream, isQuoted: Bool, in frame: inout [UInt8]
  ) {
    guard let sequence = frame[.sequenceNumber, of: header] else { return }
    let flags = TCP.Flags(rawValue: frame[.flags, of: header] ?? 0)
    // Of a connection whose beginning was not seen, the first byte seen is the first. A SYN that was seen before is on its
    // next cable, or sent again; with another number it begins another connection between the same ports.
    let begins = flags.contains(.syn) && !flags.contains(.ack) && !isQuoted && shifts[stream]?.first != sequence
    if shifts[stream] == nil || begins {
      shifts[stream] = Shift(first: sequence, added: first(of: stream) &- sequence)
    }
    frame.write(sequence &+ (shifts[stream]?.added ?? 0), .sequenceNumber, of: header)
    let other = shifts[stream.reversed]?.added ?? 0
    if flags.contains(.ack), let acknowledgment = frame[.acknowledgmentNumber, of: header] {
      frame.write(acknowledgment &+ other, .acknowledgmentNumber, of: header)
    }
    for (kind, data) in header.options(in: frame) {
      switch kind {
      // Parts of what the other direction sent (RFC 2018).
      case .sack:
        for edge in stride(from: data.lowerBound, to: data.upperBound, by: 4) {
          if let number: UInt32 = frame.number(at: edge) { frame.write(number &+ other, at: edge, in: header) }
        }
      // They count milliseconds from a random beginning (RFC 7323 section 3).
      case .timestamps where data.count == 8:
        for place in [data.lowerBound, data.lowerBound + 4] where frame.number(at: place) != 0 as UInt32? {
          frame.write(1 as UInt32, at: place, in: header)
        }
      case .fastOpenCookie: for byte in data { frame.write(0xC0 as UInt8, at: byte, in: header) }
      default: break
      }
    }
  }

  /// Far from 0, as real ones are, and not the same for any two.
  private func first(of stream: Stream) -> UInt32 {
    let port = min(ports[stream.from] ?? stream.from.port, ports[stream.to] ?? stream.to.port)
    return (shifts[stream.reversed] == nil ? 1_000_000_000 : 2_000_000_000) &+ UInt32(port) &* 1000
      &+ UInt32(truncatingIfNeeded: shifts.count) &* 100_000
  }
}
