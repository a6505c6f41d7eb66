import Lessons
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
  private static let hosts = Topology.standard.nodes.filter { $0.kind == .host }

  private static let host = Option(
    "--host", value: "HOST", choices: hosts.map(\.party.id), "the machine to run it on (laptop)")
  /// What the learner's line may be like, in a lesson's own words.
  private static let line: [(option: Option, condition: Condition)] = [
    (
      Option("--delay", value: "TIME", "how long a packet takes over the line behind the home router, each way: 20ms"),
      .delay
    ),
    (Option("--rate", value: "RATE", "how much that line carries: 1Mbit/s"), .rate),
    (Option("--loss", value: "SHARE", "how much of it is lost on the way: 5%"), .loss),
    (Option("--mtu", value: "BYTES", "the longest packet that passes: 1200"), .limit),
  ]

  static let shell = Command(
    id: .shell, summary: "run any program inside the lessons' internet: ping, curl, dig",
    operands: "[PROGRAM [ARGUMENT]...]", operandCount: 0...Int.max,
    examples: [
      "roundtrip shell", "roundtrip shell ping -c 3 www.shop.test", "roundtrip shell curl -v https://www.shop.test/",
      "roundtrip shell --delay 20ms traceroute edge", "roundtrip shell --host edge -- ip addr",
    ],
    options: [host] + line.map(\.option) + [.network],
    notes: [
      "Without PROGRAM it is $SHELL. What stands behind PROGRAM is PROGRAM's own. It runs as you, with root's power over "
        + "that machine's network and nothing else. Files are yours; names and certificates are the lessons'.",
      "", "Machines:",
    ] + machines + [
      "",
      "Exit status: the program's, 128 and the number of the signal that ended it, 127 where there is no such program, "
        + "126 where it can't be run. When roundtrip ends, however it ends, so does everything inside.",
    ],
    takesProgram: true
  ) { arguments in
    var conditions = Conditions()
    for (option, condition) in line {
      guard let value = arguments.value(option), !condition.set(value, in: &conditions) else { continue }
      throw Stop(.usage, "roundtrip shell: \(option.name) takes \(condition.expected), found \(value.shown)")
    }
    let party = hosts.first { $0.party.id == arguments.value(host) }?.party ?? .laptop
    return try open(arguments, at: party, under: conditions.links)
  }

  /// A row for each host.
  private static let machines = hosts.compactMap { node -> String? in
    guard let number = Topology.standard.node(of: node.party), let address = Topology.standard.address(of: number)
    else { return nil }
    let name = node.party.id + String(repeating: " ", count: max(0, 13 - node.party.id.count))
    return "  \(name)\(address)"
  }

  #if os(Linux)
    private static func open(_ arguments: Arguments, at party: Party, under links: [String: LinkConditions]) throws
      -> ExitCode
    {
      let network: Network
      do throws(SystemError) {
        network = try Network.enter(arguments.value(.network) == "loopback" ? .loopback : .private)
      } catch {
        throw Stop(
          .unavailable,
          "roundtrip shell: no private internet here: \(error) (roundtrip doctor says what to do about it)")
      }
      guard let topology = network.topology else {
        throw Stop(
          .unavailable,
          "roundtrip shell: on loopback there is no machine to run anything on; leave --network out, or try roundtrip "
            + "serve")
      }
      let house = try House(in: network, under: links)
      var program = Guest.Program(arguments.operands, hostName: party.id)
      if program.words.isEmpty {
        program.words = [Files.environment("SHELL").flatMap { $0.isEmpty ? nil : $0 } ?? "sh"]
        if Files.isTerminal(0) {
          Files.complain(
            "This is \(party.id), \(network.address(of: party)). `exit` leads back; `roundtrip help shell` says more.")
        }
      }
      program.files =
        Guest.File.names(from: house.resolver) + [Guest.File.hosts(of: topology)] + Guest.File.authority(try house.pem)
      program.environment = environment
      return ExitCode(rawValue: try house.run(program, on: network.host(of: party)))
    }

    /// Programs find our authority by these (OpenSSL, curl, Python's requests, Node), and would find a proxy that can't be
    /// reached from inside by those.
    private static var environment: [String: String?] {
      var environment: [String: String?] = [:]
      for name in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        environment.updateValue(nil, forKey: name)
      }
      guard let path = Guest.File.authorityPath else { return environment }
      for name in ["SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"] {
        environment[name] = path
      }
      return environment
    }

    /// The internet and its servers, up.
    private final class House {
      private let loop = Loop(clock: Clock.sinceNow())
      private let traffic: Traffic?
      private let servers: Servers
      private let names: NameTree
      /// Who is asked about names.
      let resolver: IPv4Address

      init(in network: Network, under links: [String: LinkConditions]) throws(Stop) {
        traffic = network.traffic(under: links, on: loop, recorder: nil, randomness: .system)
        resolver = network.address(of: .resolver)
        do {
          servers = try Servers(
            hosts: network.host, ports: .real,
            zones: try Zone.lessons(at: network.address(of: .edge), nameServer: network.address(of: .nameServer)),
            on: loop, recorder: nil,
            wallClock: { Clock.wallSeconds })
          names = try NameTree(
            hosts: network.host, port: 53, above: servers.nameService, on: loop, recorder: nil, randomness: .system)
        } catch {
          throw Stop(.unavailable, "roundtrip shell: \(error)")
        }
      }

      var pem: String { get throws { try servers.authority.pem } }

      /// Serves while the program runs; its exit status.
      func run(_ program: Guest.Program, on host: Host) throws -> Int32 {
        let guest = try Guest(program, on: host, loop: loop)
        // For us alone, not for the program.
        Socket.allowMany()
        // Not before there is a guest: it would inherit them. The terminal's own reach it anyway; ours is to clean up.
        let signals = try Signals([SIGINT, SIGQUIT, SIGTERM, SIGHUP], on: loop) { [loop] number in
          guard number == SIGTERM || number == SIGHUP else { return }
          guest.tell(number)
          loop.after(milliseconds: Self.patienceMilliseconds) { guest.tell(SIGKILL) }
        }
        defer { withExtendedLifetime(signals) {} }
        while guest.outcome == nil { try loop.turn(waitingAtMost: 60_000) }
        switch guest.outcome {
        case .ended(let status): return status
        case .notRun(let error):
          Files.complain("roundtrip shell: \(error.description.escapingControls)")
          return error.code == ENOENT ? 127 : 126
        case .notReady(let error):
          throw Stop(.unavailable, "roundtrip shell: \(error)")
        case nil: return 0
        }
      }

      /// How long a program may take to end when it is told to.
      private static let patienceMilliseconds = 1000
    }
  #else
    private static func open(_ arguments: Arguments, at party: Party, under links: [String: LinkConditions]) throws
      -> ExitCode
    {
      throw Stop(
        .unavailable,
        "roundtrip shell: only Linux has what it takes: run it in a virtual machine or container with Linux, or try "
          + "roundtrip serve")
    }
  #endif
}
