/// What ICMP and ARP are to IPv4: pings, reports, and who on this cable has that address (RFC 4443, RFC 4861).
public enum ICMPv6 {
  public struct Message: Sendable, Hashable {
    public var type: MessageType
    public var code: UInt8
    public var body: Body

    public init(_ type: MessageType, code: UInt8 = 0, _ body: Body) {
      self.type = type
      self.code = code
      self.body = body
    }
  }

  /// What stands behind type, code and checksum; which of them follows from the type.
  public enum Body: Sendable, Hashable {
    case echo(ICMP.Echo)
    /// A solicitation or advertisement of a neighbour: 32 bits of flags, the address it is about, options.
    case neighbor(flags: UInt32, target: IPv6Address, options: [Option])
    /// Is a router here? 32 reserved bits, options.
    case routerSolicitation(UInt32, options: [Option])
    case opaque([UInt8])
  }

  /// What goes with a message of neighbour discovery (RFC 4861 section 4.6).
  public struct Option: Sendable, Hashable {
    public var type: UInt8
    /// What stands behind type and length: 6 bytes, or 8 more for every unit of length.
    public var data: [UInt8]

    public init(_ type: UInt8, _ data: [UInt8]) {
      self.type = type
      self.data = data
    }

    static let names: [UInt8: String] = [
      1: "Source Link-Layer Address", 2: "Target Link-Layer Address", 3: "Prefix Information", 4: "Redirected Header",
      5: "MTU", 14: "Nonce",
    ]
  }

  /// What the message is about.
  public struct MessageType: Codepoint {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let echoRequest = MessageType(rawValue: 128)
    public static let echoReply = MessageType(rawValue: 129)
    public static let routerSolicitation = MessageType(rawValue: 133)
    public static let neighborSolicitation = MessageType(rawValue: 135)
    public static let neighborAdvertisement = MessageType(rawValue: 136)
    public static let prefix = "type "
    public static let symbols: [UInt8: String] = [
      1: "Destination Unreachable", 2: "Packet Too Big", 3: "Time Exceeded", 4: "Parameter Problem",
      128: "Echo Request", 129: "Echo Reply", 130: "Multicast Listener Query", 131: "Multicast Listener Report",
      132: "Multicast Listener Done", 133: "Router Solicitation", 134: "Router Advertisement",
      135: "Neighbor Solicitation", 136: "Neighbor Advertisement", 137: "Redirect",
      143: "Multicast Listener Report v2",
    ]
  }
}

extension ICMPv6.Message {
  /// The message as it goes behind a header with these addresses.
  public func encoded(_ addresses: PseudoHeader) -> [UInt8] {
    var bytes: [UInt8] = [type.rawValue, code, 0, 0]
    var options: [ICMPv6.Option] = []
    switch body {
    case .echo(let echo): bytes += echo.encoded()
    case .neighbor(let flags, let target, let following):
      bytes.append(bigEndian: flags)
      bytes += target.octets
      options = following
    case .routerSolicitation(let reserved, let following):
      bytes.append(bigEndian: reserved)
      options = following
    case .opaque(let rest): bytes += rest
    }
    for option in options {
      var data = option.data.prefix(6 + 254 * 8)
      while (data.count + 2) % 8 != 0 { data.append(0) }
      bytes += [option.type, UInt8(clamping: (data.count + 2) / 8)] + data
    }
    bytes.put(addresses.checksum(.icmpv6, of: bytes[...]), at: Packet.Place<ICMPv6.Message, UInt16>.checksum.offset)
    return bytes
  }
}
