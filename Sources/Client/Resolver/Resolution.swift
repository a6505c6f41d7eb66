import Net
import Tracing
import Wire

/// The resolver on its sockets, with the browser's own cache in front: from a host to an address.
final class Resolution {
  typealias Taker = (Result<String, Fault>) -> Void

  private let host: Host
  private let loop: Loop
  private let recorder: Recorder
  private let server: Endpoint
  private var resolver: Resolver<Randomness>
  private var cache = LookupCache()
  private var waiting: [(name: DNS.Name, taker: Taker)] = []
  private var datagrams: Datagrams?
  private var channel: Channel?
  private var timer: Loop.Timer?
  /// Messages that came on the present socket. Each socket carries one query.
  private var received = 0

  init(in host: Host, on loop: Loop, recorder: Recorder, configuration: Browser.Configuration) {
    self.host = host
    self.loop = loop
    self.recorder = recorder
    server = configuration.nameServer
    resolver = Resolver(server: configuration.nameServer, random: configuration.randomness)
  }

  /// An address for that host: at once where it is one, or is known; else from the name server.
  func find(_ host: URL.Host?, then taker: @escaping Taker) {
    switch host {
    case .ipv4, .ipv6:
      let text = host.map(\.description) ?? ""
      record(.lookup(.consulted(name: text, .literal)))
      taker(.success(text.filter { $0 != "[" && $0 != "]" }))
    case .domain(let domain):
      // Never asked of anybody: it is this machine (RFC 6761 section 6.3).
      if domain == "localhost" || domain.hasSuffix(".localhost") {
        record(.lookup(.consulted(name: domain, .literal)))
        return taker(.success("127.0.0.1"))
      }
      do throws(Fault) { look(up: try DNS.Name(parsing: domain), taker) } catch { taker(.failure(error)) }
    case .opaque, .empty, nil:
      taker(.failure(Fault(.malformed, "expected a host name or an address", bytes: 0..<0)))
    }
  }

  func forget() { cache = LookupCache() }

  private func look(up name: DNS.Name, _ taker: @escaping Taker) {
    let found = cache.find(name, at: loop.now)
    record(.lookup(.consulted(name: name.host, found.verdict)))
    if let known = known(name) { return taker(known) }
    waiting.append((name, taker))
    if waiting.count == 1 { begin() }
  }

  /// Asks about the next name, unless an answer for somebody else has told of it meanwhile.
  private func begin() {
    guard let next = waiting.first else { return }
    if let known = known(next.name) { return end(known) }
    drive(.command(.lookup(next.name)))
  }

  /// What the cache says, if it may be used.
  private func known(_ name: DNS.Name) -> Result<String, Fault>? {
    guard case .fresh(let entry) = cache.find(name, at: loop.now) else { return nil }
    switch entry.content {
    case .addresses(let addresses, _): return addresses.first.map { .success($0) }
    case .none(let fault): return .failure(fault)
    }
  }

  private func drive(_ input: Input<Resolver<Randomness>.Command>) {
    let outputs: [Output<Resolver<Randomness>.Event>]
    do throws(Misuse) { outputs = try resolver.handle(input, at: loop.now) } catch {
      return end(.failure(Fault(.malformed, error.description, bytes: 0..<0)))
    }
    for output in outputs {
      switch output {
      case .send(let bytes): send(bytes)
      case .happened(let event, _): tell(event)
      case .wake(let moment):
        loop.cancel(timer)
        timer = loop.at(moment) { [weak self] in self?.drive(.woke) }
      case .close: break
      }
    }
  }

  private func tell(_ event: Resolver<Randomness>.Event) {
    switch event {
    case .open(.udp, let port): openDatagrams(from: port)
    case .open(.tcp, _): openChannel()
    case .asked(_, let question):
      guard let connection else { break }
      record(
        .lookup(
          .asked(connection, message: 0, name: question.name.host, type: question.type.description)))
    case .ignored(let fault):
      guard let connection else { break }
      record(.lookup(.ignored(connection, message: max(0, received - 1), fault)))
    case .answered(let answer):
      cache.store(
        answer.name, addresses: answer.addresses, canonicalNames: answer.canonicalNames,
        timeToLive: answer.timeToLive, at: loop.now)
      if let connection {
        record(
          .lookup(
            .answered(
              connection, message: max(0, received - 1), name: answer.name.host, addresses: answer.addresses,
              timeToLive: Int(answer.timeToLive))))
      }
      end(answer.addresses.first.map { .success($0) } ?? .failure(Self.nothing))
    case .failed(let name, let fault, let timeToLive):
      cache.store(name, absence: fault, timeToLive: timeToLive, at: loop.now)
      record(.lookup(.failed(name: name.host, fault)))
      end(.failure(fault))
    }
  }

  private static let nothing = Fault(.unavailable, "the name has no address", bytes: 0..<0)

  private func end(_ outcome: Result<String, Fault>) {
    closeSockets()
    loop.cancel(timer)
    guard !waiting.isEmpty else { return }
    let finished = waiting.removeFirst()
    finished.taker(outcome)
    begin()
  }

  // MARK: Sockets

  private var connection: Connection? { channel?.connection ?? datagrams?.connection(with: server) }

  private func closeSockets() {
    datagrams?.close()
    datagrams = nil
    channel?.abort()
    channel = nil
    received = 0
  }

  private func openDatagrams(from port: UInt16) {
    closeSockets()
    do throws(SystemError) {
      let opened = try bound(port)
      opened.onDatagram = { [weak self] bytes, from, _ in
        self?.received += 1
        self?.drive(.command(.datagram(bytes[...], from: from)))
      }
      datagrams = opened
    } catch {
      let fault = Fault(.unavailable, "\(error)", bytes: 0..<0)
      loop.after(milliseconds: 0) { [weak self] in self?.drive(.command(.socketFailed(fault))) }
    }
  }

  /// The random port, or where somebody has it already, one that the kernel picks at random too.
  private func bound(_ port: UInt16) throws(SystemError) -> Datagrams {
    do throws(SystemError) { return try datagrams(port) } catch { return try datagrams(0) }
  }

  private func datagrams(_ port: UInt16) throws(SystemError) -> Datagrams {
    try Datagrams(port: port, in: host, isServer: false, by: .browser, on: loop, recorder: recorder)
  }

  private func openChannel() {
    closeSockets()
    do throws(SystemError) {
      let opened = try Channel.connect(to: server, from: host, by: .browser, on: loop, recorder: recorder)
      opened.onEvent = { [weak self] event in
        switch event {
        case .opened: self?.drive(.command(.connected))
        case .received(let bytes): self?.drive(.received(bytes[...]))
        case .ended: self?.drive(.ended)
        case .closed(let fault):
          if let fault { self?.drive(.command(.socketFailed(fault))) }
        }
      }
      channel = opened
    } catch {
      let fault = Fault(.unavailable, "\(error)", bytes: 0..<0)
      loop.after(milliseconds: 0) { [weak self] in self?.drive(.command(.socketFailed(fault))) }
    }
  }

  private func send(_ bytes: [UInt8]) {
    if let channel { return channel.send(bytes) }
    do throws(SystemError) { try datagrams?.send(bytes, to: server) } catch {
      let fault = Fault(.unavailable, "\(error)", bytes: 0..<0)
      loop.after(milliseconds: 0) { [weak self] in self?.drive(.command(.socketFailed(fault))) }
    }
  }

  private func record(_ fact: Fact) { recorder.record(fact, by: .browser) }
}
