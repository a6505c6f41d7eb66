import Server
import Tracing
import Wire

/// The name tree of the lessons in memory: each server by its name, and a log of what a recursion does with them.
struct Names {
  var servers: [String: NameServer]
  var cache: ResolverCache
  var now = Tick.zero
  /// Servers that say nothing.
  var silent: Set<String> = []
  /// What goes in place of a server's response.
  var tamper: (String, DNS.Message) -> DNS.Message = { $1 }
  private(set) var log: [String] = []

  init(shop: [Zone]? = nil) throws {
    let address = IPv4Address.loopback
    let sites = NameServer(zones: try shop ?? Zone.lessons())
    servers = [
      Zone.rootServer: NameServer(zones: [try .root(at: address, topLevel: address)]),
      Zone.topLevelServer: NameServer(zones: [try .test(at: address, root: address, nameServer: address)]),
      "ns1.shop.test": sites, "ns1.other.test": sites,
    ]
    cache = ResolverCache(roots: [.init(try DNS.Name(parsing: Zone.rootServer), at: address)])
  }

  mutating func pass(seconds: Int) { now = now.adding(milliseconds: seconds * 1000) }

  /// Resolves a name to the end, a line for each thing that happens.
  mutating func resolve(_ name: String, _ type: DNS.RecordType = .a) throws -> [String] {
    log = []
    var recursion = Recursion(DNS.Question(try DNS.Name(parsing: name), type))
    var outputs = recursion.begin(&cache, at: now)
    while let (question, server) = note(outputs) {
      outputs = recursion.take(reply(to: question, by: server), &cache, at: now)
    }
    return log
  }

  private mutating func note(_ outputs: [Recursion.Output]) -> (DNS.Question, String)? {
    var next: (DNS.Question, String)?
    for output in outputs {
      switch output {
      case .consulted(let name, let verdict): log.append("\(name.host): \(verdict.rawValue)")
      case .ask(let question, let server):
        next = (question, server.name.host)
        log.append("\(server.name.host)? \(question.name.host) \(question.type)")
      case .referred(_, let zone, let servers):
        log.append("  ask \(zone): \(servers.map(\.host).joined(separator: ", "))")
      case .answered(_, let records): log += records.map { "  \($0)" }
      case .denied(_, let fault): log.append("  no: \(fault.message)")
      case .finished(let code, let answers, let authorities):
        log += ["\(code)"] + answers.map(\.description) + authorities.map(\.description)
      }
    }
    return next
  }

  func reply(to question: DNS.Question, by server: String) -> Result<DNS.Message, Fault> {
    let query = DNS.Message(header: DNS.Header(id: 7), questions: [question]).encoded()
    guard !silent.contains(server), let bytes = servers[server]?.answer(query: query[...], over: .tcp) else {
      return .failure(Fault(.unavailable, "\(server) says nothing"))
    }
    return DNS.dissect(bytes).value.map { tamper(server, $0) }
  }
}
