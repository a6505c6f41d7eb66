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

  /// A checksum and the first byte that it covers.
  private struct Scope {
    var checksum: Int
    var start: Int
  }

  private struct Identification: Hashable {
    var source: IPv4Address
    var number: UInt16
  }

  /// What is added to each direction's sequence numbers.
  private var shifts: [Stream: UInt32] = [:]
  private var identifications: [Identification: UInt16] = [:]
  private var ports: [Endpoint: UInt16] = [:]

  /// Says how the port that the kernel gave to one end is written.
  mutating func name(_ end: Endpoint, _ port: UInt16) { ports[end] = port }

  /// The frame as the recording has it. What is no IPv4 is left alone.
  mutating func normalised(_ frame: [UInt8]) -> [UInt8] {
    guard let type = frame.number(at: 12, bytes: 2), type == 0x0800 else { return frame }
    var frame = frame
    datagram(at: 14, in: &frame, scopes: [])
    return frame
  }

  /// `scopes` are the checksums that cover the datagram because it is quoted, from the inside out.
  private mutating func datagram(at start: Int, in frame: inout [UInt8], scopes: [Scope]) {
    guard frame.indices.contains(start), frame[start] >> 4 == 4, let word = frame.number(at: start + 4, bytes: 4),
      let from = frame.number(at: start + 12, bytes: 4), let to = frame.number(at: start + 16, bytes: 4)
    else { return }
    let source = IPv4Address(bits: from), destination = IPv4Address(bits: to)
    let header = [Scope(checksum: start + 10, start: start)] + scopes
    let number = identification(UInt16(truncatingIfNeeded: word >> 16), source)
    write(UInt32(number), 2, at: start + 4, in: &frame, header)
    guard word & 0x3FFF == 0 else { return }
    let payload = start + Int(frame[start] & 0xF) * 4
    switch frame[start + 9] {
    case 1: report(at: payload, in: &frame, scopes: scopes)
    case 6: segment(at: payload, in: &frame, source, destination, scopes: scopes)
    case 17:
      // No checksum at all is no checksum to change.
      let own = frame.number(at: payload + 6, bytes: 2) == 0 ? [] : [Scope(checksum: payload + 6, start: payload)]
      _ = ends(at: payload, in: &frame, source, destination, own + scopes)
    default: break
    }
  }

  private mutating func identification(_ number: UInt16, _ source: IPv4Address) -> UInt16 {
    guard number != 0 else { return 0 }
    let key = Identification(source: source, number: number)
    let counted = identifications[key] ?? UInt16(truncatingIfNeeded: identifications.count + 1)
    identifications[key] = counted
    return counted
  }

  /// ICMP: an error quotes the datagram that it is about.
  private mutating func report(at start: Int, in frame: inout [UInt8], scopes: [Scope]) {
    guard frame.indices.contains(start), [3, 4, 5, 11, 12].contains(frame[start]) else { return }
    datagram(at: start + 8, in: &frame, scopes: [Scope(checksum: start + 2, start: start)] + scopes)
  }

  /// Writes both ports by their names, and says which two ends they were.
  private func ends(
    at start: Int, in frame: inout [UInt8], _ source: IPv4Address, _ destination: IPv4Address, _ scopes: [Scope]
  ) -> Stream? {
    guard let both = frame.number(at: start, bytes: 4) else { return nil }
    let from = Endpoint(address: source.description, port: UInt16(truncatingIfNeeded: both >> 16))
    let to = Endpoint(address: destination.description, port: UInt16(truncatingIfNeeded: both))
    write(UInt32(ports[from] ?? from.port), 2, at: start, in: &frame, scopes)
    write(UInt32(ports[to] ?? to.port), 2, at: start + 2, in: &frame, scopes)
    return Stream(from: from, to: to)
  }

  private mutating func segment(
    at start: Int, in frame: inout [UInt8], _ source: IPv4Address, _ destination: IPv4Address, scopes: [Scope]
  ) {
    let scopes = [Scope(checksum: start + 16, start: start)] + scopes
    guard let stream = ends(at: start, in: &frame, source, destination, scopes),
      let sequence = frame.number(at: start + 4, bytes: 4)
    else { return }
    let flags = frame.number(at: start + 13, bytes: 1) ?? 0
    let isFirst = flags & 0x02 != 0
    if shifts[stream] == nil || isFirst && flags & 0x10 == 0 && scopes.count == 1 {
      // Of a connection whose beginning was not seen, the first byte seen is the first.
      shifts[stream] = first(of: stream) &- sequence
    }
    write(sequence &+ (shifts[stream] ?? 0), 4, at: start + 4, in: &frame, scopes)
    let other = shifts[stream.reversed] ?? 0
    if flags & 0x10 != 0, let acknowledgment = frame.number(at: start + 8, bytes: 4) {
      write(acknowledgment &+ other, 4, at: start + 8, in: &frame, scopes)
    }
    let length = Int(frame.number(at: start + 12, bytes: 1) ?? 0) >> 4 * 4
    options(start + 20..<max(start + 20, start + length), in: &frame, other, scopes)
  }

  /// Far from 0, as real ones are, and not the same for any two.
  private func first(of stream: Stream) -> UInt32 {
    let port = min(ports[stream.from] ?? stream.from.port, ports[stream.to] ?? stream.to.port)
    return (shifts[stream.reversed] == nil ? 1_000_000_000 : 2_000_000_000) &+ UInt32(port) &* 1000
      &+ UInt32(truncatingIfNeeded: shifts.count) &* 100_000
  }

  private func options(_ range: Range<Int>, in frame: inout [UInt8], _ other: UInt32, _ scopes: [Scope]) {
    var place = range.lowerBound
    while place < range.upperBound, let kind = frame.number(at: place, bytes: 1), kind != 0 {
      guard kind != 1 else {
        place += 1
        continue
      }
      guard let length = frame.number(at: place + 1, bytes: 1).map(Int.init), length >= 2 else { return }
      switch kind {
      // SACK: parts of what the other direction sent (RFC 2018).
      case 5:
        for edge in stride(from: place + 2, to: place + length, by: 4) {
          if let number = frame.number(at: edge, bytes: 4) { write(number &+ other, 4, at: edge, in: &frame, scopes) }
        }
      // Timestamps count milliseconds from a random beginning (RFC 7323 section 3).
      case 8 where length == 10:
        write(1, 4, at: place + 2, in: &frame, scopes)
        if frame.number(at: place + 6, bytes: 4) != 0 { write(1, 4, at: place + 6, in: &frame, scopes) }
      // A Fast Open cookie (RFC 7413 section 4.1.1).
      case 34:
        for byte in place + 2..<max(place + 2, place + length) { write(0xC0, 1, at: byte, in: &frame, scopes) }
      default: break
      }
      place += length
    }
  }

  /// Writes a number, and makes up for it in the innermost checksum that is there: what covers both sees no change.
  private func write(_ value: UInt32, _ count: Int, at place: Int, in frame: inout [UInt8], _ scopes: [Scope]) {
    guard place >= 0, place + count <= frame.count else { return }
    let scope = scopes.first { frame.number(at: $0.checksum, bytes: 2) != nil }
    for offset in 0..<count {
      let byte = UInt8(truncatingIfNeeded: value >> UInt32(8 * (count - 1 - offset)))
      let old = frame[place + offset]
      frame[place + offset] = byte
      guard byte != old, let scope, let checksum = frame.number(at: scope.checksum, bytes: 2) else { continue }
      let shift: UInt16 = (place + offset - scope.start) % 2 == 0 ? 8 : 0
      let updated = InternetChecksum.updated(
        UInt16(truncatingIfNeeded: checksum), from: UInt16(old) << shift, to: UInt16(byte) << shift)
      frame[scope.checksum] = UInt8(updated >> 8)
      frame[scope.checksum + 1] = UInt8(updated & 0xFF)
    }
  }
}

extension [UInt8] {
  /// The number in so many bytes, most significant first; nil past the end.
  fileprivate func number(at place: Int, bytes count: Int) -> UInt32? {
    guard place >= 0, place + count <= self.count else { return nil }
    return self[place..<place + count].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
