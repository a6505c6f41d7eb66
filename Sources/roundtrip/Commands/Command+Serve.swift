import Net
import Screen
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

    let isJSON = arguments.has(.json)
    let log = Outlet(1) { isJSON ? "{\"missed\":\($0)}" : "(\($0) lines left out: nobody read them)" }
    let news = Outlet(2) { "(\($0) lines left out: nobody read them)" }
    var isOver = false
    let signals = try Signals(Signal.ending, on: loop) { number in
      // Who reads the log may stop: the servers are there for others.
      if number == SIGPIPE { return }
      guard number == SIGUSR1 else {
        isOver = true
        return
      }
      do {
        if servers.app == nil { try servers.startApp() } else { servers.stopApp() }
        news.add("the app server is \(servers.app == nil ? "down" : "up")")
      } catch { news.add("the app server stays down: \("\(error)".escapingControls)") }
    }
    defer { withExtendedLifetime(signals) {} }
    servers.edge.onExchange = { log.add(line(of: $0, isJSON: isJSON)) }
    try Files.print(isJSON ? json(servers, certificate.path).description : text(servers, certificate.path))
    isUp = true
    while !isOver {
      try loop.turn(waitingAtMost: 60_000)
      if let why = log.flush(on: loop) {
        news.add("the log ends here (\(why)); the servers go on, until Ctrl-C or SIGTERM")
      }
      _ = news.flush(on: loop)
    }
    // Who reads slowly gets the rest; who does not read is not waited for.
    _ = try loop.run(forAtMost: lastMilliseconds) {
      _ = log.flush(on: loop)
      return !log.isBehind
    }
    if log.isBehind { news.add("the log ends here (nobody reads on); some lines were left out") }
    _ = news.flush(on: loop)
    return .ok
  }

  /// How long the end of the log may take.
  private static let lastMilliseconds = 250

  private static func line(of exchange: Edge.Log, isJSON: Bool) -> String {
    guard isJSON else {
      return "\(exchange.client) \(exchange.method) \(exchange.target) \(exchange.status) \(exchange.length)"
        .escapingControls
    }
    let line: JSON = [
      "client": .string(exchange.client.description), "method": .string(exchange.method),
      "target": .string(exchange.target), "status": .number(exchange.status), "length": .number(exchange.length),
    ]
    return line.description
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
    let secure = servers.edge.secure
    let dns = servers.nameService.local
    return """
      Roundtrip's servers are up, for this machine only. Ctrl-C ends them.

        http://\(servers.edge.plain)/      in a browser

      In another window:

        curl -v http://\(servers.edge.plain)/
        curl -v --cacert \(certificate) \\
          --connect-to ::\(secure) https://www.shop.test/
        dig @\(dns.address) -p \(dns.port) www.shop.test
        openssl s_client -connect \(secure) -servername www.shop.test \\
          -CAfile \(certificate)
        kill -USR1 \(getpid())      stops the app server, and starts it again

      """
  }
}
