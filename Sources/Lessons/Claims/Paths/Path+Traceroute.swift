import Tracing
import Wire

extension Path {
  static let traceroute: [Path] = [
    Path(
      "traceroute.hops.count", about: .hops, of: .packets,
      "how many machines on the way answered, the host itself included"
    ) {
      scope in
      let hops = scope.hops
      return hops.isEmpty ? .nothing : .number(hops.count { $0.hop.reply != nil })
    },
    Path("traceroute.arrived", about: .hops, "true when the last of them is the host that was asked for") { scope in
      scope.hops.last.map { .bool($0.hop.reply?.meaning == .arrived) } ?? .nothing
    },
    Path("traceroute.failure", about: .hops, "why no probe gets further, in ICMP's words: net unreachable") { scope in
      guard case .unreachable(let code) = scope.hops.last?.hop.reply?.meaning else { return .nothing }
      return .string(ICMP.unreachable(code))
    },
    Path(
      "traceroute.hop[n].address", about: .hops, of: .packets,
      "who answered the probe that was sent with a Time to Live of n"
    ) {
      Value($0.hop($1)?.hop.reply?.from.description)
    },
    Path("traceroute.hop[n].name", about: .hops, of: .packets, "which machine of the private internet that is") {
      scope, number in
      Value((scope.hop(number)?.hop.reply?.from).flatMap { scope.query.topology?.machine(at: $0) })
    },
    Path(
      "traceroute.hop[n].milliseconds", about: .hops, of: .timedPackets,
      "how long its answer took, rounded to the nearest"
    ) {
      scope, number in
      guard let (entry, _) = scope.hop(number), let cause = entry.cause,
        scope.query.trace.entries.indices.contains(cause)
      else { return .nothing }
      return .number(Int((entry.at.since(scope.query.trace.entries[cause].at) + 500_000) / 1_000_000))
    },
  ]
}

extension Scope {
  fileprivate var hops: [(entry: Trace.Entry, hop: NetworkEvent.Hop)] {
    query.trace.entries.compactMap { entry in
      if case .network(.hop(let hop)) = entry.fact { (entry, hop) } else { nil }
    }
  }

  fileprivate func hop(_ number: String) -> (entry: Trace.Entry, hop: NetworkEvent.Hop)? {
    Int(number).flatMap { number in hops.first { $0.hop.number == number } }
  }
}

extension Topology {
  /// The name of the machine with that address.
  func machine(at address: IPv4Address) -> String? { node(at: address).map { nodes[$0].party.name } }
}
