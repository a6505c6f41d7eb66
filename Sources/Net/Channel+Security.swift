public import Wire

extension Channel {
  /// The client's or server's half of TLS, for a channel that has one.
  public struct Security {
    public var role: TLSMachine.Role
    /// Asked for when the handshake begins: until then it may be in the making.
    public var context: () throws(Fault) -> TLSContext
    public var versions: ClosedRange<UInt16>
    public var tickets: TLSTickets?

    public init(
      _ role: TLSMachine.Role, versions: ClosedRange<UInt16> = 0x0303...0x0304, tickets: TLSTickets? = nil,
      context: @escaping () throws(Fault) -> TLSContext
    ) {
      self.role = role
      self.context = context
      self.versions = versions
      self.tickets = tickets
    }

    public init(_ role: TLSMachine.Role, context: TLSContext, versions: ClosedRange<UInt16> = 0x0303...0x0304) {
      self.init(role, versions: versions) { context }
    }
  }
}
