import Foundation
import Screen
import TestTerminal
import Testing
import Wire

@Suite("serve", .serialized, .timeLimit(.minutes(5)))
struct ServeCommandTests {
  /// `serve --json`, up: its first line is read.
  private func serve() throws -> (terminal: PseudoTerminal, first: JSON) {
    let terminal = try PseudoTerminal(try Program.path, ["serve", "--json"])
    try terminal.expect("\n")
    return (terminal, try JSON(parsing: terminal.output.prefix { $0 != 0x0D }))
  }

  @Test(
    "every signal that ends a process ends it cleanly, the certificate gone; but one stops the app, and one nothing",
    arguments: Signal.ending.filter { ![SIGXFSZ, SIGPIPE, SIGUSR1].contains($0) })
  func endsBySignal(signal: Int32) throws {
    let (terminal, first) = try serve()
    let certificate = try #require(first["ca"]?.string)
    terminal.send(signal)
    #expect(try terminal.end() == .exit(0))
    #expect(!FileManager.default.fileExists(atPath: certificate))
  }

  @Test("the first line has the addresses and the certificate; SIGTERM ends it cleanly, the certificate gone")
  func firstLine() throws {
    let (terminal, first) = try serve()
    #expect(first["schema"] == 1)
    for server in ["http", "https", "dns", "app"] {
      #expect(first[server]?["address"] == "127.0.0.1")
      #expect(first[server]?["port"] != 0)
    }
    let certificate = try #require(first["ca"]?.string)
    #expect(try String(contentsOfFile: certificate, encoding: .utf8).hasPrefix("-----BEGIN CERTIFICATE-----"))
    terminal.send(SIGTERM)
    #expect(try terminal.end() == .exit(0))
    #expect(!FileManager.default.fileExists(atPath: certificate))
  }

  @Test("a killed run's certificate is gone after the next start")
  func abandoned() throws {
    let (killed, first) = try serve()
    let certificate = try #require(first["ca"]?.string)
    killed.send(SIGKILL)
    _ = try killed.end()
    #expect(FileManager.default.fileExists(atPath: certificate))
    let (next, _) = try serve()
    #expect(!FileManager.default.fileExists(atPath: certificate))
    next.send(SIGTERM)
    #expect(try next.end() == .exit(0))
  }

