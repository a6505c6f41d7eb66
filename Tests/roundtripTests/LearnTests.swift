import Foundation
import Screen
import TestTerminal
import Testing

@Suite("learn, on a pseudo-terminal", .serialized, .timeLimit(.minutes(5)))
struct LearnTests {
  static let sizes = [(80, 24), (120, 40), (200, 60)]

  private func open(
    _ words: [String] = ["learn", "whole-cycle", "--seed", "7"], columns: Int = 80, rows: Int = 24,
    environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      try Program.path, words, columns: columns, rows: rows, environment: environment)
    try terminal.frames()
    return terminal
  }

  private func expectWhole(_ terminal: PseudoTerminal, _ at: SourceLocation = #_sourceLocation) {
    #expect(terminal.settings == terminal.untouched, sourceLocation: at)
    #expect(terminal.screen.modes == [7, 25], sourceLocation: at)
    #expect(terminal.screen.unknown == [], sourceLocation: at)
  }

  /// The cells as a person sees them: a blank's foreground and weight are nothing to see.
  private func seen(_ terminal: PseudoTerminal) -> [[Cell]] {
    terminal.screen.cells.map { row in
      row.map { cell in
        guard cell.glyph == .character(" ") else { return cell }
        var blank = cell
        blank.style.foreground = .standard
        (blank.style.bold, blank.style.dim, blank.style.italic) = (false, false, false)
        return blank
      }
    }
  }

  /// Presses Space, and waits for what it leads to: that may still be on its way to being recorded.
  private func goOn(_ terminal: PseudoTerminal) throws {
    terminal.forget()
    terminal.type(" ")
    repeat { try terminal.frames() } while terminal.screen.text.contains("is being recorded")
  }

  /// The screen after each press of Space, to the last place.
  private func walk(_ terminal: PseudoTerminal) throws -> [[[Cell]]] {
    var screens: [[[Cell]]] = []
    while !(terminal.screen.text.split(separator: "\n").first ?? "").contains("The end") {
      try goOn(terminal)
      screens.append(seen(terminal))
    }
    return screens
  }

  @Test("Space to the end, Backspace to the start: every step, and every step again, identical", arguments: sizes)
  func thereAndBack(columns: Int, rows: Int) throws {
    let terminal = try open(columns: columns, rows: rows)
    let forward = try walk(terminal)
    #expect(forward.count > 17)
    for screen in forward.dropLast().reversed() {
      terminal.forget()
      terminal.type("\u{7F}")
      try terminal.frames()
      try #require(seen(terminal) == screen, "\(terminal.screen.text)")
    }
    #expect(terminal.screen.wholeClears <= 2)
    terminal.type("q")
    #expect(try terminal.end() == .exit(0))
    expectWhole(terminal)
  }

  @Test("a resize in between repaints whole, and changes nothing else")
  func resizes() throws {
    let terminal = try open()
    for _ in 0..<6 { try goOn(terminal) }
    let before = seen(terminal)
    for (columns, rows) in [(120, 40), (40, 10), (39, 9), (10, 3), (200, 60), (80, 24)] {
      terminal.forget()
      terminal.resize(columns: columns, rows: rows)
      try terminal.frames()
      let text = terminal.screen.text
      if columns < 40 {
        if columns > 20 { #expect(text.contains("make the window larger (now \(columns)x\(rows)")) }
      } else {
        #expect(text.contains("Step "))
      }
    }
    #expect(seen(terminal) == before)
    terminal.type("q")
    #expect(try terminal.end() == .exit(0))
  }

  @Test("it begins and ends in the smallest windows", arguments: [(40, 10), (39, 10), (20, 5), (3, 2), (1, 1)])
  func small(columns: Int, rows: Int) throws {
    let terminal = try open(columns: columns, rows: rows)
    if columns >= 40 {
      let screens = try walk(terminal)
      #expect(screens.count > 17)
    }
    terminal.type("q")
    #expect(try terminal.end() == .exit(0))
    expectWhole(terminal)
  }

  @Test(
    "keys that end it leave the terminal whole",
    arguments: [("q", .exit(0)), ("\u{4}", .exit(0)), ("\u{3}", .signal(SIGINT))] as [(String, PseudoTerminal.Ending)])
  func endsByKey(key: String, ending: PseudoTerminal.Ending) throws {
    let terminal = try open()
    #expect(terminal.settings != terminal.untouched)
    terminal.type(key)
    #expect(try terminal.end() == ending)
    expectWhole(terminal)
  }

  /// A person's ways out, and others'.
  private static let waysOut: [(leave: @Sendable (PseudoTerminal) -> Void, ending: PseudoTerminal.Ending)] = [
    ({ $0.type("q") }, .exit(0)), ({ $0.type("\u{3}") }, .signal(SIGINT)),
    ({ $0.send(SIGTERM) }, .signal(SIGTERM)), ({ $0.send(SIGHUP) }, .signal(SIGHUP)),
    ({ $0.send(SIGSEGV) }, .signal(SIGSEGV)),
  ]

  @Test(
    "a terminal that takes nothing for now keeps nobody from leaving, and is whole once it takes more",
    arguments: waysOut.indices, ["held", "unread"])
  func held(way: Int, how: String) throws {
    let (leave, ending) = Self.waysOut[way]
    let terminal = try open()
    // As after Ctrl-S; or full to the brim, since who reads it has stopped.
    if how == "held" { terminal.hold(true) } else { terminal.fill() }
    leave(terminal)
    #expect(terminal.endsUnread())
    #expect(terminal.settings == terminal.untouched)
    #expect(try terminal.end() == ending)
    expectWhole(terminal)
  }

  @Test("meanwhile every key is answered; once it takes more again it shows what is to be seen by then")
  func heldMeanwhile() throws {
    let terminal = try open()
    terminal.hold(true)
    for key in ["?", "q", "?", "q", "o"] {
      terminal.type(key)
      #expect(terminal.isHeard())
    }
    terminal.hold(false)
    try terminal.see("<- you are here")
    terminal.type("\u{4}")
    #expect(try terminal.end() == .exit(0))
    expectWhole(terminal)
  }

  @Test(
    "so do signals and traps",
    arguments: Signal.ending.filter { $0 != SIGXFSZ } + [SIGTRAP, SIGILL, SIGSEGV, SIGABRT, SIGSYS])
  func endsBySignal(signal: Int32) throws {
    let terminal = try open()
    terminal.send(signal)
    #expect(try terminal.end() == .signal(signal))
    expectWhole(terminal)
  }

  /// A lesson of one quick scene and many, each with two steps, that take a second and a half.
  private func slowLesson(_ scratch: Scratch) throws -> String {
    let step = "## [tcp] Knock\nKnock, knock.\n"
    let slow = "```http\nGET http://www.shop.test/\n```\n```given\nserver.host = silent\n```\n\(step)"
    let scenes = (2...40).map { "# Scene \($0)\n\(slow)" }.joined()
    let quick = "# The first\n```http\nGET http://www.shop.test/\n```\n\(step)"
    return try scratch.file("slow.md", "---\nformat: 1\nid: slow\ntitle: Slow\n---\nHello.\n\(quick)\(scenes)".utf8)
      .path
  }

  private static let networks = PrivateInternet.isAvailable ? ["loopback", "private"] : ["loopback"]

  @Test("while the rest is recorded the first scene is there, and every key is answered", arguments: networks)
  func whileRecording(network: String) throws {
    let scratch = try Scratch()
    let terminal = try open(["learn", try slowLesson(scratch), "--network", network])
    terminal.type(" ")
    try terminal.see("Scene 1 of 40")
    terminal.type(" ")
    try terminal.see("Step 1 of 40")
    terminal.type("G")
    try terminal.see("the end is not there yet: scene 2 of 40 is being recorded")
    terminal.type("?")
    try terminal.see("scroll, then the next step")
    terminal.type("\u{1B}")
    try terminal.see("Knock, knock.")
    terminal.resize(columns: 100, rows: 30)
    try terminal.see("Step 1 of 40")
    terminal.type("c")
    try terminal.see("back to the lesson")
    terminal.type("q")
    try terminal.see("Step 1 of 40")
    terminal.type("q")
    #expect(try terminal.end() == .exit(0))
    expectWhole(terminal)
  }

  @Test("who waits for a scene is shown it as soon as it is there")
  func waiting() throws {
    let scratch = try Scratch()
    let terminal = try open(["learn", try slowLesson(scratch), "--network", "loopback"])
    terminal.type(" ")
    try terminal.see("Scene 1 of 40")
    terminal.type("ll")
    try terminal.see("scene 2 of 40 is being recorded: it opens by itself")
    try terminal.see("Scene 2 of 40")
    terminal.type("\u{3}")
    #expect(try terminal.end() == .signal(SIGINT))
    expectWhole(terminal)
  }

  @Test("stopped and continued while it records, it paints the whole screen again")
  func continues() throws {
    let scratch = try Scratch()
    let terminal = try open(["learn", try slowLesson(scratch), "--network", "loopback"])
    terminal.type(" ")
    try terminal.see("Scene 1 of 40")
    terminal.resize(columns: 80, rows: 24)
    terminal.send(SIGSTOP)
    terminal.send(SIGCONT)
    try terminal.see("Scene 1 of 40")
    terminal.type("q")
    #expect(try terminal.end() == .exit(0))
    expectWhole(terminal)
  }

  @Test("c opens the menu of lessons, q leaves it")
  func chooseAnother() throws {
    let terminal = try open()
    terminal.forget()
    terminal.type("c")
    try terminal.see("Addresses taken apart")
    terminal.type("j\r")
    try terminal.see("The question, line by line")
    terminal.type("q")
    #expect(try terminal.end() == .exit(0))
    expectWhole(terminal)
  }

  @Test("roundtrip alone is a menu: it opens a lesson by its number, and q leaves")
  func menu() throws {
    let terminal = try open([])
    try terminal.see("Addresses taken apart")
    terminal.type("4\r")
    try terminal.see("Space to start")
    terminal.type("q")
    #expect(try terminal.end() == .exit(0))
    expectWhole(terminal)

    let other = try open([])
    other.type("q")
    #expect(try other.end() == .exit(0))
    expectWhole(other)
  }

  @Test("no colour and no character outside ASCII where that is asked for")
  func appearance() throws {
    let terminal = try open(["learn", "--ascii", "--lines", "unicode"], environment: ["NO_COLOR": "1"])
    _ = try walk(terminal)
    for row in terminal.screen.cells {
      for cell in row {
        #expect(cell.style.foreground == .standard && cell.style.background == .standard)
        if case .character(let character) = cell.glyph { #expect(character.isASCII) }
      }
    }
    terminal.type("q")
    #expect(try terminal.end() == .exit(0))
    #expect(terminal.output.allSatisfy { $0 < 0x80 })
  }
}
