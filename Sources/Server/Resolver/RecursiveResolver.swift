public import Net
public import Tracing
import Wire

/// A recursive resolver (RFC 9499 section 6): it answers whoever asks, from what it remembers, or by asking the servers
/// of the name tree, on sockets of its own on its host.
public final class RecursiveResolver {
  /// How long each try with one server waits, in milliseconds. Less in all than a stub waits before it asks again.
  public static let patience = [300, 600]
  /// How many names are resolved at a time; who asks about one more is told to try again later.
  public static let mostRecursions = 64

  private let host: Host
  private let loop: Loop
  private let recorder: Recorder?
  private let reach: (ResolverCache.Server) -> Endpoint?
  private var cache: ResolverCache
  private var randomness: Randomness
  private var recursions: [DNS.Question: Task] = [:]

  /// `roots` are the servers it begins with; `reach` says where a server really is, nil for one that must not be asked.
  public init(
    in host: Host, on loop: Loop, recorder: Recorder?, roots: [ResolverCache.Server], randomness: Randomness,
    reach: @escaping (ResolverCache.Server) -> Endpoint?
  ) {
    self.host = host
    self.loop = loop
    self.recorder = recorder
    self.randomness = randomness
    self.reach = reach
    cache = ResolverCache(roots: roots)
  }

  /// Empties the cache.
  public func forget() { cache.forget() }

  /// Gives up what it is about to find out.
  public func stop() {
    for task in recursions.values { task.inquirer.stop() }
    recursions = [:]
  }

  /// Takes a query, which came as the entry `cause`, and calls back, at once or later, with the response.
  public func answer(
    _ query: ArraySlice<UInt8>, over transport: ReceivedQuery.Transport, cause: Int? = nil,
    then reply: @escaping ([UInt8]?) -> Void
  ) {
    switch ReceivedQuery.read(query, over: transport, isRecursive: true) {
    case .nothing: reply(nil)
    case .refused(let response): reply(response)
    case .query(let query): resolve(query, cause, reply)
    }
  }

  private func resolve(_ query: ReceivedQuery, _ cause: Int?, _ reply: @escaping ([UInt8]?) -> Void) {
    func respond(_ code: DNS.ResponseCode, _ answers: [DNS.Record] = [], _ authorities: [DNS.Record] = []) {
      var response = query.response(code)
      response.answers = answers.spelled(as: query.question.name)
      response.authorities = authorities
      reply(query.encoded(response))
    }
    // Who does not want us to ask others has come to the wrong server: we own no name ourselves.
    guard query.header.recursionDesired, query.question.class == .internet else { return respond(.refused) }
    if let task = recursions[query.question] {
      guard task.waiting.count < Self.mostRecursions else { return respond(.serverFailure) }
      return task.waiting.append(respond)
    }
    let task = Task(query.question, cause, respond, inquirer: inquirer())
    let outputs = task.recursion.begin(&cache, at: loop.now)
    // What is remembered is answered, however many names are being asked about.
    let asks = outputs.contains { if case .ask = $0 { true } else { false } }
    guard !asks || recursions.count < Self.mostRecursions else { return respond(.serverFailure) }
    recursions[query.question] = task
    follow(outputs, task, said: nil)
  }

  private func inquirer() -> Inquirer {
    Inquirer(
      in: host, by: .resolver, on: loop, recorder: recorder, recursionDesired: false, patience: Self.patience,
      random: randomness.fork())
  }

  /// Does what the recursion wants. `said` is where the reply stands that led to it.
  private func follow(_ outputs: [Recursion.Output], _ task: Task, said: Inquirer.Place?) {
    for output in outputs {
      switch output {
      case .consulted(let name, let verdict): record(.consulted(name: name.host, verdict), task)
      case .ask(let question, let server): ask(question, of: server, task)
      case .referred(let name, let zone, let nameServers):
        guard let said else { break }
        record(
          .referred(
            said.connection, message: said.message, name: name.host, zone: zone.host,
            nameServers: nameServers.map(\.host)), task)
      case .answered(let name, let records):
        guard let said else { break }
        let addresses = records.filter { $0.type == .a || $0.type == .aaaa }.map(\.data.description)
        let timeToLive = records.map(\.believableTimeToLive).min() ?? 0
        record(
          .answered(
            said.connection, message: said.message, name: name.host, addresses: addresses,
            timeToLive: Int(timeToLive)), task)
      case .denied(let name, let fault): record(.failed(name: name.host, fault), task)
      case .finished(let code, let answers, let authorities):
        recursions[task.question] = nil
        for respond in task.waiting { respond(code, answers, authorities) }
      }
    }
  }

  private func ask(_ question: DNS.Question, of server: ResolverCache.Server, _ task: Task) {
    guard let endpoint = reach(server) else {
      let fault = Fault(.forbidden, "\(server.name.host) is outside of this machine")
      return take(.failure(fault), task, said: nil)
    }
    task.inquirer.ask(question, of: endpoint, cause: task.cause) { [weak self, weak task] reply in
      guard let self, let task else { return }
      take(reply.result, task, said: reply.place)
    }
  }

  private func take(_ reply: Result<DNS.Message, Fault>, _ task: Task, said: Inquirer.Place?) {
    follow(task.recursion.take(reply, &cache, at: loop.now), task, said: said)
  }

  private func record(_ event: LookupEvent, _ task: Task) {
    recorder?.record(.lookup(event), by: .resolver, cause: task.cause)
  }

  /// A recursion under way, and who waits for it.
  private final class Task {
    typealias Respond = (DNS.ResponseCode, [DNS.Record], [DNS.Record]) -> Void
    let question: DNS.Question
    /// Where the query of who asked first stands in the trace.
    let cause: Int?
    let inquirer: Inquirer
    var recursion: Recursion
    var waiting: [Respond]

    init(_ question: DNS.Question, _ cause: Int?, _ respond: @escaping Respond, inquirer: Inquirer) {
      self.question = question
      self.cause = cause
      self.inquirer = inquirer
      recursion = Recursion(question)
      waiting = [respond]
    }
  }
}

extension [DNS.Record] {
  /// The same records, those of `name` with the letters in which it was asked for (draft-vixie-dnsext-dns0x20).
  fileprivate func spelled(as name: DNS.Name) -> Self {
    map { record in
      guard record.name == name else { return record }
      var record = record
      record.name = name
      return record
    }
  }
}
