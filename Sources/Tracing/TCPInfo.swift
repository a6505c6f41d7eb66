/// What the kernel knows of one end of a TCP connection (TCP_INFO on Linux, TCP_CONNECTION_INFO on macOS). A figure
/// that this kernel does not give, or that a deterministic recording leaves out, is nil.
public struct TCPInfo: Sendable, Hashable {
  public var state: String?
  /// Smoothed round-trip time in microseconds.
  public var roundTripTime: Int?
  /// Largest segment it sends, in bytes.
  public var maximumSegmentSize: Int?
  /// Segments it may send before an acknowledgement comes.
  public var congestionWindow: Int?
  public var retransmissions: Int?

  public init(
    state: String? = nil, roundTripTime: Int? = nil, maximumSegmentSize: Int? = nil, congestionWindow: Int? = nil,
    retransmissions: Int? = nil
  ) {
    self.state = state
    self.roundTripTime = roundTripTime
    self.maximumSegmentSize = maximumSegmentSize
    self.congestionWindow = congestionWindow
    self.retransmissions = retransmissions
  }
}
