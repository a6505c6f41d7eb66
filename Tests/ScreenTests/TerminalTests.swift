import Foundation
import TestTerminal
import Testing

@Suite("Terminal, on a pseudo-terminal", .serialized, .timeLimit(.minutes(2)))
struct TerminalTests {
  /// What gives the screen back: frame over, plain style, pastes unmarked, wrapping, cursor, normal screen.
  static let givenBack = "\u{1B}[?2026l\u{1B}[m\u{1B}[?2004l\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

  private func ready(_ arguments: [String] = [], environment: [String: String] = [:], input: String? = nil) throws
    -> PseudoTerminal
  {
    let terminal = try PseudoTerminal(
      try Product.path("screen-probe"), arguments, environment: environment, input: input)
    try terminal.see("said ready.")
    return terminal
  }

  private func expectWhole(_ terminal: PseudoTerminal, _ at: SourceLocation = #_sourceLocation) {
    #expect(terminal.settings == terminal.untouched, sourceLocation: at)
    #expect(terminal.sent(Self.givenBack), "\(terminal.printable)", sourceLocation: at)
    #expect(terminal.screen.modes == [7, 25], sourceLocation: at)
    #expect(terminal.screen.unknown == [], sourceLocation: at)
  }

  @Test(
    "keys that end it leave the terminal as it was",
    arguments: [("q", 0), ("\u{4}", 0), ("e", 1), ("x", 3)] as [(String, Int32)])
  func endsByKey(key: String, status: Int32) throws {
    let terminal = try ready()
    #expect(terminal.settings != terminal.untouched)
    terminal.type(key)
    #expect(try terminal.end() == .exit(status))
    expectWhole(terminal)
    if key == "e" { #expect(terminal.afterwards.contains("probe: ended by Mistake()")) }
  }

  @Test(
    "so do Ctrl-C and Ctrl-\\, and the exit status says so", arguments: [("\u{3}", SIGINT), ("\u{1C}", SIGQUIT)])
  func endsByControl(key: String, signal: Int32) throws {
    let terminal = try ready()
    terminal.type(key)
    #expect(try terminal.end() == .signal(signal))
    expectWhole(terminal)
  }

  @Test("so do signals", arguments: [SIGTERM, SIGHUP, SIGINT])
  func endsBySignal(signal: Int32) throws {
    let terminal = try ready()
    terminal.send(signal)
    #expect(try terminal.end() == .signal(signal))
    expectWhole(terminal)
  }

  @Test(
    "so do traps, aborts and a used-up stack: the message is readable, and nothing asks for a key",
    arguments: [("t", [SIGILL, SIGTRAP]), ("a", [SIGABRT]), ("r", [SIGSEGV, SIGBUS])])
  func endsByTrap(key: String, signals: [Int32]) throws {
    let terminal = try ready()
    terminal.type(key)
    let ending = try terminal.end()
    #expect(signals.map { .signal($0) }.contains(ending))
    expectWhole(terminal)
    #expect(terminal.afterwards.contains("The program stopped on a mistake of its own."))
    #expect(!terminal.sent("Press space"))
    if key == "t" { #expect(terminal.afterwards.contains("the probe's own mistake")) }
  }

  @Test("a terminal that goes away ends it")
  func hangup() throws {
    let terminal = try ready()
    terminal.hangUp()
    #expect(try terminal.end() == .signal(SIGHUP))
  }

  @Test("what is written to stderr meanwhile waits for the normal screen")
  func stderr() throws {
    let terminal = try ready()
    terminal.type("w")
    try terminal.see("said character(\"w\").")
    #expect(!terminal.sent("a word on stderr"))
    terminal.type("q")
    #expect(try terminal.end() == .exit(0))
    #expect(terminal.afterwards.contains("a word on stderr"))
  }

  @Test(
    "Ctrl-Z, or asking for it, gives the terminal back, stops, and repaints whole on return",
    arguments: ["\u{1A}", "z"])
  func stops(key: String) throws {
    let terminal = try ready(["shell"])
    terminal.forget()
    terminal.type(key)
    try terminal.expect("shell: stopped, echo on")
    expectWhole(terminal)
    terminal.forget()
    terminal.type("\n")
    try terminal.expect("probe 40x5")
    #expect(terminal.printable.components(separatedBy: "[?1049h").count == 2)
    terminal.type("y")
    try terminal.see("said character(\"y\").")
    #expect(terminal.settings != terminal.untouched)
    terminal.type("q")
    #expect(try terminal.end() == .exit(0))
    #expect(terminal.sent("shell: ended 0"))
    expectWhole(terminal)
  }

  @Test("where nobody could continue it, it goes on")
  func orphan() throws {
    let terminal = try ready()
    terminal.forget()
    terminal.type("\u{1A}")
    try terminal.expect("probe 40x5")
    terminal.type("q")
    #expect(try terminal.end() == .exit(0))
    expectWhole(terminal)
  }

  @Test("another size repaints whole; a size of 0 is unknown")
  func resizes() throws {
    let terminal = try ready(environment: ["COLUMNS": "33"])
    for (columns, rows) in [(60, 20), (20, 3), (132, 50)] {
      terminal.resize(columns: columns, rows: rows)
      try terminal.see("probe \(columns)x\(rows)")
    }
    terminal.resize(columns: 80, rows: 24)
    terminal.report(columns: 0, rows: 0)
    try terminal.see("probe 33x24")
    terminal.type("q")
    #expect(try terminal.end() == .exit(0))
  }

  @Test("every frame is begun and ended; a step clears nothing and writes what changed; nothing is asked")
  func frames() throws {
    let terminal = try ready()
    for step in 0..<5 {
      terminal.type(String(step))
      try terminal.see("said character(\"\(step)\").")
    }
    #expect(terminal.screen.wholeClears == 1)
    terminal.forget()
    terminal.type("7")
    try terminal.see("said character(\"7\").")
    #expect(terminal.printable == "^[[?2026h^[[2;17H7^[[?2026l")
    terminal.type("q")
    #expect(try terminal.end() == .exit(0))
    expectWhole(terminal)
  }

  @Test("a pasted q is no key; ESC alone is one, after a moment; ESC that begins a key is none")
  func keys() throws {
    let terminal = try ready()
    terminal.type("\u{1B}[200~qqq\u{1B}[201~")
    try terminal.see("said paste(\"qqq\").")
    terminal.type("\u{1B}[A")
    try terminal.see("said up.")
    terminal.type("\u{1B}")
    try terminal.see("said escape.")
    terminal.type("字")
    try terminal.see("said character(\"字\").")
    terminal.type("q")
    #expect(try terminal.end() == .exit(0))
  }

  @Test("a paste without an end keeps nobody who goes on pressing keys")
  func endlessPaste() throws {
    let terminal = try ready()
    terminal.type("\u{1B}[200~some text")
    var presses = 0
    repeat {
      terminal.type("q")
      presses += 1
    } while !terminal.endsUnread(within: 300) && presses < 60
    #expect(presses > 1)
    #expect(try terminal.end() == .exit(0))
    expectWhole(terminal)
  }

  @Test("colour as the environment has it")
  func color() throws {
    let colored = try ready()
    #expect(colored.sent("\u{1B}[1;32mprobe"))
    let plain = try ready(environment: ["NO_COLOR": "1"])
    #expect(plain.sent("\u{1B}[1mprobe"))
  }

  @Test("keys come from the terminal where stdin is something else")
  func otherInput() throws {
    let terminal = try ready(input: "/dev/null")
    terminal.type("x")
    #expect(try terminal.end() == .exit(3))
    expectWhole(terminal)
  }
}
