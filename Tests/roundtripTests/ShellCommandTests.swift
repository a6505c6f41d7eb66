import Foundation
import TestTerminal
import Testing
import Wire

/// `roundtrip shell` as an ordinary user runs it, whoever runs the tests.
enum Inside {
  /// What stands before a command so that nobody in particular runs it; nothing where that is so already.
  private static let nobody = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
  private static let start: [String] = {
    let isNeeded = getuid() == 0 && FileManager.default.isExecutableFile(atPath: nobody[0])
    guard isNeeded, let program = try? Program.path,
      let run = try? Program.run(Array(nobody.dropFirst()) + [program, "--version"], program: nobody[0])
    else { return [] }
    // A checkout in a home folder may be nobody's to read.
    return run.status == 0 ? nobody : []
  }()

  static func command(_ words: [String]) throws -> (program: String, arguments: [String]) {
    let all = start + [try Program.path] + words
    return (all[0], Array(all.dropFirst()))
  }

  static func run(_ words: String...) throws -> Program.Run {
    let (program, arguments) = try command(["shell"] + words)
    return try Program.run(arguments, program: program)
  }

  static func terminal(_ words: String...) throws -> PseudoTerminal {
    let (program, arguments) = try command(["shell"] + words)
    return try PseudoTerminal(program, arguments, columns: 80, rows: 24, environment: Program.environment)
  }

  static let isPossible = (try? run("true").status) == 0

  static func has(_ program: String) -> Bool {
    ["/usr/bin/", "/bin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + program) }
  }
}

@Suite(
  "shell", .serialized, .timeLimit(.minutes(2)),
  .enabled(if: Inside.isPossible, "no private internet on this machine: roundtrip doctor says why"))
struct ShellCommandTests {
  @Test(
    "its status is the program's, or 128 and the number of the signal that ended it",
    arguments: [("exit 0", 0), ("exit 7", 7), ("kill -9 $$", 137)] as [(String, Int32)])
  func status(line: String, is status: Int32) throws {
    let run = try Inside.run("sh", "-c", line)
    #expect(run.status == status)
    #expect(run.errors == "")
  }

  @Test("no such program is 127, one that can't be run 126")
  func notRun() throws {
    let missing = try Inside.run("no-such-program", "--help")
    #expect(missing.status == 127)
    #expect(missing.errors == "roundtrip shell: run no-such-program: No such file or directory (ENOENT)\n")
    #expect(try Inside.run("--", "/etc/passwd").status == 126)
  }

  @Test("a page by its name, believed without a word about certificates", .enabled(if: Inside.has("curl")))
  func page() throws {
    let run = try Inside.run(
      "curl", "-sS", "-o", "/dev/null", "-w", "%{http_code} %{remote_ip} %{remote_port} %{ssl_verify_result}",
      "https://www.shop.test/")
    #expect(run.text == "200 203.0.113.10 443 0", "\(run.errors)")
  }

  @Test("dig is answered by the resolver, and walks from the root to the same answer", .enabled(if: Inside.has("dig")))
  func names() throws {
    let asked = try Inside.run("dig", "www.shop.test")
    #expect(asked.text.contains("SERVER: 198.51.100.10#53"))
    #expect(asked.text.contains("flags: qr rd ra;"))
    #expect(asked.text.contains(/\nwww\.shop\.test\.\t+300\tIN\tA\t203\.0\.113\.10\n/))
    let walked = try Inside.run("dig", "+trace", "+nodnssec", "www.shop.test")
    let servers = walked.text.matches(of: /Received [0-9]+ bytes from ([0-9.]+)#53/).map { String($0.1) }
    #expect(servers == ["198.51.100.10", "198.51.100.40", "198.51.100.70", "198.51.100.100"], "\(walked.text)")
  }

  @Test("dig walks down the tree of names, each server on a host of its own", .enabled(if: Inside.has("dig")))
  func tree() throws {
    let walk = try Inside.run("dig", "+trace", "+nodnssec", "www.shop.test").text
    let asked = walk.split(separator: "from ").dropFirst().map { $0.prefix { $0 != "#" } }
    #expect(asked == ["198.51.100.10", "198.51.100.40", "198.51.100.70", "198.51.100.100"])
    #expect(try Inside.run("dig", "@198.51.100.40", "+norecurse", "+noall", "+answer", "www.shop.test").text == "")
  }

  @Test(
    "ping over 20 ms each way: 40 there and back, and three routers took one each", .enabled(if: Inside.has("ping")))
  func ping() throws {
    let run = try Inside.run("--delay", "20ms", "ping", "-c", "6", "-i", "0.2", "www.shop.test")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.contains("from edge (203.0.113.10): icmp_seq=1 ttl=61 time="))
    let shortest = try #require(run.text.firstMatch(of: /= ([0-9.]+)\//)?.1)
    #expect(40..<43 ~= (try #require(Double(shortest))))
  }

  @Test("traceroute names the routers on the way, in order", .enabled(if: Inside.has("traceroute")))
  func traceroute() throws {
    let run = try Inside.run("traceroute", "-n", "-q", "1", "www.shop.test")
    let hops = run.lines.dropFirst().map { $0.split(separator: " ").dropFirst().first.map(String.init) }
    #expect(hops == ["192.0.2.1", "198.51.100.242", "198.51.100.246", "203.0.113.10"])
  }

