import Tracing

/// What a step about TCP has to say of packets.
enum PacketFocus: Sendable, Hashable {
  /// How the connection came to be, and nothing after that.
  case opening
  /// All its packets.
  case connection
  /// One packet on its way over the routers.
  case way
}

extension Step {
  /// Told by the values that its author shows.
  var packetFocus: PacketFocus {
    if subjects.contains(.way) { return .way }
    return subjects.contains(.connection) ? .connection : .opening
  }
}
