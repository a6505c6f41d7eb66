import Net
import Tracing
import Wire

/// The browser's stub resolver at work, with the browser's own cache in front: from a host to an address.
final class Resolution {
  typealias Taker = (Result<String, Fault>) -> Void

  private let loop: Loop
  private let recorder: Recorder
  private let server: Endpoint
  private let inquirer: Inquirer
  private var cache = LookupCache()
  private var waiting: [(name: DNS.Name, cause: Int?, taker: Taker)] = []
  /// A question for the first of them is out.
  private var isAsking = false

  init(in host: Host, on loop: Loop, recorder: Recorder, configuration: Browser.Configuration) {
    self.loop = loop
    self.recorder = recorder
    server = configuration.resolver
    inquirer = Inquirer(
      in: host, by: .browser, on: loop, recorder: recorder, recursionDesired: true, patience: StubResolver.patience,
      random: configuration.randomness)
  }

  /// An address for that host, wanted because of the entry `cause`: at once where it is one, or is known; else from the
  /// resolver.
  func find(_ host: URL.Host?, cause: Int?, then taker: @escaping Taker) {
    switch host {
    case .ipv4, .ipv6:
      let text = host.map(\.description) ?? ""
      record(.lookup(.consulted(name: text, .literal)), cause)
      taker(.success(text.filter { $0 != "[" && $0 != "]" }))
    case .domain(let domain):
      // Never asked of anybody: it is this machine (RFC 6761 section 6.3).
      if domain == "localhost" || domain.hasSuffix(".localhost") {
        record(.lookup(.consulted(name: domain, .literal)), cause)
        return taker(.success("127.0.0.1"))
      }
      do throws(Fault) { look(up: try DNS.Name(parsing: domain), cause, taker) } catch { taker(.failure(error)) }
    case .opaque, .empty, nil:
      taker(.failure(Fault(.malformed, "expected a host name or an address")))
    }
  }

  func forget() { cache = LookupCache() }

  /// Gives up whatever is asked; nobody is told.
  func stop() {
    inquirer.stop()
    waiting = []
    isAsking = false
  }

  private func look(up name: DNS.Name, _ cause: Int?, _ taker: @escaping Taker) {
    let found = cache.find(name, at: loop.now)
    record(.lookup(.consulted(name: name.host, found.verdict)), cause)
    if let known = known(name) { return taker(known) }
    waiting.append((name, cause, taker))
    if waiting.count == 1 { begin() }
  }

  /// Asks about the next name, unless an answer for somebody else has told of it meanwhile.
  private func begin() {
    guard !isAsking, let next = waiting.first else { return }
    if let known = known(next.name) { return end(known) }
    isAsking = true
    ask(StubResolver(lookingUp: next.name))
  }

  /// What the cache says, if it may be used.
  private func known(_ name: DNS.Name) -> Result<String, Fault>? {
    switch cache.find(name, at: loop.now) {
    case .fresh(.addresses(let addresses)): addresses.first.map { .success($0) }
    case .fresh(.none(let fault)): .failure(fault)
    case .cold, .expired: nil
    }
  }

  private func ask(_ stub: StubResolver) {
    inquirer.ask(stub.question, of: server, cause: waiting.first?.cause) { [weak self] reply in
      switch reply.result {
      case .success(let message): self?.take(message, at: reply.place, stub)
      case .failure(let fault): self?.fail(stub.name, fault, timeToLive: nil)
      }
    }
  }

  private func take(_ message: DNS.Message, at place: Inquirer.Place?, _ asked: StubResolver) {
    var stub = asked
    switch stub.take(message) {
    case .ask: ask(stub)
    case .answered(let answer):
      cache.store(stub.name, addresses: answer.addresses, timeToLive: answer.timeToLive, at: loop.now)
      if let place {
        record(
          .lookup(
            .answered(
              place.connection, message: place.message, name: stub.name.host, addresses: answer.addresses,
              timeToLive: Int(answer.timeToLive))), waiting.first?.cause)
      }
      end(answer.addresses.first.map { .success($0) } ?? .failure(Self.nothing))
    case .failed(let fault, let timeToLive): fail(stub.name, fault, timeToLive: timeToLive)
    }
  }

  private func fail(_ name: DNS.Name, _ fault: Fault, timeToLive: UInt32?) {
    cache.store(name, absence: fault, timeToLive: timeToLive, at: loop.now)
    record(.lookup(.failed(name: name.host, fault)), waiting.first?.cause)
    end(.failure(fault))
  }

  private static let nothing = Fault(.unavailable, "the name has no address")

  private func end(_ outcome: Result<String, Fault>) {
    isAsking = false
    guard !waiting.isEmpty else { return }
    let finished = waiting.removeFirst()
    finished.taker(outcome)
    begin()
  }

  private func record(_ fact: Fact, _ cause: Int?) { recorder.record(fact, by: .browser, cause: cause) }
}
