import Foundation
import Screen
import Testing

@Suite("export and learn, printed")
struct ExportCommandTests {
  static let lessons = ["whole-cycle", "request-anatomy", "response-anatomy", "urls"]

  @Test("L12 with a seed, twice the same bytes; another seed says the same words", arguments: lessons)
  func seeded(lesson: String) throws {
    let first = try Program.run("export", lesson, "--seed", "7")
    #expect(first.status == 0)
    #expect(first.text.contains("fixed by --seed"))
    #expect(try Program.run("export", lesson, "--seed", "7").output == first.output)
    #expect(try Program.run("learn", lesson, "--seed", "7").output == first.output)
  }

  @Test("T4, S6 no escape and no line over the width, whatever the window's", arguments: [60, 80, 120, 200])
  func width(width: Int) throws {
    for lesson in Self.lessons {
      let run = try Program.run(
        "export", lesson, "--width", "\(width)", environment: Program.environment.merging(["COLUMNS": "33"]) { $1 })
      #expect(!run.output.contains(0x1B))
      for line in run.lines { #expect(Width.of(line) <= width, "\(lesson): \(line)") }
    }
  }

  @Test("T1 in ASCII, by flag or by locale, every byte is 0x7F or below", arguments: lessons)
  func ascii(lesson: String) throws {
    let run = try Program.run("export", lesson, "--ascii", "--lines", "unicode", "--seed", "7")
    #expect(run.output.allSatisfy { $0 <= 0x7F })
    let locale = try Program.run("export", lesson, "--lines", "unicode", "--seed", "7", environment: ["LC_ALL": "C"])
    #expect(locale.output == run.output)
  }

  @Test("all phases of the whole cycle, in order")
  func phases() throws {
    let steps = try Program.run("learn").lines.filter { $0.hasPrefix("Step ") }
    var phases: [String] = []
    for step in steps {
      let phase = step.split(separator: "[").last.map { String($0.prefix { $0 != "]" }) } ?? ""
      if !phases.contains(phase) { phases.append(phase) }
    }
    let cycle = ["url", "dns", "tcp", "tls", "request", "routing", "handler", "database", "response", "render"]
    #expect(phases.filter(cycle.contains) == cycle)
  }

  @Test(
    "C1, C2 colour into a pipe only where it is asked for",
    arguments: [
      ("", [:], false), ("", ["CLICOLOR_FORCE": "1"], true), ("", ["FORCE_COLOR": "1"], true),
      ("", ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false), ("--color=always", ["NO_COLOR": "1"], true),
      ("--color=never", ["CLICOLOR_FORCE": "1"], false), ("", ["CLICOLOR_FORCE": "1", "NO_COLOR": ""], true),
    ] as [(String, [String: String], Bool)])
  func color(flag: String, variables: [String: String], isColored: Bool) throws {
    let environment = Program.environment.merging(variables) { $1 }
    let words = flag.isEmpty ? [] : [flag]
    for command in [["learn", "urls"], ["explain", "url", "http://h/"]] {
      let run = try Program.run(command + words, environment: environment)
      #expect(run.output.contains(0x1B) == isColored, "\(command) \(flag) \(variables)")
    }
  }

  @Test("L7 an existing file stays unless --force; a device is no file; - is stdout")
  func output() throws {
    let scratch = try Scratch()
    let run = { (line: String) in try Program.shell("\"$R\" export urls --seed 7 \(line)", in: scratch.folder) }
    #expect(try run("-o a.txt").status == 0)
    let whole = try Data(contentsOf: scratch.folder.appendingPathComponent("a.txt"))
    #expect(try run("-o -").output == Array(whole))
    try scratch.file("a.txt", "mine".utf8)
    let refused = try run("-o a.txt")
    #expect(refused.status == 73)
    #expect(refused.errors == "roundtrip: a.txt exists already; --force replaces it\n")
    #expect(try String(contentsOf: scratch.folder.appendingPathComponent("a.txt"), encoding: .utf8) == "mine")
    #expect(try run("-o a.txt --force").status == 0)
    #expect(try Data(contentsOf: scratch.folder.appendingPathComponent("a.txt")) == whole)
    #expect(try run("-o /dev/null").status == 0)
    #expect(try run("-o nowhere/a.txt").status == 73)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["a.txt"])
  }

  @Test("A2 in sentences each step begins as it is spoken, each prediction with its outcome, nothing drawn")
  func plain() throws {
    let run = try Program.run("learn", "whole-cycle", "--plain", "--seed", "7")
    #expect(run.text.contains("\nStep 1 of 17: URL\n"))
    #expect(run.text.contains("The recording says: "))
    #expect(!run.text.contains("Press a number"))
    #expect(!run.output.contains(0x1B))
    #expect(try Program.run("export", "whole-cycle", "--format", "plain", "--seed", "7").output == run.output)
  }

  @Test("a folder's lessons: several are listed, one is taken")
  func folder() throws {
    let scratch = try Scratch()
    let lesson = { (id: String) in
      """
      ---
      format: 1
      id: \(id)
      title: Lesson \(id)
      ---
      # One page
      ```http
      GET https://www.shop.test/
      ```
      ```expect
      HTTP 200
      ```
      ## [response] It came
      Here.
      """
    }
    try scratch.file("b.md", lesson("b").utf8)
    try scratch.file("README.md", "no lesson".utf8)
    #expect(try Program.shell("\"$R\" learn .", in: scratch.folder).lines.first == "Lesson b")
    try scratch.file("a.md", lesson("a").utf8)
    let list = try Program.shell("\"$R\" learn ./", in: scratch.folder)
    #expect(list.text.contains("roundtrip learn ./a.md   Lesson a\nroundtrip learn ./b.md   Lesson b\n"))
    let several = try Program.shell("\"$R\" export .", in: scratch.folder)
    #expect(several.status == 64)
    #expect(several.errors.contains("name one of ./a.md, ./b.md"))
  }
}
