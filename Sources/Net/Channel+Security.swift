public import Wire

extension Channel {
  /// The client's or server's half of TLS, for a channel that has one.
  public struct Security {
    /// Who begins: the client, which is shown a certificate, or the server, which has one.
    public var role: TLSMachine.Role
    /// Asked for when the handshake begins: until then it may be in the making.
    public var context: () throws(Fault) -> TLSContext
    /// The versions it agrees to, by their numbers in the protocol: 0x0303 is TLS 1.2, 0x0304 TLS 1.3 (RFC 8446 section
    /// 4.2.1).
    public var versions: ClosedRange<UInt16>
    /// Where a client keeps the tickets it is given, to resume with one the next time; nil for one that never does.
    public var tickets: TLSTickets?
    /// What a server says, in the clear and before it hangs up, to a client that begins without TLS; nil for one that
    /// hangs up without a word.
    public var answerToPlain: (() -> [UInt8])?

    /// With a context that may still be in the making.
    public init(
      _ role: TLSMachine.Role, versions: ClosedRange<UInt16> = 0x0303...0x0304, tickets: TLSTickets? = nil,
      context: @escaping () throws(Fault) -> TLSContext
    ) {
      self.role = role
      self.context = context
      self.versions = versions
      self.tickets = tickets
    }

    /// With a context that is there.
    public init(_ role: TLSMachine.Role, context: TLSContext, versions: ClosedRange<UInt16> = 0x0303...0x0304) {
      self.init(role, versions: versions) { context }
    }
  }
}
