import Foundation
import Testing
import Wire

@testable import roundtrip

@Suite("explain")
struct ExplainCommandTests {
  /// A good input of each kind, in hexadecimal where it is no text.
  static let inputs: [(kind: String, text: String, shows: String)] = [
    ("url", "https://www.shop.test/cart?id=7#top", "host: www.shop.test"),
    ("http", "GET /cart?id=7 HTTP/1.1\r\nHost: shop.test\r\n\r\n", "field-name: Host"),
    ("http1", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "content: ok"),
    ("proxy", "PROXY TCP4 192.0.2.1 192.0.2.2 56068 443\r\n", "source address: 192.0.2.1"),
    ("dns", "b5ce0100000100000000000003777777 0473686f700474657374 0000010001", "QNAME: www.shop.test."),
    ("tls", "15 0301 0002 0228", "alert"),
    ("html", "<p class=a>Hi<b>there", "start tag: p"), ("html-tokens", "<p>x", "text: x"),
    ("html-tree", "<p>x", "text: x"), ("css", "p > a { color: red }", "declaration: color: red"),
    ("cookies", "id=7; Path=/; Max-Age=60", "cookie-value: 7"),
    (
      "packet", "020000000001 02000000000a 0806 0001080006040002 020000000001c0000201 02000000000ac000020a", "opcode: 2"
    ),
  ]

  @Test("every kind, from text, hexadecimal, a file and stdin: the same tree, within 80 columns", arguments: inputs)
  func forms(kind: String, text: String, shows: String) throws {
    let bytes = ["dns", "tls", "packet"].contains(kind) ? try #require([UInt8](hex: text)) : Array(text.utf8)
    let scratch = try Scratch()
    try scratch.file("input", bytes)
    let run = try Program.run("explain", kind, text)
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.text.contains(shows), "\(run.text)")
    for line in run.lines { #expect(line.count <= 80, "\(line)") }
    #expect(try Program.run("explain", kind, "--as", "hex", bytes.hex).output == run.output)
    #expect(try Program.run("explain", kind, "input", in: scratch.folder).output == run.output)
    #expect(try Program.shell("\"$R\" explain \(kind)", input: bytes).output == run.output)
    #expect(try Program.shell("\"$R\" explain \(kind) --as hex -", input: Array(bytes.hex.utf8)).output == run.output)
  }

  @Test("all kinds are tried above")
  func allKinds() {
    #expect(Set(Command.explainers.map(\.kind)) == Set(Self.inputs.map(\.kind)))
  }

  @Test("lines that a keyboard or an editor ended in LF are read as CRLF, and that is said")
  func lineEnds() throws {
    let run = try Program.run("explain", "http", "GET / HTTP/1.1\nHost: h\n\n")
    #expect(run.status == 0)
    #expect(run.errors.contains("LF alone"))
    #expect(try Program.run("explain", "http", "--as", "text", "GET / HTTP/1.1\nHost: h\n\n").status == 65)
  }

  @Test("a line that a keyboard or an editor ended is explained without its end, and that alone")
  func lineEnd() throws {
    let plain = try Program.run("explain", "url", "https://h/")
    for end in ["\n", "\r\n"] {
      let run = try Program.run("explain", "url", input: "https://h/" + end)
      #expect(run.status == 0)
      #expect(run.output == plain.output)
    }
    #expect(try Program.run("explain", "url", input: "https://h/\n\n").status == 65)
    #expect(try Program.run("explain", "url", "--as", "text", "https://h/\n").status == 65)
  }

  @Test("what a browser passes over is a note and no fault; what it refuses is one")
  func remarks() throws {
    let run = try Program.run("explain", "cookies", "id=7; Max-Age=60x; Colour=red")
    #expect(run.status == 0)
    #expect(run.text.contains("note: no number of seconds: passed over"))
    #expect(run.text.contains("note: no attribute that RFC 6265 knows: passed over"))
    let refused = try Program.run("explain", "cookies", "__Host-a=b; SameSite=None")
    #expect(refused.status == 65)
    #expect(refused.text.contains("! a __Host- name needs Secure, Path=/ and no Domain"))
  }

