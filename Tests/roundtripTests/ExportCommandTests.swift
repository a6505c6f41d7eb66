import Foundation
import Lessons
import Screen
import Testing

@Suite("export and learn, printed")
struct ExportCommandTests {
  static let lessons = ["whole-cycle", "request-anatomy", "response-anatomy", "urls"]

  @Test("with a seed, twice the same bytes", arguments: Lesson.builtin.map(\.id))
  func seeded(lesson: String) throws {
    let first = try Program.run("export", lesson, "--seed", "7")
    #expect(first.status == 0)
    #expect(first.text.contains("fixed by --seed"))
    #expect(try Program.run("export", lesson, "--seed", "7").output == first.output)
    #expect(try Program.run("learn", lesson, "--seed", "7").output == first.output)
  }

  @Test("with a seed the page arrives, as it does without")
  func arrives() throws {
    let run = try Program.run("export", "whole-cycle", "--seed", "7")
    #expect(run.text.contains("HTTP/1.1 200 OK"))
    #expect(!run.text.contains("TLS failed"))
  }

  @Test("no escape and no line over the width, whatever the window's", arguments: [60, 80, 120, 200])
  func width(width: Int) throws {
    for lesson in Self.lessons {
      let run = try Program.run(
        "export", lesson, "--width", "\(width)", environment: Program.environment.merging(["COLUMNS": "33"]) { $1 })
      #expect(!run.output.contains(0x1B))
      for line in run.lines { #expect(Width.of(line) <= width, "\(lesson): \(line)") }
    }
  }

  @Test("in ASCII, by flag or by locale, every byte is 0x7F or below", arguments: lessons)
  func ascii(lesson: String) throws {
    let run = try Program.run("export", lesson, "--ascii", "--lines", "unicode", "--seed", "7")
    #expect(run.output.allSatisfy { $0 <= 0x7F })
    let locale = try Program.run("export", lesson, "--lines", "unicode", "--seed", "7", environment: ["LC_ALL": "C"])
    #expect(locale.output == run.output)
  }

  @Test("in ASCII a sentence about a letter stays true")
  func spelled() throws {
    let run = try Program.run("export", "urls", "--ascii", "--seed", "7")
    #expect(run.text.contains("name=Zo\\u{EB} Ada"))
    #expect(!run.text.contains("Zoe"))
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
    "colour into a pipe only where it is asked for",
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

  @Test("a lesson is not overwritten with its transcript, by whatever name")
  func ontoItself() throws {
    let scratch = try Scratch()
    let lesson = try #require(Lesson.builtin.first { $0.id == "urls" }?.bytes)
    try scratch.file("own.md", lesson)
    let onItself = try Program.shell("ln -s own.md l; \"$R\" export own.md -o l --force", in: scratch.folder)
    #expect(onItself.status == 73)
    #expect(onItself.errors == "roundtrip: can't write l: it is the lesson itself; name another file\n")
    #expect(try Data(contentsOf: scratch.folder.appendingPathComponent("own.md")) == Data(lesson))
  }

  @Test("an existing file stays unless --force; a device is no file; - is stdout")
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
    for option in ["", "--force"] {
      let folder = try run("-o . \(option)")
      #expect(folder.status == 73)
      #expect(folder.errors == "roundtrip: can't write .: it is a folder; name a file in it\n")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["a.txt"])
  }

  @Test("--force writes through a link, and who may read the file stays as it was")
  func through() throws {
    let scratch = try Scratch()
    let run = { (line: String) in try Program.shell(line, in: scratch.folder) }
    #expect(try run("mkdir d && echo mine > d/a && chmod 600 d/a && ln -s d/a link && ln -s d/new nowhere").status == 0)
    #expect(try run("\"$R\" export urls --seed 7 -o link").status == 73)
    #expect(try run("\"$R\" export urls --seed 7 -o link --force").status == 0)
    #expect(try run("\"$R\" export urls --seed 7 -o nowhere").status == 73)
    #expect(try run("\"$R\" export urls --seed 7 -o nowhere --force").status == 0)
    #expect(try run("cmp d/a d/new && test -L link && test -L nowhere && ls d").text == "a\nnew\n")
    #expect(try run("ls -l d/a").text.hasPrefix("-rw-------"))
  }

  @Test("a pipe that nobody reads is said to be that; one that somebody reads gets everything")
  func pipe() throws {
    let scratch = try Scratch()
    let alone = try Program.shell("mkfifo p && \"$R\" export urls -o p", in: scratch.folder)
    #expect(alone.status == 73)
    #expect(alone.errors == "roundtrip: can't write p: nobody reads from it; start the reader first\n")
    // The reader has opened the pipe before the program begins: it holds both ends.
    let read = try Program.shell(
      "exec 3<>p; (\"$R\" export urls --seed 7 -o p; exec 3<&-; echo >&2 $?) & exec 4<p 3<&-; cat <&4",
      in: scratch.folder)
    #expect(read.errors == "0\n")
    #expect(read.output == (try Program.run("export", "urls", "--seed", "7").output))
  }

  @Test("in sentences each step begins as it is spoken, each prediction with its outcome, nothing drawn")
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
    #expect(list.text.contains(" 1  roundtrip learn ./a.md   Lesson a\n 2  roundtrip learn ./b.md   Lesson b\n"))
    let several = try Program.shell("\"$R\" export .", in: scratch.folder)
    #expect(several.status == 64)
    #expect(several.errors.contains("name one of ./a.md, ./b.md"))
  }
}