  @Test("without a reader of its log it serves on, and its certificate goes with it")
  func unread() throws {
    let scratch = try Scratch()
    let run = try Program.shell(
      """
      mkfifo out
      TMPDIR=$PWD "$R" serve --json --http 0 >out 2>errors &
      server=$!
      exec 3<out; read -r first <&3; exec 3<&-
      port=$(printf %s "$first" | sed 's/.*"http":{[^}]*"port":\\([0-9]*\\).*/\\1/')
      for path in 1 2 3; do curl -s -o /dev/null -w '%{http_code} ' "http://127.0.0.1:$port/hello?name=$path"; done
      ls *.pem | wc -l
      kill $server; wait $server; echo $?
      ls *.pem 2>/dev/null; cat errors
      """, in: scratch.folder)
    #expect(
      run.text == """
        200 200 200 1
        0
        the log ends here (nobody reads it); the servers go on, until Ctrl-C or SIGTERM

        """)
  }

  @Test("--ca replaces what an earlier run wrote, and nothing else without --force")
  func authority() throws {
    let scratch = try Scratch()
    let file = scratch.folder.appendingPathComponent("ca.pem").path
    var contents: [Data] = []
    for options in [["--ca", file], ["--ca", file], ["--force", "--ca", file]] {
      if options.count == 3 {
        try scratch.file("ca.pem", "somebody's certificate".utf8)
        let refused = try Program.run("serve", "--ca", file)
        #expect(refused.status == 73)
        #expect(refused.errors == "roundtrip: \(file) exists already; --force replaces it\n")
      }
      let terminal = try PseudoTerminal(try Program.path, ["serve", "--json"] + options)
      try terminal.expect("\n")
      terminal.send(SIGTERM)
      #expect(try terminal.end() == .exit(0))
      contents.append(try Data(contentsOf: URL(fileURLWithPath: file)))
    }
    #expect(Set(contents).count == 3)
    for content in contents { #expect(content.starts(with: "-----BEGIN CERTIFICATE-----".utf8)) }
  }

  @Test("the log waits for who reads it, and goes on as soon as they do")
  func pausedLog() throws {
    // More than a pipe holds that nobody reads.
    let padding = String(repeating: "x", count: 4000)
    let requests = (1...60).map { "GET /\($0)\(padding) HTTP/1.1\r\nHost: a\r\n" }.joined(separator: "\r\n")
    let scratch = try Scratch()
    try scratch.file("requests", "\(requests)Connection: close\r\n\r\n".utf8)
    let script = """
      "$R" serve --json --ca ca.pem | {
        read -r first
        port=${first#*'"http":{"address":"127.0.0.1","port":'}
        exec 3<>/dev/tcp/127.0.0.1/${port%%,*}
        cat requests >&3
        cat <&3 >/dev/null
        timeout 8 head -n 60 | wc -l
        pid=${first#*'"pid":'}
        kill -KILL ${pid%%,*}
      }
      """
    let run = try Program.run(
      ["-c", script], environment: Program.environment.merging(["R": try Program.path]) { $1 }, program: "/bin/bash",
      in: scratch.folder)
    #expect(run.text.filter { !$0.isWhitespace } == "60")
  }

  @Test("of a log that nobody reads for long some lines are left out, and how many is said afterwards")
  func missedLines() throws {
    let padding = String(repeating: "x", count: 4000)
    let scratch = try Scratch()
    let script = """
      "$R" serve --json --ca ca.pem | {
        read -r first
        port=${first#*'"http":{"address":"127.0.0.1","port":'}
        server=http://127.0.0.1:${port%%,*}
        curl -s -m 20 -o /dev/null "$server/[1-400]\(padding)"
        count=0
        while read -t 20 -r line; do
          case $line in *missed*) break ;; esac
          count=$((count + 1))
        done
        missed=${line#*:}
        echo $((count + ${missed%\\}})) $((count < 400))
        pid=${first#*'"pid":'}
        kill -KILL ${pid%%,*}
      }
      """
    let run = try Program.run(
      ["-c", script], environment: Program.environment.merging(["R": try Program.path]) { $1 }, program: "/bin/bash",
      in: scratch.folder)
    #expect(run.text == "400 1\n")
  }

  @Test("of a log that nobody reads on it is said that it was longer")
  func endOfLog() throws {
    let padding = String(repeating: "x", count: 4000)
    let scratch = try Scratch()
    let script = """
      cd '\(scratch.folder.path)'; mkfifo log
      "$R" serve --json --ca ca.pem >log &
      exec 3<log; read -r first <&3
      port=${first#*'"http":{"address":"127.0.0.1","port":'}
      curl -s -m 20 -o /dev/null "http://127.0.0.1:${port%%,*}/[1-40]\(padding)"
      kill %1; wait %1; echo "exit $?"
      """
    let terminal = try PseudoTerminal("/bin/bash", ["-c", script], environment: ["R": try Program.path])
    #expect(try terminal.end() == .exit(0))
    #expect(terminal.printable == "the log ends here (nobody reads on); some lines were left out\r\nexit 0\r\n")
  }

  @Test("with few descriptors it takes those who come later as those before go, and ends for nobody")
  func fewDescriptors() throws {
    let scratch = try Scratch()
    let script = """
      (ulimit -n 40; exec "$R" serve --json --ca ca.pem 2>errors) | {
        read -r first
        port=${first#*'"http":{"address":"127.0.0.1","port":'}
        port=${port%%,*}
        ask() { printf 'GET / HTTP/1.1\r\nHost: a\r\n\r\n' >&$1; read -r -t 20 status <&$1; }
        early=()
        for i in {1..24}; do exec {one}<>/dev/tcp/127.0.0.1/$port; early+=($one); ask $one; done
        for one in ${early[@]:12}; do exec {one}>&-; done
        for i in {1..14}; do exec {one}<>/dev/tcp/127.0.0.1/$port; ask $one; done
        echo "$status"
        cat errors
        pid=${first#*'"pid":'}
        kill -KILL ${pid%%,*}
      }
      """
    let run = try Program.run(
      ["-c", script], environment: Program.environment.merging(["R": try Program.path]) { $1 }, program: "/bin/bash",
      in: scratch.folder)
    #expect(run.text == "HTTP/1.1 200 OK\r\n")
  }

  @Test("a terminal that shows nothing for now, as after Ctrl-S, stops no server")
  func unreadTerminal() throws {
    let (terminal, first) = try serve()
    let port = try #require(first["http"]?["port"]).description
    let padding = String(repeating: "x", count: 500)
    let ask = "curl -s -m 10 -o /dev/null -w '%{http_code}\n'"
    let run = try Program.shell("\(ask) 'http://127.0.0.1:\(port)/hello?name=[1-120]\(padding)'")
    #expect(run.lines.count == 120)
    #expect(Set(run.lines) == ["200"])
    terminal.send(SIGUSR1)
    terminal.send(SIGTERM)
    #expect(try terminal.end() == .exit(0))
  }

  @Test("what it says can be typed as it stands, and fits into 80 columns")
  func text() throws {
    let terminal = try PseudoTerminal(try Program.path, ["serve"])
    try terminal.expect("starts it again\r\n")
    let lines = terminal.printable.split(separator: "\r\n").map(String.init)
    #expect(lines.allSatisfy { $0.count <= 80 })
    let address = try #require(lines[1].split(separator: " ").first)
    #expect(address.hasPrefix("http://127.0.0.1:"))
    let text = lines.joined(separator: "\n")
    let curl = try #require(text.firstMatch(of: /curl -v (--cacert[^\\]+\\\n.+)/)).1
    for words in [String(address), String(curl)] {
      let run = try Program.shell("curl -s -o /dev/null -w '%{http_code}' \(words)")
      #expect(run.text == "200")
    }
    terminal.send(SIGTERM)
    #expect(try terminal.end() == .exit(0))
  }

  @Test("a port that is taken is 69, and named")
  func taken() throws {
    let (terminal, first) = try serve()
    for server in ["http", "https", "dns"] {
      let port = try #require(first[server]?["port"]).description
      let other = try PseudoTerminal(try Program.path, ["serve", "--\(server)", port])
      #expect(try other.end() == .exit(69))
      #expect(other.sent("127.0.0.1:\(port)"), "\(other.printable)")
    }
    terminal.send(SIGTERM)
    #expect(try terminal.end() == .exit(0))
  }
}