  @Test("what a field is for is said once, below the first of its kind")
  func meanings() throws {
    let run = try Program.run("explain", "url", "https://www.shop.test/a/b?c=d&e=f")
    #expect(run.lines.count { $0.contains("details for the server") } == 1)
    #expect(run.lines.count { $0.contains("one part of the path") } == 1)
  }

  @Test("a fault is told once, where it is, and is 65")
  func fault() throws {
    let run = try Program.run("explain", "http", "GET / HTTP/1.1\r\nHost : h\r\n\r\n")
    #expect(run.status == 65)
    #expect(run.lines.count { $0.contains("! white space after a field name") } == 1)
  }

  @Test(
    "a path that leads nowhere is a missing file, not a text; --as text takes it as one",
    arguments: [
      ("url", "/nonexist.txt"), ("url", "./x"), ("html", "../x"), ("html", "page.html"), ("css", "~/a.css"),
      ("cookies", "cookies.txt"), ("http", "/x"),
    ])
  func missing(kind: String, word: String) throws {
    let run = try Program.run("explain", kind, word)
    #expect(run.status == 66)
    #expect(
      run.errors == "roundtrip explain \(kind): there is no file \(word) (--as text takes it as the text itself)\n")
    #expect(try Program.run("explain", kind, "--as", "text", word).status != 66)
  }

  @Test("a folder is no input")
  func folder() throws {
    let run = try Program.run("explain", "html", ".")
    #expect(run.status == 66)
    #expect(run.errors.hasPrefix("roundtrip explain html: expected a file, found a folder: . (--as text takes it"))
    #expect(try Program.run("explain", "html", ".", "--as", "text").status == 0)
  }

  @Test("a property that is only not known here is noted, and no fault; a rule without an end is one")
  func unknownProperty() throws {
    let run = try Program.run("explain", "css", "a{grid-area:x}")
    #expect(run.status == 0)
    #expect(run.text.contains("note: \"grid-area\" is not shown here"))
    #expect(try Program.run("explain", "css", "a{grid-area:x").status == 65)
    #expect(try Program.run("explain", "http", "--as", "text", "GET / HTTP/2.0\r\n\r\n").status == 65)
  }

  @Test("an argument's bytes are explained as they are")
  func rawBytes() throws {
    let run = try Program.shell("\"$R\" explain url --json \"$(printf 'http://a/\\377\\376')\"")
    #expect(try JSON(parsing: run.output)["bytes"] == "687474703a2f2f612ffffe")
  }

  @Test("more than is taken apart in some seconds is refused")
  func tooMuch() throws {
    let run = try Program.shell("head -c 1048577 /dev/zero | \"$R\" explain html")
    #expect(run.status == 65)
    #expect(run.errors == "roundtrip: expected at most 1 MiB in -, found more\n")
  }

  @Test("--json: a tree that is written in many pieces is one value, with every byte in it")
  func manyPieces() throws {
    let input = "Cookie: " + (0..<4000).map { "name\($0)=value" }.joined(separator: "; ")
    let run = try Program.run("explain", "cookies", "--as", "text", "--json", "-", input: input)
    let answer = try JSON(parsing: run.output)
    #expect(answer["schema"] == 1 && answer["kind"] == "cookies")
    #expect(answer["bytes"]?.string == Array(input.utf8).hex)
    var reached = 0
    func walk(_ field: JSON) {
      let (bits, children) = (field["bits"]?.array ?? [], field["children"]?.array ?? [])
      guard children.isEmpty else { return children.forEach(walk) }
      #expect(bits.first?.integer == reached)
      reached = bits.last?.integer ?? 0
    }
    walk(try #require(answer["field"]))
    #expect(reached == input.utf8.count * 8)
  }

  @Test("bytes behind a DNS message are a fault, and shown")
  func trailing() throws {
    let run = try Program.run("explain", "dns", "b5ce01000000000000000000 cafe")
    #expect(run.status == 65)
    #expect(run.text.contains("12..<14"))
    #expect(run.text.contains("! expected the message to end here, found 2 more bytes"))
  }

  @Test("--jsonl http1: what HTTP leaves to the recipient is a setting")
  func settings() throws {
    let lines = [
      ("GET / HTTP/1.1\r\nHost: a\r\nB: c\r\n d\r\n\r\n", #""folded":true"#),
      ("PROXY TCP4 192.0.2.1 192.0.2.2 56068 443\r\nGET / HTTP/1.0\r\n\r\n", #""proxy":true"#),
      ("GET / HTTP/1.0\r\nA: b\r\n\r\n", #""limits":{"fieldCount":0}"#),
      ("PROXY UNKNOWN\r\nGET /", #""proxy":true"#),
      ("PROXY UNKNOWN\r\nGET  / HTTP/1.0\r\n\r\n", #""proxy":true"#),
    ]
    let input = lines.map { #"{"hex":"\#(Array($0.utf8).hex)",\#($1)}"# }.joined(separator: "\n")
    let answers = try Program.run("explain", "http1", "--jsonl", input: input).lines.map { try JSON(parsing: $0) }
    #expect(answers[0]["messages"]?.array?.first?["fields"]?.array?.last == ["B", "c d"])
    #expect(answers[1]["proxy"]?["source"] == "192.0.2.1:56068")
    #expect(answers[1]["messages"]?.array?.count == 1)
    #expect(answers[2]["error"]?["code"] == "limit")
    #expect(answers[3]["messages"]?.array?.isEmpty == true && answers[3]["rest"]?.string == Array("GET /".utf8).hex)
    #expect(answers[4]["error"]?["offset"] == 19)
    let strict = try Program.run("explain", "http1", "--jsonl", input: #"{"hex":"\#(Array(lines[0].0.utf8).hex)"}"#)
    #expect(try JSON(parsing: strict.lines[0])["error"]?["code"] == "forbidden")
  }

  @Test(
    "--jsonl: a line that is too long is not kept whole, and has an answer like the others", arguments: ["", "echo"])
  func endlessLine(after: String) throws {
    let zeros = "head -c 9000000 /dev/zero"
    let run = try Program.shell("(echo '{\"hex\":\"\"}'; \(zeros); \(after) ) | \"$R\" explain http1 --jsonl")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(
      run.lines == [
        #"{"messages":[],"rest":""}"#,
        #"{"error":{"code":"limit","message":"expected lines of at most 8 MiB, found a longer one","offset":0}}"#,
      ])
  }

  @Test("--jsonl: a line that is no UTF-8 is an error, and not another line")
  func notUTF8() throws {
    let run = try Program.shell(
      "printf '{\"input\":\"http://a/\\377\"}\\n{\"input\":\"http://a/\"}\\n' | \"$R\" explain url --jsonl")
    let answers = try run.lines.map { try JSON(parsing: $0) }
    #expect(answers.count == 2)
    #expect(answers.first?["error"]?["message"]?.string?.hasPrefix("expected UTF-8") == true)
    #expect(answers.last?["href"]?.string == "http://a/")
  }

  @Test("--jsonl: a bad line has an answer like the others, an empty one too; a missing last newline is no matter")
  func lines() throws {
    let long = String(repeating: "a", count: 1_000_000)
    let deep = String(repeating: "[", count: 1_000_000)
    let input = [
      #"{"input":"http://h/"}"#, "no json", "", "[]", "{}", #"{"input":7}"#, "\u{0}\u{1}", deep,
      #"{"input":"http://h/\#(long)"}"#, #"{"input":"\uD800"}"#, #"{"input":"http://i/"}"#,
    ].joined(separator: "\n")
    let run = try Program.run("explain", "url", "--jsonl", input: input)
    #expect(run.status == 0)
    #expect(run.errors == "")
    let answers = try run.lines.map { try JSON(parsing: $0) }
    #expect(answers.count == 11)
    #expect(answers.first?["href"] == "http://h/")
    #expect(answers.last?["href"] == "http://i/")
    for answer in answers[1...7] {
      #expect(answer["error"]?["code"]?.string != nil)
      #expect(answer["error"]?["message"]?.string != nil)
      #expect(answer["error"]?["offset"] != nil)
    }
    #expect(answers[8]["pathname"]?.string?.utf8.count == 1_000_001)
    #expect(answers[9]["failure"] == true)
  }

  @Test("--jsonl: every kind answers nonsense with an error", arguments: inputs.map(\.kind))
  func nonsense(kind: String) throws {
    let run = try Program.run("explain", kind, "--jsonl", input: "{}\n{\"hex\":\"0\"}\n7\nnull\n")
    #expect(run.status == 0)
    #expect(run.lines.count == 4)
    for line in run.lines { #expect(try JSON(parsing: line)["error"] != nil) }
  }

  @Test("--jsonl: each answer is there before the next question")
  func flushed() throws {
    let process = Process()
    let (questions, answers) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: try Program.path)
    process.arguments = ["explain", "url", "--jsonl"]
    process.standardInput = questions
    process.standardOutput = answers
    try process.run()
    for name in ["a", "b", "c"] {
      try questions.fileHandleForWriting.write(contentsOf: Data(#"{"input":"http://\#(name)/"}"#.utf8 + [0x0A]))
      let answer = answers.fileHandleForReading.availableData
      #expect(try JSON(parsing: Array(answer))["host"]?.string == name)
    }
    try questions.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test("--json: of a tree with very many fields the first are told, and each says how many it lacks")
  func omittedFields() throws {
    let scratch = try Scratch()
    let file = try scratch.file("a.css", Array(String(repeating: "a{}", count: 40_000).utf8))
    let run = try Program.run(["explain", "css", "--json", file.path])
    #expect(run.output.count < 20 << 20)
    #expect(run.errors.contains("note: only the first 50000 fields are told"))
    let answer = try JSON(parsing: run.output)
    #expect(answer["bytes"]?.string?.utf8.count == 240_000)
    var (told, lacking) = (0, 0)
    var waiting = [try #require(answer["field"])]
    while let field = waiting.popLast() {
      told += 1
      let children = field["children"]?.array ?? []
      waiting += children
      if case .number(let number)? = field["omitted"] { lacking += Int(number) ?? 0 }
    }
    #expect(told == 50_000)
    #expect(lacking == 27_501, "parts of the fields that are told; what is within those is not counted")
  }

  @Test("--json and --jsonl: nothing in them reorders what stands around it on a terminal")
  func bidirectionalControls() throws {
    let controls = "\u{061C}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}"
    let inputs = [
      ("url", "http://h/\(controls)#\(controls)"), ("html", "<p title='\(controls)'>\(controls)<!--\(controls)-->"),
      ("css", "a::before { content: '\(controls)' }"), ("cookies", "a=\(controls)"),
      ("http", "GET / HTTP/1.1\r\nX: \(controls)\r\n\r\n"),
    ]
    for (kind, input) in inputs {
      let scratch = try Scratch()
      let file = try scratch.file("in", Array(input.utf8))
      let text = try Program.run(["explain", kind, "--json", "--as", "file", file.path]).text
      #expect(text.contains("\\u202e"), "\(kind)")
      #expect(text.unicodeScalars.allSatisfy { !controls.unicodeScalars.contains($0) }, "\(kind)")
    }
    for (kind, member) in [("html", "input"), ("css", "input"), ("html-tokens", "input"), ("html-tree", "data")] {
      let line = JSON.object([JSON.Member(member, .string("a{b: '\(controls)'}"))]).description
      let text = try Program.run("explain", kind, "--jsonl", input: line + "\n").text
      #expect(text.contains("\\u202e"), "\(kind)")
      #expect(text.unicodeScalars.allSatisfy { !controls.unicodeScalars.contains($0) }, "\(kind)")
    }
  }

  @Test("--conditions says which cable a condition is about, and names them all")
  func cables() throws {
    let text = try Program.run("explain", "--conditions").text
    #expect(text.replacing("\n", with: " ").contains("the cable between Home router and Exchange"))
    for cable in ["home", "line", "backbone", "front", "back"] { #expect(text.contains("\n  \(cable) ")) }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
