/// Who on this cable has that address? (RFC 826)
public enum ARP {
  /// One question or answer, for IPv4 over Ethernet, which is all that is left of the protocol's many.
  public struct Message: Sendable, Hashable {
    public var operation: Operation
    public var senderHardware: Ethernet.Address
    public var senderProtocol: IPv4Address
    /// Zero in a request: this is what is asked for.
    public var targetHardware: Ethernet.Address
    public var targetProtocol: IPv4Address

    public init(
      _ operation: Operation, senderHardware: Ethernet.Address, senderProtocol: IPv4Address,
      targetHardware: Ethernet.Address = .zero, targetProtocol: IPv4Address
    ) {
      self.operation = operation
      self.senderHardware = senderHardware
      self.senderProtocol = senderProtocol
      self.targetHardware = targetHardware
      self.targetProtocol = targetProtocol
    }

    /// The answer to this question from the interface `address`, which has the address asked for.
    public func reply(from address: Ethernet.Address) -> Message {
      Message(
        .reply, senderHardware: address, senderProtocol: targetProtocol, targetHardware: senderHardware,
        targetProtocol: senderProtocol)
    }

    /// The 28 bytes that go into a frame.
    public func encoded() -> [UInt8] {
      var bytes: [UInt8] = [0, 1, 8, 0, 6, 4]
      bytes.append(bigEndian: operation.rawValue)
      bytes += senderHardware.octets + senderProtocol.octets + targetHardware.octets + targetProtocol.octets
      return bytes
    }
  }

  /// Whether it asks or answers.
  public struct Operation: Codepoint {
    public var rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let request = Operation(rawValue: 1)
    public static let reply = Operation(rawValue: 2)
    public static let prefix = "operation "
    public static let symbols: [UInt16: String] = [1: "request", 2: "reply"]
  }

  /// Reads one message as it stands in a frame, and explains every bit of it.
  public static func dissect(_ bytes: ArraySlice<UInt8>) -> Dissection<Message> {
    Wire.dissect("ARP", bytes, spec: .rfc(826)) { scanner throws(Fault) in try scanner.arpMessage() }
  }
}

extension Scanner {
  ///      0                   1                   2                   3
  ///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |     hardware space (1)        |    protocol space (0x0800)    |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     | hw length (6) | prot length(4)|            opcode             |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |              sender hardware address (6 bytes)                |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |              sender protocol address (4 bytes)                |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |              target hardware address (6 bytes)                |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  ///     |              target protocol address (4 bytes)                |
  ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
  mutating func arpMessage() throws(Fault) -> ARP.Message {
    let spec = Spec.rfc(826, "Packet format")
    let hardware = try number("hardware address space", bits: 16, spec) { $0 == 1 ? "Ethernet" : nil }
    let space = try code("protocol address space", Ethernet.EtherType.self, spec)
    let hardwareLength = try number("hardware address length", bits: 8, spec)
    let protocolLength = try number("protocol address length", bits: 8, spec)
    guard hardware == 1, space == .ipv4, hardwareLength == 6, protocolLength == 4 else {
      throw Fault(
        .unsupported,
        "expected IPv4 over Ethernet (1, 2048, 6, 4), found \(hardware), \(space.rawValue), "
          + "\(hardwareLength), \(protocolLength)", bits: position - 48..<position, spec: spec)
    }
    return ARP.Message(
      try code("opcode", ARP.Operation.self, spec),
      senderHardware: try ethernetAddress("sender hardware address", spec),
      senderProtocol: try ipv4Address("sender protocol address", spec),
      targetHardware: try ethernetAddress("target hardware address", spec),
      targetProtocol: try ipv4Address("target protocol address", spec))
  }
}
