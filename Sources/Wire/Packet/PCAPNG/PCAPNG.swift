/// Captured frames in a file that Wireshark opens, with their cables, names, comments and keys
/// (draft-ietf-opsawg-pcapng).
///
/// A file is a row of blocks; they are written most significant byte first, as the packets in them are.
public enum PCAPNG {
  public enum Block: Sendable, Hashable {
    /// Begins a file.
    case section(Section)
    /// A cable that frames were seen on; packets name it by its place among these blocks, counted from 0.
    case interface(Interface)
    /// What addresses are called.
    case names([NameRecord])
    case packet(EnhancedPacket)
    /// A TLS key log, in the form of `SSLKEYLOGFILE`. It must come before the packets that it opens.
    case keyLog([UInt8])
    /// A block that this program does not write.
    case other(type: UInt32, body: [UInt8])
  }

  public struct Section: Sendable, Hashable {
    /// The program that writes the file.
    public var application: String?
    public var comments: [String]

    public init(application: String? = nil, comments: [String] = []) {
      self.application = application
      self.comments = comments
    }
  }

  public struct Interface: Sendable, Hashable {
    public var name: String?
    public var description: String?
    public var address: Ethernet.Address?
    /// Timestamps count in units of ten to the minus this, in seconds.
    public var resolution: UInt8

    public init(name: String? = nil, description: String? = nil, address: Ethernet.Address? = nil) {
      self.name = name
      self.description = description
      self.address = address
      resolution = 9
    }
  }

  /// One address and what it is called. Of several names, Wireshark shows the last.
  public struct NameRecord: Sendable, Hashable {
    public var address: Address
    public var names: [String]

    public init(_ address: Address, _ names: [String]) {
      self.address = address
      self.names = names
    }
  }

  public enum Address: Sendable, Hashable {
    case ipv4(IPv4Address)
    case ipv6(IPv6Address)
  }

  public struct EnhancedPacket: Sendable, Hashable {
    /// The place of its interface's block among such blocks, counted from 0.
    public var interface: UInt32
    /// Since 1970, in the unit that the interface's resolution says: nanoseconds in what we write.
    public var timestamp: UInt64
    public var frame: [UInt8]
    /// The frame's length on the cable, in bytes.
    public var originalLength: UInt32
    public var comments: [String]

    public init(interface: UInt32, timestamp: UInt64, frame: [UInt8], comments: [String] = []) {
      self.interface = interface
      self.timestamp = timestamp
      self.frame = frame
      originalLength = UInt32(clamping: frame.count)
      self.comments = comments
    }
  }

  /// Which block (section 10.1 of the draft).
  struct BlockType: Codepoint {
    var rawValue: UInt32
    static let interface = BlockType(rawValue: 1)
    static let names = BlockType(rawValue: 4)
    static let packet = BlockType(rawValue: 6)
    static let secrets = BlockType(rawValue: 10)
    static let section = BlockType(rawValue: 0x0A0D_0D0A)
    static let prefix = "block type "
    static let symbols: [UInt32: String] = [
      1: "Interface Description Block", 3: "Simple Packet Block", 4: "Name Resolution Block",
      5: "Interface Statistics Block", 6: "Enhanced Packet Block", 10: "Decryption Secrets Block",
      0x0A0D_0D0A: "Section Header Block",
    ]
  }

  static let byteOrderMagic: UInt32 = 0x1A2B_3C4D
  /// Secrets of this type are a TLS key log: the letters `TLSK`.
  static let keyLogType: UInt32 = 0x544C_534B
  static let linkTypeEthernet: UInt16 = 1
}
