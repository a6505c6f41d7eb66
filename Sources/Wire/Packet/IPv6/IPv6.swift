/// The network layer with addresses of 128 bits (RFC 8200).
public enum IPv6 {
  /// What the header says that the rest of the datagram doesn't.
  public struct Header: Sendable, Hashable {
    /// How the packet wants to be treated, and whether the way is crowded (RFC 2474, RFC 3168).
    public var trafficClass: UInt8
    /// What belongs together, in 20 bits, so that a router can send it all the same way.
    public var flowLabel: UInt32
    /// What stands behind the header and its extensions.
    public var `protocol`: Packet.ProtocolNumber
    /// How many more routers may pass it on.
    public var hopLimit: UInt8
    public var source: IPv6Address
    public var destination: IPv6Address
    /// What stands between the header and what it carries.
    public var extensions: [Extension]

    /// Its length without extensions, in bytes.
    public static let length = 40

    public init(
      source: IPv6Address, destination: IPv6Address, protocol: Packet.ProtocolNumber, hopLimit: UInt8 = 64,
      extensions: [Extension] = []
    ) {
      trafficClass = 0
      flowLabel = 0
      self.protocol = `protocol`
      self.hopLimit = hopLimit
      self.source = source
      self.destination = destination
      self.extensions = extensions
    }

    /// The addresses that go under the checksums of what it carries.
    public var pseudoHeader: PseudoHeader { .ipv6(source: source, destination: destination) }
  }

  /// An extension header that begins with the next header's number and its own length in units of 8 bytes: hop-by-hop
  /// options, routing or destination options (RFC 8200 section 4).
  public struct Extension: Sendable, Hashable {
    public var type: Packet.ProtocolNumber
    /// What stands behind number and length: 6 bytes, or 8 more for every unit.
    public var data: [UInt8]

    public init(_ type: Packet.ProtocolNumber, _ data: [UInt8]) {
      self.type = type
      self.data = data
    }

    static func isOne(_ number: Packet.ProtocolNumber) -> Bool { [0, 43, 60].contains(number.rawValue) }
  }

  /// A header and what it carries.
  public struct Datagram: Sendable, Hashable {
    public var header: Header
    public var payload: Packet.Payload

    public init(_ header: Header, _ payload: Packet.Payload) {
      self.header = header
      self.payload = payload
    }

    /// The datagram as it goes into a frame.
    public func encoded() -> [UInt8] {
      var rest: [UInt8] = []
      for (index, part) in header.extensions.enumerated() {
        let next = index + 1 < header.extensions.count ? header.extensions[index + 1].type : header.protocol
        var padded = part.data.prefix(6 + 255 * 8)
        while (padded.count + 2) % 8 != 0 { padded.append(0) }
        rest += [next.rawValue, UInt8(clamping: padded.count / 8)] + padded
      }
      rest += payload.encoded(header.pseudoHeader)
      var bytes: [UInt8] = []
      bytes.append(bigEndian: 6 << 28 | UInt32(header.trafficClass) << 20 | header.flowLabel & 0xF_FFFF)
      bytes.append(bigEndian: UInt16(clamping: rest.count))
      bytes += [(header.extensions.first?.type ?? header.protocol).rawValue, header.hopLimit]
      return bytes + header.source.octets + header.destination.octets + rest
    }
  }
}
