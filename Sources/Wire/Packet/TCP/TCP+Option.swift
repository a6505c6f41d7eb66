extension TCP {
  /// What stands behind the fixed header (RFC 9293 section 3.2): most of it is said once, with the SYN.
  public enum Option: Sendable, Hashable {
    /// Fills up to a multiple of four bytes.
    case noOperation
    /// The most data that the sender takes in one segment, in bytes.
    case maximumSegmentSize(UInt16)
    /// Windows count in units of 2 to the power of this (RFC 7323 section 2).
    case windowScale(UInt8)
    /// The sender understands selective acknowledgments (RFC 2018 section 2).
    case sackPermitted
    /// What arrived behind a hole (RFC 2018 section 3).
    case sack([Block])
    /// A clock's reading, and the last one of the peer's (RFC 7323 section 3).
    case timestamps(value: UInt32, echoReply: UInt32)
    /// The right to send data with the SYN; an empty one asks for it (RFC 7413 section 4.1.1).
    case fastOpenCookie([UInt8])
    /// One that we don't know, or whose length is not the one it should have.
    case unknown(Kind, [UInt8])

    /// The sequence numbers from `left` up to before `right`, which may have wrapped around.
    public struct Block: Sendable, Hashable {
      public var left: UInt32
      public var right: UInt32
      public init(left: UInt32, right: UInt32) {
        self.left = left
        self.right = right
      }
    }
  }

  /// Which option (IANA's "TCP Option Kind Numbers").
  public struct Kind: Codepoint {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let endOfOptionList = Kind(rawValue: 0)
    public static let noOperation = Kind(rawValue: 1)
    public static let maximumSegmentSize = Kind(rawValue: 2)
    public static let windowScale = Kind(rawValue: 3)
    public static let sackPermitted = Kind(rawValue: 4)
    public static let sack = Kind(rawValue: 5)
    public static let timestamps = Kind(rawValue: 8)
    public static let fastOpenCookie = Kind(rawValue: 34)
    public static let prefix = "option "
    public static let symbols: [UInt8: String] = [
      0: "End of Option List", 1: "No-Operation", 2: "Maximum Segment Size", 3: "Window Scale", 4: "SACK Permitted",
      5: "SACK", 8: "Timestamps", 19: "MD5 Signature", 28: "User Timeout", 29: "TCP-AO", 30: "Multipath TCP",
      34: "TCP Fast Open Cookie", 253: "experiment 1", 254: "experiment 2",
    ]
  }
}

extension TCP.Option {
  public var kind: TCP.Kind {
    switch self {
    case .noOperation: .noOperation
    case .maximumSegmentSize: .maximumSegmentSize
    case .windowScale: .windowScale
    case .sackPermitted: .sackPermitted
    case .sack: .sack
    case .timestamps: .timestamps
    case .fastOpenCookie: .fastOpenCookie
    case .unknown(let kind, _): kind
    }
  }

  /// Kind, length and data as they go into a header.
  func encoded() -> [UInt8] {
    var data: [UInt8] = []
    switch self {
    case .noOperation: return [TCP.Kind.noOperation.rawValue]
    case .maximumSegmentSize(let size): data.append(bigEndian: size)
    case .windowScale(let shift): data = [shift]
    case .sackPermitted: break
    case .sack(let blocks):
      for block in blocks {
        data.append(bigEndian: block.left)
        data.append(bigEndian: block.right)
      }
    case .timestamps(let value, let echoReply):
      data.append(bigEndian: value)
      data.append(bigEndian: echoReply)
    case .fastOpenCookie(let cookie): data = cookie
    case .unknown(_, let bytes): data = bytes
    }
    return [kind.rawValue, UInt8(clamping: data.count + 2)] + data.prefix(253)
  }
}

extension TCP.Segment {
  /// The most data that the sender takes in one segment, where it says so.
  public var maximumSegmentSize: UInt16? {
    for case .maximumSegmentSize(let size) in options { return size }
    return nil
  }

  /// The scale that the sender offers. More than 14 counts as 14 (RFC 7323 section 2.3).
  public var windowScale: Int? {
    for case .windowScale(let shift) in options { return min(14, Int(shift)) }
    return nil
  }

  /// The header and data as they go behind a network header with these addresses, with length and checksum worked
  /// out; options are padded with zeros to four bytes, and those that don't fit in 40 are left out.
  public func encoded(_ addresses: PseudoHeader) -> [UInt8] {
    var tail: [UInt8] = []
    for option in options {
      let bytes = option.encoded()
      guard tail.count + bytes.count <= 40 else { break }
      tail += bytes
    }
    while tail.count % 4 != 0 { tail.append(0) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.minimumHeaderLength + tail.count + data.count)
    bytes.append(bigEndian: sourcePort)
    bytes.append(bigEndian: destinationPort)
    bytes.append(bigEndian: sequenceNumber)
    bytes.append(bigEndian: acknowledgmentNumber)
    let words = UInt8(truncatingIfNeeded: (Self.minimumHeaderLength + tail.count) / 4)
    bytes += [words << 4 | reserved & 0xF, flags.rawValue]
    bytes.append(bigEndian: window)
    bytes += [0, 0]
    bytes.append(bigEndian: urgentPointer)
    bytes += tail + data
    bytes.put(addresses.checksum(.tcp, of: bytes[...]), at: Packet.Place<Self, UInt16>.checksum.offset)
    return bytes
  }
}
