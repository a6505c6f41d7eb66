/// An address and a port.
public struct Endpoint: Sendable, Hashable, CustomStringConvertible {
  /// `127.0.0.1` or `::1`, without brackets.
  public var address: String
  public var port: UInt16

  public init(address: String, port: UInt16) {
    self.address = address
    self.port = port
  }

  public var description: String {
    address.utf8.contains(UInt8(ascii: ":")) ? "[\(address)]:\(port)" : "\(address):\(port)"
  }
}
