import Foundation
import Lessons
import Testing
import Wire

@Suite("check")
struct CheckCommandTests {
  /// The lesson on addresses, with `old` replaced once by `new`, checked: the first line of what is wrong.
  private func check(_ old: String, _ new: String) throws -> (status: Int32, problem: String, line: Int) {
    let lesson = try #require(Lesson.builtin.first { $0.id == "urls" })
    let text = String(decoding: lesson.bytes, as: UTF8.self)
    let place = try #require(text.range(of: old))
    let scratch = try Scratch()
    try scratch.file("urls.md", text.replacingCharacters(in: place, with: new).utf8)
    let run = try Program.shell("\"$R\" check urls.md", in: scratch.folder)
    let line = text[..<place.lowerBound].count { $0 == "\n" } + 1
    return (run.status, run.errors.split(separator: "\n").first.map(String.init) ?? "", line)
  }

  @Test("the lessons inside hold, and the counts say how much was checked")
  func sound() throws {
    let json = try JSON(parsing: try Program.run("check", "--json").output)
    #expect(json["ok"] == true)
    #expect(json["lessons"] == .number(Lesson.builtin.count))
    let run = try Program.run("check")
    #expect(run.status == 0)
    #expect(run.lines.count == Lesson.builtin.count + 1)
    for (line, lesson) in zip(run.lines, Lesson.builtin) {
      #expect(line.contains(/^(\S+) +\d+ scenes? +\d+ claims? +\d+ marked answers?$/), "\(line)")
      #expect(line.hasPrefix("\(lesson.id) "))
    }
    #expect(Set(run.lines.dropLast().map(\.count)).count <= 3, "columns")
    #expect(run.text.contains(" scenes ran, "))
    #expect(run.text.hasSuffix("; all well\n"))
  }

