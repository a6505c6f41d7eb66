import Foundation
import Lessons
import Testing
import Wire

@testable import roundtrip

@Suite("The command line")
struct CommandLineTests {
  @Test("too little stack is an error in words, and no signal")
  func littleStack() throws {
    let run = try Program.shell("ulimit -s 512; \"$R\" --version")
    #expect(run.status == 69)
    #expect(
      run.errors == "roundtrip: expected at least 1024 KiB of stack, found a limit of 512 (ulimit -s); raise it\n")
  }

  @Test("help everywhere: on stdout, examples first, within 80 columns", arguments: Command.all.map(\.name))
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

  @Test("the overview names every command", arguments: ["--help", "-h", "help"])
  func overview(word: String) throws {
    let run = try Program.run(word)
    #expect(run.status == 0)
    for command in Command.all { #expect(run.text.contains("\n  \(command.name) ")) }
    for line in run.lines { #expect(line.count <= 80, "\(line)") }
  }

  @Test(
    "wrong usage: one line on stderr, with a suggestion where one is near",
    arguments: [
      (["lern"], "did you mean learn?"), (["urls"], "did you mean roundtrip learn urls?"),
      (["help", "lern"], "did you mean learn?"), (["list", "--jsn"], "did you mean --json?"),
      (["export"], "LESSON is missing"), (["export", "urls", "--format", "txt"], "did you mean text?"),
      (["export", "urls", "--width", "9"], "from 40 to 400"), (["export", "urls", "--width"], "needs a value"),
      (["list", "--json=yes"], "takes no value"), (["explain", "htpp", "x"], "did you mean http?"),
      (["explain"], "KIND is missing"), (["learn", "a", "b"], "too many words"),
      (["serve", "--http", "65536"], "from 0 to 65535"), ([""], "no command \"\""),
      (["list", "--json="], "takes no value, found \"\""), (["export", "urls", "--format="], "found \"\""),
      (["shell", "--host", "lapto"], "did you mean laptop?"), (["shell", "--delay", "soon"], "such as `20ms`"),
      (["shell", "--hots", "app", "true"], "did you mean --host?"), (["completion", "bish"], "did you mean bash?"),
      (["\u{1B}[31m"], "no command \\x1b[31m"),
    ])
  func usage(words: [String], says: String) throws {
    let run = try Program.shell("\"$R\" " + words.map { "'\($0)'" }.joined(separator: " "))
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(run.errors.contains(says), "\(run.errors)")
  }

  @Test(
    "what isn't there is 66",
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
    "what is listed, checked and explained comes as one JSON object, schema 1",
    arguments: [
      "list --json", "check --json", "doctor --json", "explain --paths --json", "explain --conditions --json",
      "explain url --json http://h/", "explain http --json 'GET / HTTP/1.0'",
    ])
  func json(line: String) throws {
    let json = try JSON(parsing: try Program.shell("\"$R\" \(line)").output)
    #expect(json["schema"] == 1)
  }

  @Test("the lessons, with what to type: for no terminal, the same as list")
  func list() throws {
    let run = try Program.run("list")
    #expect(run.lines.first == " 1  roundtrip learn whole-cycle        One page, the whole way (20 min)")
    #expect(try Program.run().text.contains(run.text))
  }

  @Test("a lesson inside goes by its number in the list, too, unless a file has that name")
  func numbers() throws {
    let place = try #require(Lesson.builtin.firstIndex { $0.id == "urls" }) + 1
    let named = try Program.run("export", "urls", "--seed", "7", "--network", "loopback")
    #expect(
      try Program.run("export", "\(place)", "--seed", "7", "--network", "loopback").output == named.output)
    #expect(try Program.run("list", "\(place)").text.hasPrefix(" \(place)  roundtrip learn urls "))
    for number in ["0", "-1", "\(Lesson.builtin.count + 1)", "99999999999999999999"] {
      #expect(try Program.run("list", "./\(number)").status == 66)
    }
    #expect(try Program.run("list", "0").errors.contains("no lesson and no file 0 (roundtrip list names the lessons)"))
    let scratch = try Scratch()
    try scratch.file("\(place)", "no lesson".utf8)
    #expect(try Program.run(["list", "\(place)"], in: scratch.folder).status == 65)
    #expect(try Program.run("\(place)").errors.contains("did you mean roundtrip learn \(place)?"))
  }

  @Test(
    "completions and the manual page name every command and every option",
    arguments: ["bash", "zsh", "fish", "man"])
  func tables(kind: String) throws {
    let run = kind == "man" ? try Program.run("man") : try Program.run("completion", kind)
    #expect(run.status == 0)
    let text = kind == "man" ? run.text.replacing("\\-", with: "-") : run.text
    for command in Command.all {
      // A part of the page, or the lines of a script, that are about this command alone.
      let part = text.split(separator: kind == "man" ? ".SS " : "\n")
        .filter { kind == "man" ? $0.hasPrefix(command.name) : $0.contains(command.name) || kind == "zsh" }
        .joined(separator: "\n")
      #expect(!part.isEmpty)
      for option in command.options {
        for name in option.names {
          let spelled =
            kind == "fish" ? name.hasPrefix("--") ? "-l \(name.dropFirst(2))" : "-s \(name.dropFirst())" : name
          #expect(part.contains(spelled), "\(command.name) \(name)")
        }
        for choice in option.choices { #expect(part.contains(choice)) }
      }
    }
  }

  @Test(
    "bash completes commands, options, their values and lessons",
    arguments: [
      (["ex"], "export explain"), (["export", "--fo"], "--format --force"),
      (["export", "--format", ""], "text ansi plain pcapng"),
      (["export", "--format", "=", "p"], "plain pcapng"), (["export", "--format", "="], "text ansi plain pcapng"),
      (["learn", "ur"], "urls"), (["explain", "ht"], "http html http1 html-tokens html-tree"),
      (["export", "-o", "a"], "a b.txt"), (["learn", "a"], "a b.txt"), (["export", "--width", ""], ""),
      (["completion", "f"], "fish"), (["help", "doc"], "doctor"), (["doctor", ""], "--json -h --help"),
    ])
  func bash(words: [String], gives: String) throws {
    let scratch = try Scratch()
    try scratch.file("a b.txt")
    let line = """
      source "$1"; COMP_WORDS=(roundtrip "${@:2}"); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); _roundtrip
      echo "${COMPREPLY[*]}"
      """
    try scratch.file("script", try Program.run("completion", "bash").output)
    let run = try Program.run(
      ["-c", line, "bash", "./script"] + words, program: "/bin/bash", in: scratch.folder)
    #expect(run.errors == "")
    #expect(run.text == gives + "\n")
  }

  @Test("doctor finds a sound machine sound")
  func doctor() throws {
    let run = try Program.run("doctor")
    #expect(run.status == 0)
    #expect(run.text.contains(/ok    local servers +a page over TLS 1.3/))
    if Inside.isPossible { #expect(run.text.contains(/ok    private internet +7 hosts, 3 routers up in/)) }
  }

  @Test(
    "where the system gives no descriptors it says so, and exits with 69",
    arguments: ["doctor", "export urls", "check", "serve"])
  func fewDescriptors(command: String) throws {
    for limit in 6...10 {
      let run = try Program.shell("ulimit -n \(limit); \"$R\" \(command)")
      #expect(run.status == 69)
      #expect((run.text + run.errors).contains("Too many open files"))
    }
  }

  @Test("| head -1 ends silently, also where SIGPIPE is ignored")
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

  @Test("no HOME, a read-only one, or no environment at all: everything runs, nothing is said")
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
