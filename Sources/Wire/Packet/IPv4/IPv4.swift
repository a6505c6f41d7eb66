/// The network layer: from any machine to any other, over many cables, best effort (RFC 791).
public enum IPv4 {
  /// What the header says that the rest of the datagram doesn't: lengths and checksum follow from that, and are
  /// worked out when it is encoded.
  public struct Header: Sendable, Hashable {
    /// How the packet wants to be treated on its way, 6 bits (RFC 2474).
    public var differentiatedServices: UInt8
    /// Whether the way is crowded (RFC 3168).
    public var congestion: CongestionNotification
    /// Which fragments belong together.
    public var identification: UInt16
    /// The first of the three flag bits, which must be zero.
    public var reservedFlag: Bool
    public var dontFragment: Bool
    public var moreFragments: Bool
    /// Where this fragment's data belongs, in units of 8 bytes.
    public var fragmentOffset: UInt16
    /// How many more routers may pass it on.
    public var timeToLive: UInt8
    public var `protocol`: Packet.ProtocolNumber
    public var source: IPv4Address
    public var destination: IPv4Address
    public var options: [Option]

    public init(
      source: IPv4Address, destination: IPv4Address, protocol: Packet.ProtocolNumber, timeToLive: UInt8 = 64,
      identification: UInt16 = 0, dontFragment: Bool = false
    ) {
      differentiatedServices = 0
      congestion = .notCapable
      self.identification = identification
      reservedFlag = false
      self.dontFragment = dontFragment
      moreFragments = false
      fragmentOffset = 0
      self.timeToLive = timeToLive
      self.protocol = `protocol`
      self.source = source
      self.destination = destination
      options = []
    }

    /// The length of a header without options, in bytes.
    public static let minimumLength = 20

    /// The parts of the 16 bits that tell of fragments, behind one that must be zero.
    public static let dontFragmentBit: UInt16 = 0x4000
    static let moreFragmentsBit: UInt16 = 0x2000
    static let fragmentOffsetBits: UInt16 = 0x1FFF
    /// One of them is set in every fragment.
    static let fragmentBits = moreFragmentsBit | fragmentOffsetBits

    /// Only a part of a larger datagram: its payload makes no sense alone.
    public var isFragment: Bool { moreFragments || fragmentOffset > 0 }
    /// The addresses that go under UDP's and TCP's checksums.
    public var pseudoHeader: PseudoHeader { .ipv4(source: source, destination: destination) }
  }

  /// A header and what it carries.
  public struct Datagram: Sendable, Hashable {
    public var header: Header
    public var payload: Packet.Payload

    public init(_ header: Header, _ payload: Packet.Payload) {
      self.header = header
      self.payload = payload
    }
  }

  /// One of the options behind the fixed header: rare today, and most routers drop packets that have them.
  public struct Option: Sendable, Hashable {
    public var type: OptionType
    /// What stands behind type and length.
    public var data: [UInt8]

    public init(_ type: OptionType, _ data: [UInt8] = []) {
      self.type = type
      self.data = data
    }
  }

  /// Which option: a copied flag, a class and a number in one byte (RFC 791 section 3.1).
  public struct OptionType: Codepoint {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let endOfOptionList = OptionType(rawValue: 0)
    public static let noOperation = OptionType(rawValue: 1)
    public static let prefix = "option "
    public static let symbols: [UInt8: String] = [
      0: "End of Option List", 1: "No Operation", 7: "Record Route", 68: "Internet Timestamp", 130: "Security",
      131: "Loose Source Route", 136: "Stream ID", 137: "Strict Source Route", 148: "Router Alert",
    ]

    /// True of those that every fragment has, not the first alone.
    var isCopied: Bool { rawValue & 0x80 != 0 }
    /// True of the two that are a single byte.
    var isAlone: Bool { rawValue < 2 }
  }

  /// What routers and ends tell each other about crowding before they have to drop packets (RFC 3168 section 5).
  public struct CongestionNotification: Codepoint {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let notCapable = CongestionNotification(rawValue: 0)
    public static let prefix = "ECN "
    public static let symbols: [UInt8: String] = [0: "Not-ECT", 1: "ECT(1)", 2: "ECT(0)", 3: "CE"]
  }

  /// The named ways to be treated (RFC 2474 section 4.2.2, RFC 2597, RFC 3246).
  struct DifferentiatedServices: Codepoint {
    var rawValue: UInt8
    static let prefix = "DSCP "
    static let symbols: [UInt8: String] = [
      0: "CS0", 8: "CS1", 10: "AF11", 12: "AF12", 14: "AF13", 16: "CS2", 18: "AF21", 20: "AF22", 22: "AF23", 24: "CS3",
      26: "AF31", 28: "AF32", 30: "AF33", 32: "CS4", 34: "AF41", 36: "AF42", 38: "AF43", 40: "CS5", 46: "EF", 48: "CS6",
      56: "CS7",
    ]
  }
}
