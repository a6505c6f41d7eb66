import Net
import Tracing
import Wire

/// What the private internet costs: against loopback where there is a comparison, else as it is.
struct PrivateInternet {
  var program: String

  func rows() -> [Row] {
    let export = { (network: String) in
      Measure.run([program, "export", "whole-cycle", "--format", "text", "--network", network]) * 1000
    }
    return [
      Row(
        "export whole-cycle, private / loopback", "ms",
        Measure.medians(41, { export("private") }, { export("loopback") })),
      Row("a router, frames of 1000 bytes", "k/s", (Self.forwarding(), .nan)),
      Row("recording a frame of 1000 bytes", "ns", (Self.recording(), .nan)),
    ] + Self.raised()
  }

  /// From the laptop to the edge.
  private static let datagram: [UInt8] = {
    let header = IPv4.Header(
      source: IPv4Address(192, 0, 2, 10), destination: IPv4Address(203, 0, 113, 10), protocol: .udp)
    let topology = Topology.standard
    return Packet(
      Ethernet.Header(
        destination: Ethernet.Address(octets: topology.hardwareAddress(cable: 0, end: 1)),
        source: Ethernet.Address(octets: topology.hardwareAddress(cable: 0, end: 0)), type: .ipv4),
      .ipv4(
        IPv4.Datagram(
          header,
          .udp(UDP.Datagram(sourcePort: 50_000, destinationPort: 53, data: Array(repeating: 7, count: 958)))))
    ).encoded()
  }()

  /// How many thousand frames a second a router takes in and passes on, without a cable.
  private static func forwarding() -> Double {
    let topology = Topology.standard
    var router = Router(topology.node(of: .homeRouter) ?? 0, in: topology)
    let rounds = 200_000
    var sent = 0
    let seconds = Measure.time {
      for _ in 0..<rounds { sent += router.receive(datagram, on: 0, at: .zero).count }
    }
    precondition(sent == rounds, "a frame was not passed on")
    return Double(rounds) / seconds / 1000
  }

  /// How many nanoseconds it takes to write a frame down.
  private static func recording() -> Double {
    let clock = Clock.sinceNow()
    let recorder = Recorder(clock: clock)
    let rounds = 100_000
    let seconds = Measure.time {
      for _ in 0..<rounds {
        recorder.record(.network(.frame(NetworkEvent.Frame(cable: 0, bytes: datagram, arrivals: [0]))), by: .laptop)
      }
    }
    return seconds * 1e9 / Double(rounds)
  }

  #if os(Linux)
    /// Takes this process into a private internet for good: to be asked for last.
    private static func raised() -> [Row] {
      guard case .private(let first)? = try? Network.enter(.private) else {
        print("raising the internet: left out, this machine allows none")
        return []
      }
      var times: [Double] = []
      for _ in 0..<20 { times.append(Measure.time { _ = try? Internet(.standard) } * 1000) }
      return [
        Row("raising hosts and cables, median of 20", "ms", (Measure.median(times), .nan)),
        Row("the same, the quickest", "ms", (times.min() ?? .nan, .nan)),
        Row("from laptop to edge, datagrams", "k/s", (crossing(first), .nan)),
      ]
    }

    /// How many thousand datagrams of 1000 bytes a second come through two pairs of devices and three routers, each
    /// frame on each cable recorded.
    private static func crossing(_ internet: Internet) -> Double {
      let clock = Clock.sinceNow()
      let loop = Loop(clock: clock)
      let recorder = Recorder(clock: clock)
      guard let laptop = internet.host(of: .laptop), let edge = internet.host(of: .edge) else { return .nan }
      let traffic = Traffic(on: internet, loop: loop, recorder: recorder)
      defer { traffic.stop() }
      var arrived = 0
      do {
        let sender = try Datagrams(port: 0, in: laptop, isServer: false, by: .laptop, on: loop, recorder: nil)
        let receiver = try Datagrams(port: 53, in: edge, isServer: true, by: .edge, on: loop, recorder: nil)
        receiver.onDatagram = { _, _, _ in arrived += 1 }
        let (rounds, atOnce) = (200, 32)
        let data = [UInt8](repeating: 7, count: 958)
        let start = Measure.seconds
        for round in 1...rounds {
          for _ in 0..<atOnce { try sender.send(data, to: Endpoint(address: edge.address, port: 53)) }
          guard try loop.run(forAtMost: 2000, until: { arrived >= round * atOnce }) else { return .nan }
        }
        return Double(rounds * atOnce) / (Measure.seconds - start) / 1000
      } catch { return .nan }
    }
  #else
    private static func raised() -> [Row] { [] }
  #endif
}