  @Test("of several lessons the one with a problem has it in its line")
  func several() throws {
    let text = String(decoding: try #require(Lesson.builtin.first { $0.id == "urls" }).bytes, as: UTF8.self)
    let scratch = try Scratch()
    try scratch.file("a.md", text.utf8)
    try scratch.file("b.md", text.replacing("tcp.connections.count == 0", with: "tcp.connections.count == 3").utf8)
    let run = try Program.shell("\"$R\" check --network loopback .", in: scratch.folder)
    #expect(run.status == 1)
    #expect(run.lines.count == 3)
    #expect(run.lines[0].hasPrefix("./a.md  ") && run.lines[0].hasSuffix(" marked answers"))
    #expect(run.lines[1].hasPrefix("./b.md  ") && run.lines[1].contains(/marked answers; \d+ problem/))
    #expect(run.lines[2].hasPrefix("2 lessons: "))
  }

  @Test("the lesson in the help text is one, and holds")
  func help() throws {
    let help = try Program.run("help", "check").lines
    let lesson = help.drop { $0 != "    ---" }.prefix { !$0.isEmpty }.map { $0.dropFirst(4) }.joined(separator: "\n")
    let scratch = try Scratch()
    try scratch.file("hello.md", (lesson + "\n").utf8)
    let run = try Program.shell("\"$R\" check --network loopback hello.md", in: scratch.folder)
    #expect(run.errors == "")
    #expect(run.text == "1 lesson: 1 scene ran, 1 claim held, 0 marked answers held; all well\n")
  }

  @Test("a false claim is 1, with file, line and the truth")
  func claim() throws {
    let found = try check("tcp.connections.count == 0", "tcp.connections.count == 3")
    #expect(found.status == 1)
    #expect(found.problem == "urls.md:\(found.line):1: expected tcp.connections.count == 3, the recording has 0")
  }

  @Test("a wrong marked answer is 1, with file, line and the truth")
  func answer() throws {
    let text = String(decoding: try #require(Lesson.builtin.first { $0.id == "urls" }).bytes, as: UTF8.self)
    let marked = try #require(text.firstMatch(of: /- \[ \](.*)\n- \[x\](.*)/))
    let found = try check(String(marked.0), "- [x]\(marked.1)\n- [ ]\(marked.2)")
    #expect(found.status == 1)
    #expect(found.problem.hasPrefix("urls.md:\(found.line):"))
    #expect(found.problem.contains("expected the answer to be marked"))
    #expect(found.problem.contains("mark \""))
  }

  @Test("a fence with a word that is nearly one is 65, with file, line and the word")
  func fence() throws {
    let found = try check("```expect", "```expct")
    #expect(found.status == 65)
    #expect(found.problem.hasPrefix("urls.md:\(found.line):"))
    #expect(found.problem.contains("`expect`"))
  }

  @Test("a fence that does not end is 65, also for learn and export")
  func unclosed() throws {
    let scratch = try Scratch()
    try scratch.file("bad.md", "---\nformat: 1\nid: bad\ntitle: Bad\n---\n# Scene\n```http\nGET https://h/\n".utf8)
    for command in ["check", "learn", "export", "list"] {
      let run = try Program.shell("\"$R\" \(command) ./bad.md", in: scratch.folder)
      #expect(run.status == 65)
      #expect(run.errors.hasPrefix("./bad.md:7:"), "\(run.errors)")
    }
  }

  @Test("with --json a problem has file, line and column, and the exit status is the same")
  func json() throws {
    let scratch = try Scratch()
    try scratch.file("bad.md", "no lesson".utf8)
    let run = try Program.shell("\"$R\" check --json bad.md", in: scratch.folder)
    #expect(run.status == 65)
    let json = try JSON(parsing: run.output)
    #expect(json["ok"] == false)
    #expect(json["problems"]?.array?.first?["file"] == "bad.md")
    #expect(json["problems"]?.array?.first?["line"] == 1)
  }

  @Test("a lesson inside goes by its name, as for learn and export")
  func named() throws {
    let run = try Program.run("check", "urls", "--network", "loopback")
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("1 lesson: "))
    #expect(try Program.run("check", "url").errors.contains("did you mean urls?"))
  }

  @Test(
    "where there are no packets, the summary counts the conditions that had no effect, and the transcript names them")
  func withoutPackets() throws {
    let run = try Program.run("check", "fast-open", "--network", "loopback")
    #expect(run.status == 0)
    #expect(run.text.contains(", 2 conditions without effect here (roundtrip help check says why); all well"))
    let text = try Program.run("export", "fast-open", "--network", "loopback").text
    #expect(text.contains("- given tcp.fastOpen = on (no effect here: loopback has no packets)"))
    #expect(text.contains("Not live here: on loopback there are no packets to bend, so link.delay = 20ms"))
    let plain = try Program.run("export", "fast-open", "--network", "loopback", "--format", "plain").text
    #expect(plain.contains("Given: link.delay = 20ms (no effect here"))
  }

  @Test("a pipe is refused and not waited for, and what can't be read in a folder leaves the others as they are")
  func unread() throws {
    let scratch = try Scratch()
    try scratch.file("a.md", try #require(Lesson.builtin.first { $0.id == "urls" }).bytes)
    let run = try Program.shell(
      "mkfifo b.md && ln -s nowhere c.md && \"$R\" check --network loopback .", in: scratch.folder)
    #expect(run.status == 66)
    #expect(run.text.hasPrefix("1 lesson: "))
    #expect(run.text.hasSuffix("; 2 problems\n"))
    #expect(run.errors.contains("can't read ./b.md: expected a regular file"))
    #expect(run.errors.contains("can't read ./c.md: "))
    for command in ["check", "learn", "export"] {
      #expect(try Program.shell("\"$R\" \(command) b.md", in: scratch.folder).status == 66)
    }
  }

  @Test("what is no lesson in a folder is named, and the others are offered")
  func unsound() throws {
    let scratch = try Scratch()
    for name in ["a.md", "b.md"] {
      try scratch.file(name, try #require(Lesson.builtin.first { $0.id == "urls" }).bytes)
    }
    try scratch.file("notes.md", "milk".utf8)
    for command in ["list", "learn"] {
      let run = try Program.shell("\"$R\" \(command) .", in: scratch.folder)
      #expect(run.status == 0)
      #expect(run.errors.hasPrefix("./notes.md:1:"), "\(run.errors)")
      #expect(run.text.contains("roundtrip learn ./a.md") && run.text.contains("roundtrip learn ./b.md"), "\(run.text)")
    }
  }

  @Test("a file whose name is no UTF-8 is refused by that reason, and none of another name is made")
  func nameless() throws {
    let scratch = try Scratch()
    let run = try Program.shell("\"$R\" check \"$(printf 'caf\\351.md')\"", in: scratch.folder)
    #expect(run.status == 66)
    #expect(run.errors.contains("expected a file name in UTF-8, found other bytes"))
    let export = try Program.shell("\"$R\" export urls -o \"$(printf 'out\\351.txt')\"", in: scratch.folder)
    #expect(export.status == 73)
    #expect(try Program.shell("ls", in: scratch.folder).text == "")
  }

  @Test("what nobody sees in an editor is a warning, with its place, and nothing fails")
  func warnings() throws {
    let lesson = try #require(Lesson.builtin.first { $0.id == "urls" }).bytes
    let lines = lesson.count { $0 == 0x0A }
    let scratch = try Scratch()
    try scratch.file("a.md", lesson + Array("\nab\u{202E}c\n\u{1B}[2J\nd".utf8) + [0xFF, 0x0A])
    let run = try Program.shell("\"$R\" check --network loopback a.md", in: scratch.folder)
    #expect(run.status == 0)
    let found = run.errors.split(separator: "\n").filter { $0.hasPrefix("a.md:") }.map(String.init)
    #expect(
      found == [
        "a.md:\(lines + 2):3: warning: expected text that can be seen, found U+202E, which is shown as \\u{202e}",
        "a.md:\(lines + 3):1: warning: expected text that can be seen, found U+001B, which is shown as \\x1b",
        "a.md:\(lines + 4):2: warning: expected text that can be seen, found bytes that are no UTF-8, "
          + "which are shown as U+FFFD",
      ])
  }

  @Test("a machine without descriptors is 69, and no false claim")
  func descriptors() throws {
    for command in ["check", "export"] {
      let run = try Program.shell("ulimit -n 12; \"$R\" \(command) --network loopback whole-cycle")
      #expect(run.status == 69)
      #expect(run.text.isEmpty)
      #expect(run.errors.contains("EMFILE"))
    }
  }
}
