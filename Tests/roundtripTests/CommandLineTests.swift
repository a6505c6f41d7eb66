import Foundation
import Testing
import Wire

@testable import roundtrip

@Suite("The command line")
struct CommandLineTests {
  @Test("L1 help everywhere: on stdout, examples first, within 80 columns", arguments: Command.all.map(\.name))
  func help(command: String) throws {
    let run = try Program.run("help", command)
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.lines[2] == "Examples:")
    #expect(run.lines[3].hasPrefix("  "))
    for line in run.lines { #expect(line.count <= 80, "\(line)") }
    #expect(try Program.run(command, "--help").output == run.output)
    #expect(try Program.run(command, "-h").output == run.output)
    #expect(try Program.run("--help", command).output == run.output)
  }

  @Test("L1 the overview names every command", arguments: ["--help", "-h", "help"])
  func overview(word: String) throws {
    let run = try Program.run(word)
    #expect(run.status == 0)
    for command in Command.all { #expect(run.text.contains("\n  \(command.name) ")) }
    for line in run.lines { #expect(line.count <= 80, "\(line)") }
  }

  @Test(
    "L3 wrong usage: one line on stderr, with a suggestion where one is near",
    arguments: [
      (["lern"], "did you mean learn?"), (["urls"], "did you mean roundtrip learn urls?"),
      (["help", "lern"], "did you mean learn?"), (["list", "--jsn"], "did you mean --json?"),
      (["export"], "LESSON is missing"), (["export", "urls", "--format", "txt"], "did you mean text?"),
      (["export", "urls", "--width", "9"], "from 40 to 400"), (["export", "urls", "--width"], "needs a value"),
      (["list", "--json=yes"], "takes no value"), (["explain", "htpp", "x"], "did you mean http?"),
      (["explain"], "KIND is missing"), (["learn", "a", "b"], "too many words"),
      (["serve", "--http", "65536"], "from 0 to 65535"), (["\u{1B}[31m"], "no command \\x1b[31m"),
    ])
  func usage(words: [String], says: String) throws {
    let run = try Program.shell("\"$R\" " + words.map { "'\($0)'" }.joined(separator: " "))
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(run.errors.contains(says), "\(run.errors)")
  }

  @Test(
    "L4 what isn't there is 66",
    arguments: [
      "learn nothing", "learn /nothing.md", "learn .", "export urlz", "check /nothing", "list nothing/",
      "explain dns x.bin",
      "explain http --as file /nothing",
    ])
  func missing(line: String) throws {
    let run = try Program.shell("\"$R\" \(line)")
    #expect(run.status == 66)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("roundtrip"))
  }

  @Test("a near miss of a lesson's name says which")
  func nearLesson() throws {
    #expect(try Program.run("learn", "urlz").errors.contains("did you mean urls?"))
  }

  @Test(
    "L5 what is listed, checked and explained comes as one JSON object, schema 1",
    arguments: [
      "list --json", "check --json", "doctor --json", "explain --paths --json", "explain url --json http://h/",
      "explain http --json 'GET / HTTP/1.0'",
    ])
  func json(line: String) throws {
    let json = try JSON(parsing: try Program.shell("\"$R\" \(line)").output)
    #expect(json["schema"] == 1)
  }

  @Test("the lessons, with what to type: for no terminal, the same as list")
  func list() throws {
    let run = try Program.run("list")
    #expect(run.lines.first == "roundtrip learn whole-cycle        One page, the whole way (20 min)")
    #expect(try Program.run().text.contains(run.text))
  }

  @Test("doctor finds a sound machine sound")
  func doctor() throws {
    let run = try Program.run("doctor")
    #expect(run.status == 0)
    #expect(run.text.contains("ok    local servers  a page over TLS 1.3"))
  }

  @Test("S11 | head -1 ends silently, also where SIGPIPE is ignored")
  func head() throws {
    for start in ["", "trap '' PIPE; "] {
      let run = try Program.shell("\(start)\"$R\" export whole-cycle --width 400 | head -1")
      #expect(run.lines == ["One page, the whole way"])
      #expect(run.errors == "")
    }
  }

  @Test(
    "a closed or full stdout is 73, and said",
    arguments: ["list", "export urls", "check", "explain url http://h/", "serve", "--help", "doctor"])
  func cannotWrite(command: String) throws {
    let closed = try Program.shell("\"$R\" \(command) >&-")
    #expect(closed.status == 73)
    #expect(closed.errors.contains("can't write standard output"))
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    #expect(try Program.shell("\"$R\" \(command) >/dev/full").status == 73)
  }

  @Test("a closed stdin or stderr stops nothing")
  func closedStreams() throws {
    let run = try Program.shell("\"$R\" export urls --seed 7 <&- 2>&-")
    #expect(run.status == 0)
    #expect(run.output == (try Program.run("export", "urls", "--seed", "7").output))
  }

  @Test("L9 no HOME, a read-only one, or no environment at all: everything runs, nothing is said")
  func environments() throws {
    for environment in [["HOME": "/nonexistent"], ["HOME": "/"], [:]] {
      let run = try Program.run("export", "urls", "--seed", "7", environment: environment)
      #expect(run.status == 0)
      #expect(run.errors == "")
      #expect(run.output.count > 10_000)
    }
  }

  @Test("a copy of the program alone, in an empty folder, lists, runs and checks its lessons")
  func alone() throws {
    let scratch = try Scratch()
    let copy = scratch.folder.appendingPathComponent("r")
    try FileManager.default.copyItem(at: URL(fileURLWithPath: try Program.path), to: copy)
    for command in ["list", "check"] {
      let run = try Program.run(command, in: scratch.folder, program: copy.path)
      #expect(run.status == 0, "\(run.errors)")
    }
    let run = try Program.run("export", "whole-cycle", "--seed", "7", in: scratch.folder, program: copy.path)
    #expect(run.output == (try Program.run("export", "whole-cycle", "--seed", "7").output))
  }
}
