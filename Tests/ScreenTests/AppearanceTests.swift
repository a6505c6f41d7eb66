import Screen
import Testing

@Suite("Appearance")
struct AppearanceTests {
  /// What a usual terminal's environment says, and what a case changes in it.
  private func decide(_ changes: [String: String] = [:], _ flags: Appearance.Flags = .init(), tty: Bool = true)
    -> Appearance
  {
    let environment = ["TERM": "xterm-256color", "LANG": "en_GB.UTF-8"].merging(changes) { $1 }
    return Appearance.decide(flags: flags, isTerminal: tty) { environment[$0] }
  }

  @Test("NO_COLOR counts if it is not empty, and beats those that force")
  func noColor() {
    #expect(decide(["NO_COLOR": "1"]).depth == .none)
    #expect(decide(["NO_COLOR": ""]).depth == .indexed256)
    #expect(decide(["NO_COLOR": "1", "CLICOLOR_FORCE": "1", "FORCE_COLOR": "3"]).depth == .none)
    #expect(!decide(["NO_COLOR": "1"]).isPlain)
  }

  @Test("the flag beats every variable; variables force colour into a pipe")
  func flag() {
    #expect(decide(["NO_COLOR": "1"], .init(color: .always), tty: false).depth == .indexed256)
    #expect(decide(["FORCE_COLOR": "1"], .init(color: .never)).depth == .none)
    #expect(decide(["CLICOLOR_FORCE": "1"], tty: false).depth == .indexed256)
    #expect(decide(["FORCE_COLOR": "1"], tty: false).depth == .indexed256)
    #expect(decide(["FORCE_COLOR": "0"], tty: false).depth == .none)
  }

  @Test("no terminal, or one that cannot: no colour, no cursor movement", arguments: ["dumb", ""])
  func dumb(term: String) {
    #expect(decide(["TERM": term]) == Appearance(depth: .none, isASCII: false, isPlain: true))
    #expect(decide(tty: false) == Appearance(depth: .none, isASCII: false, isPlain: true))
  }

  @Test("as many colours as the terminal says it has")
  func depth() {
    #expect(decide(["COLORTERM": "truecolor"]).depth == .trueColor)
    #expect(decide(["COLORTERM": "24bit"]).depth == .trueColor)
    #expect(decide(["COLORTERM": "yes"]).depth == .indexed256)
    #expect(decide(["TERM": "xterm"]).depth == .named16)
  }

  @Test("ASCII by flag, or by locale: the first that is not empty of LC_ALL, LC_CTYPE, LANG")
  func locale() {
    #expect(!decide().isASCII)
    #expect(decide([:], .init(ascii: true)).isASCII)
    #expect(decide(["LC_ALL": "C"]).isASCII)
    #expect(!decide(["LC_ALL": "", "LC_CTYPE": "C.utf8", "LANG": "C"]).isASCII)
    #expect(decide(["LANG": ""]).isASCII)
  }

  @Test("plain by flag, colour as it is")
  func plain() {
    #expect(decide([:], .init(plain: true)) == Appearance(depth: .indexed256, isASCII: false, isPlain: true))
  }

  @Test("size: flags, terminals, variables, then 80 by 24; 0 is unknown, each side for itself")
  func size() {
    let unknown = Size(columns: 0, rows: 0)
    let wide = Size(columns: 132, rows: 50)
    let variables = ["COLUMNS": "70", "LINES": "x"]
    #expect(Size.decide(variable: { _ in nil }) == .usual)
    #expect(Size.decide(reported: [unknown, wide]) { variables[$0] } == wide)
    #expect(
      Size.decide(reported: [Size(columns: 60000, rows: 50)], variable: { _ in nil }) == Size(columns: 1000, rows: 50))
    #expect(Size.decide(reported: [unknown]) { variables[$0] } == Size(columns: 70, rows: 24))
    #expect(
      Size.decide(flags: (columns: 40, rows: nil), reported: [wide], variable: { _ in nil })
        == Size(columns: 40, rows: 50))
  }
}
