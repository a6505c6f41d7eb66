public import Net
public import Tracing
public import Wire

/// ``Traceroute`` on a socket of the learner's computer, and the recorder told what comes of it.
public final class RouteSurvey {
  private let address: IPv4Address
  private let loop: Loop
  private let recorder: Recorder
  private let probes: Probes
  private var machine: Traceroute
  private var timer: Loop.Timer?
  /// Where the present probe stands in the trace.
  private var probe: Int?
  private var done: (() -> Void)?

  /// Throws where this system lets nobody hear of ICMP.
  public init(
    of address: IPv4Address, in host: Host, on loop: Loop, recorder: Recorder
  ) throws(SystemError) {
    self.address = address
    machine = Traceroute(to: address)
    self.loop = loop
    self.recorder = recorder
    probes = try Probes(in: host, on: loop)
    if let local = probes.local { recorder.name(client: local) }
  }

  /// `done` is called when the host has answered, somebody says that it can't be reached, or nobody answers any more.
  public func start(then done: @escaping () -> Void) {
    self.done = done
    probes.onReport = { [weak self] report in
      self?.drive(
        .command(.reported(from: report.from, port: report.port, report.type, code: report.code)))
    }
    drive(.command(.start))
  }

  private func drive(_ input: Input<Traceroute.Command>) {
    // Only a second start would be a mistake.
    for output in (try? machine.handle(input, at: loop.now)) ?? [] {
      switch output {
      case .happened(let event, _): tell(event)
      case .wake(let moment):
        loop.cancel(timer)
        timer = loop.at(moment) { [weak self] in self?.drive(.woke) }
      case .send, .close: break
      }
    }
  }

  private func tell(_ event: Traceroute.Event) {
    switch event {
    case .probe(let timeToLive, let port):
      probe = recorder.record(.network(.probed(timeToLive: timeToLive, to: address)), by: .laptop)
      // What can't be sent is answered by nobody, and counted so.
      try? probes.send(to: Endpoint(address: address.description, port: port), timeToLive: timeToLive)
    case .hop(let number, let reply):
      recorder.record(.network(.hop(NetworkEvent.Hop(number: number, reply: reply))), by: .laptop, cause: probe)
    case .finished:
      loop.cancel(timer)
      probes.close()
      done?()
      done = nil
    }
  }
}
