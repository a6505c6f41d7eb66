import Foundation
import TestTerminal
import Testing

@Suite("learn in sentences, on a pseudo-terminal", .serialized, .timeLimit(.minutes(2)))
struct LineByLineTests {
  private func open(_ words: String..., environment: [String: String] = [:], input: String? = nil) throws
    -> PseudoTerminal
  {
    try PseudoTerminal(
      try Program.path, words, columns: 80, rows: 24, environment: environment, input: input)
  }

  private func expectPlain(_ terminal: PseudoTerminal) {
    #expect(!terminal.output.contains(0x1B))
    #expect(terminal.settings == terminal.untouched)
  }

  @Test("Enter goes on, b goes back, q ends; nothing but lines", arguments: [true, false])
  func walk(isDumb: Bool) throws {
    let terminal =
      isDumb ? try open("learn", environment: ["TERM": "dumb"]) : try open("learn", "--plain")
    try terminal.expect("Enter goes on, b goes back, q ends.")
    #expect(terminal.sent("Lesson: One page, the whole way"))
    terminal.type("\n")
    try terminal.expect("Step 1 of 17: URL")
    try terminal.expect("q ends.")
    terminal.type("\n")
    try terminal.expect("Step 2 of 17: DNS")
    try terminal.expect("q ends.")
    terminal.forget()
    terminal.type("b\n")
    try terminal.expect("Step 1 of 17: URL")
    try terminal.expect("q ends.")
    terminal.type("what?\n")
    try terminal.expect("\"what?\" means nothing here.")
    terminal.type("q\n")
    #expect(try terminal.end() == .exit(0))
    expectPlain(terminal)
  }

  @Test("a prediction's options are numbered, the answer is typed, and what is true comes after it")
  func prediction() throws {
    let terminal = try open("learn", "--plain", "--seed", "7")
    try terminal.expect("q ends.")
    while !terminal.sent("Type a number from 1 to") {
      terminal.forget()
      terminal.type("\n")
      try terminal.expect("q ends.")
    }
    #expect(terminal.sent("Predict: "))
    #expect(terminal.sent("\n1) "))
    #expect(!terminal.sent("The recording says"))
    for number in ["9", "0", "-9223372036854775808", "x"] {
      terminal.type("\(number)\n")
      try terminal.expect("\"\(number)\" means nothing here.")
    }
    terminal.forget()
    terminal.type("1\n")
    try terminal.expect("The recording says: ")
    #expect(terminal.sent("Right. ") || terminal.sent("Not quite. "))
    terminal.type("q\n")
    #expect(try terminal.end() == .exit(0))
    expectPlain(terminal)
  }

  @Test("the menu is numbered too")
  func menu() throws {
    let terminal = try open(environment: ["TERM": "dumb"])
    try terminal.expect("Type the number of a lesson, or q to leave.")
    #expect(terminal.sent(" 4) urls: Addresses taken apart, about 20 minutes"))
    for number in ["99", "-9223372036854775808"] {
      terminal.type("\(number)\n")
      try terminal.expect("There is no lesson \"\(number)\".")
    }
    terminal.type("4\n")
    try terminal.expect("Lesson: Addresses taken apart")
    terminal.type("q\n")
    #expect(try terminal.end() == .exit(0))
    expectPlain(terminal)
  }

  @Test("where nobody can type, nothing is asked: the whole lesson is printed")
  func noKeys() throws {
    let terminal = try open("learn", "--plain", "--seed", "7", input: "/dev/null")
    #expect(try terminal.end() == .exit(0))
    #expect(terminal.sent("Step 17 of 17"))
    #expect(!terminal.sent("q ends."))
    expectPlain(terminal)
  }
}
