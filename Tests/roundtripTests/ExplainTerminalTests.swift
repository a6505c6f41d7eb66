import TestTerminal
import Testing

@Suite("explain, typed into a terminal", .serialized, .timeLimit(.minutes(1)))
struct ExplainTerminalTests {
  @Test(
    "who gives it no input is told what it waits for, and how that is taken",
    arguments: [
      (["url"], "type or paste url, then Ctrl-D on a line of its own", "https://h/path?q=1\n", "query"),
      (
        ["dns"], "type or paste dns, in hexadecimal, then Ctrl-D on a line of its own",
        "b5ce0100000100000000000003777777\n0473686f7004746573740000010001\n", "QNAME"
      ),
      (
        ["url", "--jsonl"], "type or paste a line of JSON at a time; Ctrl-D on a line of its own ends it",
        "{\"input\":\"http://h/\"}\n", "\"hostname\":\"h\""
      ),
    ])
  func invitation(words: [String], says: String, input: String, shows: String) throws {
    let terminal = try PseudoTerminal(try Program.path, ["explain"] + words, columns: 120, rows: 40)
    try terminal.expect(says)
    terminal.type(input + "\u{4}")
    try terminal.expect(shows)
    #expect(try terminal.end() == .exit(0))
  }

  @Test("on a terminal no line is wider than it", arguments: [60, 80])
  func widths(columns: Int) throws {
    let runs = [
      ["doctor"], ["explain", "nosuch"], ["explain", "url", "http://h/" + String(repeating: "path/", count: 30)],
      ["explain", "http", "GET / HTTP/1.1\nHost: a\n\n"],
    ]
    for words in runs {
      let terminal = try PseudoTerminal(
        try Program.path, words, columns: columns, rows: 40, environment: ["TERM": "dumb"])
      _ = try terminal.end()
      let text = String(decoding: terminal.output, as: UTF8.self)
      for line in text.split(whereSeparator: \.isNewline) {
        #expect(line.count <= columns, "\(words): \(line)")
      }
    }
  }
}
