import Net
import Server
import Tracing
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Command {
  private static let http = Option("--http", value: "PORT", "the edge server's port for http (0: any)")
  private static let https = Option("--https", value: "PORT", "the edge server's port for https (0: any)")
  private static let dns = Option("--dns", value: "PORT", "the name server's port, UDP and TCP (0: any)")
  private static let ca = Option("--ca", value: "FILE", "where to put the authority's certificate")
  private static let force = Option("--force", "replace FILE whatever it is")

  static let serve = Command(
    id: .serve, summary: "run the lessons' servers for curl, dig, openssl and browsers", operands: "",
    operandCount: 0...0,
    examples: ["roundtrip serve", "roundtrip serve --http 8080 --https 8443 --dns 5353 --ca /tmp/ca.pem"],
    options: [http, https, dns, ca, force, .json],
    notes: [
      "They listen on 127.0.0.1 only. Ctrl-C or SIGTERM ends them.",
      "SIGUSR1 stops the app server behind the edge, and starts it again: see what a browser gets meanwhile.",
      "With --json the first line is an object with the addresses; then each HTTP exchange is one. Questions to "
        + "the name server leave no line.",
    ]
  ) { arguments in
    if let path = arguments.value(ca) {
      try AuthorityFile.refuseToReplace(path, unless: arguments.has(force))
    }
    var ports = Servers.Ports()
    ports.http = try arguments.number(http, in: 0...UInt16.max) ?? 0
    ports.https = try arguments.number(https, in: 0...UInt16.max) ?? 0
    ports.dns = try arguments.number(dns, in: 0...UInt16.max) ?? 0
    Socket.allowMany()
    let loop = Loop(clock: Clock.sinceNow())
    let servers: Servers
    do { servers = try Servers(ports: ports, on: loop, recorder: nil, wallClock: { Clock.wallSeconds }) } catch {
      throw Stop(.unavailable, "roundtrip serve: \(error)")
    }
    defer { servers.stop() }
    let certificate = try AuthorityFile(at: arguments.value(ca), try servers.authority.pem)
    var isUp = false
    // Nobody was told of the file where the addresses could not be written.
    defer { certificate.remove(evenNamed: !isUp) }

    var log = Log(isJSON: arguments.has(.json))
    var isOver = false
    let signals = try Signals([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGUSR1], on: loop) { number in
      // Who reads the log may stop: the servers are there for others.
      if number == SIGPIPE { return }
      guard number == SIGUSR1 else {
        isOver = true
        return
      }
      do {
        if servers.app == nil { try servers.startApp() } else { servers.stopApp() }
        Files.complain("the app server is \(servers.app == nil ? "down" : "up")")
      } catch { Files.complain("the app server stays down: \("\(error)".escapingControls)") }
    }
    defer { withExtendedLifetime(signals) {} }
    servers.edge.onExchange = { log.add($0) }
    try Files.print(
      arguments.has(.json) ? json(servers, certificate.path).description : text(servers, certificate.path))
    isUp = true
    while !isOver {
      try loop.turn(waitingAtMost: 60_000)
      log.flush(on: loop)
    }
    return .ok
  }

  /// A line for each exchange. The servers never wait for it: what nobody reads is kept for a while, then left out.
  private struct Log {
    let isJSON: Bool
    private var waiting: ArraySlice<UInt8> = []
    /// Whether the loop tells when it is read again.
    private var isWatching = false
    /// Whether it can't be written any more: its reader is gone, or the disk is full.
    private var isOver = false
    /// Lines that were left out because nobody reads the log.
    private var missed = 0
    private static let mostWaiting = 1 << 20

    init(isJSON: Bool) { self.isJSON = isJSON }

    mutating func add(_ exchange: Edge.Log) {
      guard !isOver, waiting.count < Self.mostWaiting else {
        missed += 1
        return
      }
      if missed > 0 {
        waiting += Array((isJSON ? "{\"missed\":\(missed)}\n" : "(\(missed) lines left out: nobody read them)\n").utf8)
        missed = 0
      }
      if isJSON {
        let line: JSON = [
          "client": .string(exchange.client.description), "method": .string(exchange.method),
          "target": .string(exchange.target), "status": .number(exchange.status), "length": .number(exchange.length),
        ]
        waiting += Array("\(line)\n".utf8)
      } else {
        let target = exchange.target.escapingControls
        let method = exchange.method.escapingControls
        waiting += Array("\(exchange.client) \(method) \(target) \(exchange.status) \(exchange.length)\n".utf8)
      }
    }

    /// Writes what is read, now and as soon as more is: who pauses the log pauses nothing else.
    mutating func flush(on loop: Loop) {
      while !waiting.isEmpty, Files.takesOutput {
        let piece = waiting.prefix(Files.pieceBytes)
        do throws(Stop) { try Files.write(Array(piece)) } catch {
          let why = error.message.isEmpty ? "nobody reads it" : error.message
          Files.complain("the log ends here (\(why)); the servers go on, until Ctrl-C or SIGTERM")
          isOver = true
          waiting = []
          break
        }
        waiting = waiting.dropFirst(piece.count)
      }
      guard isWatching == waiting.isEmpty else { return }
      isWatching.toggle()
      loop.forget(1)
      guard isWatching else { return }
      // There is nothing to do but to turn: what waits is written after every turn.
      loop.watch(1, writing: true) { _ in }
      loop.setReading(false, for: 1)
    }
  }

  private static func json(_ servers: Servers, _ certificate: String) -> JSON {
    func place(_ endpoint: Endpoint, _ scheme: String) -> JSON {
      [
        "address": .string(endpoint.address), "port": .number(endpoint.port),
        "url": .string("\(scheme)://\(endpoint)/"),
      ]
    }
    func place(_ endpoint: Endpoint) -> JSON {
      ["address": .string(endpoint.address), "port": .number(endpoint.port)]
    }
    return [
      "schema": 1, "pid": .number(getpid()), "host": "www.shop.test", "http": place(servers.edge.plain, "http"),
      "https": place(servers.edge.secure, "https"), "dns": place(servers.nameService.local),
      "app": servers.app.map { place($0.local) } ?? .null, "ca": .string(certificate),
    ]
  }

  private static func text(_ servers: Servers, _ certificate: String) -> String {
    let http = servers.edge.plain
    let https = servers.edge.secure
    let dns = servers.nameService.local
    return """
      Roundtrip's servers are up, for this machine only. Ctrl-C ends them.

        https  https://www.shop.test:\(https.port)/  at \(https)
        http   http://\(http)/
        dns    \(dns), UDP and TCP
        ca     \(certificate)

      Try, in another window:

        curl -v --cacert \(certificate) --resolve www.shop.test:\(https.port):127.0.0.1 https://www.shop.test:\(https.port)/
        dig @127.0.0.1 -p \(dns.port) www.shop.test
        a browser: http://\(http)/
        openssl s_client -connect \(https) -servername www.shop.test -CAfile \(certificate)
        kill -USR1 \(getpid())        stops the app server, and starts it again

      """
  }
}
