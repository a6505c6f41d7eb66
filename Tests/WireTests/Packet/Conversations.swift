import Wire

/// Connections on one cable, as rows: which way, flags, numbers from each side's first, data, window.
enum Conversations {
  struct Row {
    var direction: TCP.Flow.Direction
    var flags: TCP.Flags
    var sequence: Int
    var acknowledgment: Int
    var data: String
    var window: UInt16 = 500

    init(
      _ direction: TCP.Flow.Direction, _ flags: TCP.Flags, _ sequence: Int, _ acknowledgment: Int, _ data: String = "",
      window: UInt16 = 500
    ) {
      self.direction = direction
      self.flags = flags
      self.sequence = sequence
      self.acknowledgment = acknowledgment
      self.data = data
      self.window = window
    }
  }

  /// The client's numbers wrap around within its request, and both offer a window scale.
  static let initial: [TCP.Flow.Direction: UInt32] = [.outward: 0xFFFF_FFFC, .back: 1000]
  static let scale: [TCP.Flow.Direction: UInt8] = [.outward: 7, .back: 2]

  static func segment(_ row: Row) -> TCP.Segment {
    let ports: (UInt16, UInt16) = row.direction == .outward ? (49152, 8080) : (8080, 49152)
    let mine = initial[row.direction, default: 0]
    let theirs = initial[row.direction.opposite, default: 0]
    return TCP.Segment(
      sourcePort: ports.0, destinationPort: ports.1,
      sequenceNumber: mine &+ UInt32(truncatingIfNeeded: row.sequence),
      acknowledgmentNumber: row.flags.contains(.ack) ? theirs &+ UInt32(truncatingIfNeeded: row.acknowledgment) : 0,
      flags: row.flags, window: row.window,
      options: row.flags.contains(.syn)
        ? [.maximumSegmentSize(1460), .noOperation, .windowScale(scale[row.direction, default: 0])] : [],
      data: Array(row.data.utf8))
  }

  static func frame(_ row: Row) -> [UInt8] {
    let client = PacketTests.laptop
    let server = PacketTests.server
    let isOut = row.direction == .outward
    let header = IPv4.Header(source: isOut ? client : server, destination: isOut ? server : client, protocol: .tcp)
    let ends = (Ethernet.Address(bits: 0x0200_0000_000A), Ethernet.Address(bits: 0x0200_0000_0001))
    let ethernet = Ethernet.Header(destination: isOut ? ends.1 : ends.0, source: isOut ? ends.0 : ends.1, type: .ipv4)
    return Packet(ethernet, .ipv4(IPv4.Datagram(header, .tcp(segment(row))))).encoded()
  }

  /// Handshake, a request across the wrap, an answer in three parts whose second is lost behind this cable, and the
  /// close.
  static let lossBehind: [Row] = [
    Row(.outward, .syn, 0, 0),
    Row(.back, [.syn, .ack], 0, 1),
    Row(.outward, .ack, 1, 1),
    Row(.outward, [.psh, .ack], 1, 1, "request"),  // 8 is next: past the wrap
    Row(.back, .ack, 1, 8),
    Row(.back, .ack, 1, 8, "aaaa"),
    Row(.back, .ack, 5, 8, "bbbb"),  // lost behind this cable
    Row(.back, .ack, 9, 8, "cccc"),
    Row(.outward, .ack, 8, 5),
    Row(.outward, .ack, 8, 5),  // again: something arrived behind a hole
    Row(.back, .ack, 5, 8, "bbbb"),
    Row(.outward, .ack, 8, 13),
    Row(.back, [.fin, .ack], 13, 8),
    Row(.outward, [.fin, .ack], 8, 14),
    Row(.back, .ack, 14, 9),
  ]
}
