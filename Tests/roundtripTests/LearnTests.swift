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

  /// The screen after each press of Space, to the last place.
  private func walk(_ terminal: PseudoTerminal) throws -> [[[Cell]]] {
    var screens: [[[Cell]]] = []
    while !(terminal.screen.text.split(separator: "\n").first ?? "").contains("The end") {
      terminal.forget()
      terminal.type(" ")
      try terminal.frames()
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
    for _ in 0..<6 {
      terminal.forget()
      terminal.type(" ")
      try terminal.frames()
    }
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

  @Test("so do signals and traps", arguments: [SIGTERM, SIGHUP, SIGTRAP, SIGILL, SIGSEGV, SIGABRT])
  func endsBySignal(signal: Int32) throws {
    let terminal = try open()
    terminal.send(signal)
    #expect(try terminal.end() == .signal(signal))
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