  @Test("whoever runs it stays who they are, with power over the network of that host")
  func power() throws {
    let run = try Inside.run("sh", "-c", "id -u; grep CapEff /proc/self/status")
    let user = try #require(run.lines.first.flatMap { Int($0) })
    let powers = try #require(run.lines.last?.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) })
    // CAP_NET_BIND_SERVICE, CAP_NET_ADMIN, CAP_NET_RAW (capability.h); root keeps all others, too.
    #expect(user == 0 || powers == 1 << 10 | 1 << 12 | 1 << 13)
  }

  @Test("a host of its own: its name, its one cable, its processes, and the machine's files as they are outside")
  func alone() throws {
    let scratch = try Scratch()
    try scratch.file("mine", "still here".utf8)
    let run = try Inside.run(
      "--host", "app", "sh", "-c",
      "hostname; echo $$; grep -c : /proc/net/dev; cat /etc/resolv.conf '\(scratch.folder.path)/mine'")
    #expect(run.lines.prefix(3) == ["app", "2", "2"], "\(run.errors)")
    #expect(run.text.contains("nameserver 198.51.100.10\n"))
    #expect(run.text.hasSuffix("still here"))
    #expect(try String(contentsOfFile: "/etc/resolv.conf", encoding: .utf8).contains("nameserver 198.51.100.") == false)
  }

  @Test("Ctrl-C is the program's to hear")
  func interrupt() throws {
    let terminal = try Inside.terminal(
      "sh", "-c", "trap 'echo heard; exit 9' INT; echo ready; while :; do sleep 0.1; done")
    try terminal.expect("ready")
    terminal.type("\u{3}")
    try terminal.expect("heard")
    #expect(try terminal.end() == .exit(9))
  }

  @Test("Ctrl-Z stops it as the job that the shell outside knows, and fg goes on", .enabled(if: Inside.has("bash")))
  func job() throws {
    let terminal = try PseudoTerminal(
      "/bin/bash", ["--norc", "--noprofile", "-i"], columns: 80, rows: 24, environment: Program.environment)
    let (program, arguments) = try Inside.command(["shell", "sh", "-c", "'echo re''ady; read word; echo \"<$word>\"'"])
    terminal.type(([program] + arguments).joined(separator: " ") + "\n")
    try terminal.expect("ready")
    terminal.type("\u{1A}")
    try terminal.expect("Stopped")
    terminal.type("fg\n")
    terminal.type("back\n")
    try terminal.expect("<back>")
    terminal.type("exit 4\n")
    #expect(try terminal.end() == .exit(4))
  }

  @Test("told to end, it passes that on; who won't hear is ended")
  func terminate() throws {
    let willing = try Inside.terminal("sh", "-c", "echo ready; sleep 1000")
    try willing.expect("ready")
    willing.send(SIGTERM)
    #expect(try willing.end() == .exit(143))
    let deaf = try Inside.terminal("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done")
    try deaf.expect("ready")
    deaf.send(SIGTERM)
    #expect(try deaf.end() == .exit(137))
  }

  @Test("killed, it leaves no process and no namespace, also of what the program had left behind")
  func kill() throws {
    let terminal = try Inside.terminal(
      "sh", "-c", "(sleep 1001 &); (setsid sleep 1002 &); readlink /proc/self/ns/net; echo ready; sleep 1003")
    try terminal.expect("ready")
    let network = try #require(terminal.printable.firstMatch(of: /net:\[[0-9]+\]/)).output
    #expect(namespaces().contains(String(network)))
    terminal.send(SIGKILL)
    // The end is when the last that came from it is gone.
    #expect(try terminal.end() == .signal(SIGKILL))
    #expect(!namespaces().contains(String(network)))
  }

  /// The networks that processes of this machine are in.
  private func namespaces() -> Set<String> {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return Set(
      processes.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\($0)/ns/net") })
  }
}

/// A machine that allows no namespaces.
enum Refusal {
  /// Runs the program where no network namespace can be made.
  static func run(_ words: String) throws -> Program.Run {
    try Program.shell("unshare -Ur sh -c 'echo 0 > /proc/sys/user/max_net_namespaces; exec \"$R\" \(words)'")
  }

  static let isPossible = (try? run("--version").status) == 0
}

@Suite("A machine that allows no namespaces", .enabled(if: Refusal.isPossible, "unshare(1) can't make one here"))
struct RefusalTests {
  @Test("doctor says which setting forbids them, and what an administrator can do; lessons run on loopback")
  func doctor() throws {
    let run = try Refusal.run("doctor")
    #expect(run.status == 0)
    #expect(
      run.text.contains(
        "note  private internet  none here (make a network namespace: No space left on device (ENOSPC)): lessons run on "
          + "loopback"))
    #expect(run.text.contains("user.max_net_namespaces = 0 forbids it"))
    #expect(run.text.contains("sysctl -w user.max_net_namespaces=10000"))
    let json = try JSON(parsing: try Refusal.run("doctor --json").output)
    #expect(json["ok"] == true)
    #expect(try Refusal.run("export urls --seed 7").status == 0)
  }

  @Test("shell is 69, and says where to look")
  func shell() throws {
    let run = try Refusal.run("shell true")
    #expect(run.status == 69)
    #expect(run.errors.hasPrefix("roundtrip shell: no private internet here: make a network namespace"))
    #expect(run.errors.contains("roundtrip doctor"))
  }
}
