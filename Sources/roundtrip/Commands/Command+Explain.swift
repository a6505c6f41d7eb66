import Lessons
import Screen
import Tracing
import Views
import Wire

extension Command {
  private static let jsonl = Option("--jsonl", "one JSON value a line in, one JSON object a line out")
  private static let paths = Option("--paths", "list what lessons can show and claim")
  private static let conditions = Option("--conditions", "list what a lesson's scene can be given")
  private static let form = Option(
    "--as", value: "FORM", choices: ["text", "hex", "file"], "how to read INPUT, where a guess would be wrong")

  static let explainers: [any Explainer] = [
    URLExplainer(),
    HTTP1Explainer(kind: "http", summary: "HTTP/1.1 requests or responses: every line, field and chunk"),
    ProxyExplainer(), DNSExplainer(), TLSExplainer(), HTMLExplainer(), CSSExplainer(), CookiesExplainer(),
    PacketExplainer(),
    HTTP1Explainer(kind: "http1", summary: "the same as http, by the name that test suites use"),
    HTMLTokensExplainer(), HTMLTreeExplainer(),
  ]

  /// What a line of `--jsonl` brings, by kind.
  private static let members = [
    ("url", "{\"input\",\"base\"}, or {\"href\",\"set\":[ATTRIBUTE,VALUE]}"),
    ("dns, tls, packet, proxy", "{\"hex\"}"), ("http, http1", "{\"hex\",\"role\"} and more, see below"),
    ("html", "{\"input\"}"), ("html-tokens", "{\"input\",\"initialState\",\"lastStartTag\"}"),
    ("html-tree", "{\"data\",\"fragment\",\"scripting\"}"), ("css", "{\"input\",\"production\"}"),
    ("cookies", "{\"received\":[TEXT],\"url\",\"sent-to\",\"now\"}"),
  ]

  /// What there is of `word`, each with its meaning.
  private static func list(_ word: String, _ rows: [(String, String)], asJSON: Bool, after notes: [String] = []) throws
    -> ExitCode
  {
    if asJSON {
      let list = rows.map { row -> JSON in
        JSON.object([JSON.Member(word, .string(row.0)), JSON.Member("meaning", .string(row.1))])
      }
      try Files.print(JSON.object([JSON.Member("schema", 1), JSON.Member(word + "s", .array(list))]).description)
    } else {
      try Files.print((table(rows) + notes).joined(separator: "\n"))
    }
    return .ok
  }

  /// Which cable a condition is about.
  private static let cables =
    [""]
    + wrapped(
      "link.delay and the others are about the learner's line, the cable between Home router and Exchange. With a cable's "
        + "name they are about that one, as link.backbone.delay. The cables:", width: 80)
    + table(
      Topology.standard.cables.map { cable in
        (cable.id, cable.ends.map { Topology.standard.nodes[$0.node].party.name }.joined(separator: " and "))
      })

  static let explain = Command(
    id: .explain, summary: "take something apart, byte by byte", operands: "KIND [INPUT]", operandCount: 0...2,
    examples: [
      "roundtrip explain url 'https://www.shop.test/cart?id=7#top'", "roundtrip explain http request.txt",
      "curl -si http://127.0.0.1:8080/ | roundtrip explain http", "roundtrip explain dns query.bin",
      "roundtrip explain packet frame.bin",
      "roundtrip explain cookies 'id=7; Path=/; Max-Age=60'",
      "roundtrip explain --paths", "roundtrip explain --conditions",
    ],
    options: [form, jsonl, paths, conditions, .json, .ascii, .color],
    notes: ["Kinds:"] + table(explainers.map { ($0.kind, $0.summary) }) + [
      "",
      "INPUT is a file's name, or hexadecimal, or the text itself; without it, or with -, standard input is read: what "
        + "you type or paste, up to Ctrl-D on a line of its own. "
        + "What has faults is explained all the same; the exit status is then 65. A part that is only not known here is no fault.",
      "",
      "With --jsonl each line of input gives one line of output, flushed at once. A line that can't be read, or whose "
        + "input has a fault, gives {\"error\":{\"code\",\"message\",\"offset\"}} (an address {\"failure\":true}; of http the "
        + "messages before the fault, and the \"rest\"); the exit status is 0 at the end of the input all the same. Each kind has its members: one of the wrong kind is an error, null is the same as none, and "
        + "what a kind doesn't know is passed over.",
      "",
    ]
      + table(members) + [
        "",
        "In the text, 3..<9 are the bytes from 3 up to 9, not 9 itself, counted from 0; 14.4+4 are the four bits that "
          + "begin at bit 4 of byte 14. A line with ! is a fault; a note is only worth knowing.",
        "",
        "With --json at most \(FieldPrinter.mostFields) fields are told; where some are left out, \"omitted\" of the field "
          + "around them says how many of its parts.",
        "",
        "A frame for packet: in Wireshark, Copy > ...as a Hex Stream, of a capture that roundtrip export made.",
        "",
        "http and http1 take {\"hex\",\"role\":\"request\" or \"response\"}, and, where HTTP leaves the choice to the recipient: "
          + "\"method\", which the response answers; \"limits\", an object with any of startLine, fieldLine, fieldCount, "
          + "head, content and chunkLine; \"folded\":true, which reads a request's folded lines (RFC 9112 section 5.2) "
          + "instead of refusing them; \"proxy\":true, which expects a PROXY protocol header before the first message.",
      ],
    words: explainers.map(\.kind)
  ) { arguments in
    if arguments.has(paths) {
      return try list("path", Path.all.map { ($0.pattern, $0.meaning) }, asJSON: arguments.has(.json))
    }
    if arguments.has(conditions) {
      let rows = Condition.all.map { condition in
        let place = condition.needsPackets ? " (in a private internet)" : ""
        return (condition.name, "\(condition.meaning)\(place): \(condition.expected)")
      }
      return try list("condition", rows, asJSON: arguments.has(.json), after: cables)
    }
    guard let kind = arguments.operands.first else {
      throw Stop(.usage, "roundtrip explain: KIND is missing: \(explainers.map(\.kind).joined(separator: ", "))")
    }
    guard let explainer = explainers.first(where: { $0.kind == kind }) else {
      let known = explainers.map(\.kind)
      throw Stop(
        .usage,
        "roundtrip explain: no kind \(kind.shown)\(Suggestion.question(for: kind, among: known)) "
          + "(there are \(known.joined(separator: ", ")))")
    }
    if arguments.has(jsonl) { return try answerLines(explainer, from: arguments.operands.dropFirst().first) }
    let input = try read(arguments.operands.dropFirst().first, as: arguments.value(form), for: explainer)
    let field = explainer.dissect(input)
    if arguments.has(.json) {
      try FieldPrinter.print(field, kind: kind, of: input)
    } else {
      let isTerminal = Terminal.isOutput
      let setting = Setting(arguments, isTerminal: isTerminal)
      let width = isTerminal ? Terminal.size().columns : 80
      let text = FieldExport(width: width, theme: setting.theme, depth: setting.appearance.depth)
      try Files.write(text.bytes(of: field, in: input))
    }
    return field.hasFault ? .badInput : .ok
  }

  /// More than any message, page or style sheet needs, and as much as is taken apart in some seconds.
  private static let explainerBytes = 1 << 20

  /// A file's bytes, hexadecimal's, or the text itself.
  private static func read(_ input: String?, as form: String?, for explainer: any Explainer) throws(Stop) -> [UInt8] {
    let isStream = input == nil || input == "-"
    let form = isStream && Files.isTerminal(0) ? invitation(explainer, form) : form
    let word = input ?? "-"
    // Not every argument is UTF-8.
    let typed = CommandLine.bytes(of: word)
    switch form {
    case "file": return try Files.read(word, atMost: explainerBytes)
    case "text": return isStream ? try Files.read("-", atMost: explainerBytes) : typed
    case "hex":
      let text = isStream ? String(decoding: try Files.read("-", atMost: explainerBytes), as: UTF8.self) : word
      if let bytes = [UInt8](hex: text) { return bytes }
      let found = text.utf8.count > 60 ? String(text.prefix(60)).escapingControls + "..." : text.shown
      throw Stop(.badInput, "roundtrip explain: expected pairs of hexadecimal digits, found \(found)")
    default:
      guard isStream || !Files.isDirectory(word) else {
        throw Stop(
          .missingFile,
          "roundtrip explain \(explainer.kind): expected a file, found a folder: \(word.shown) (--as text takes it as the "
            + "text itself)"
        )
      }
      if isStream || Files.exists(word) {
        return withLineEnds(try Files.read(word, atMost: explainerBytes), for: explainer)
      }
      guard !isMissing(word, explainer) else {
        throw Stop(
          .missingFile,
          "roundtrip explain \(explainer.kind): there is no file \(word.shown) (--as text takes it as the text itself)")
      }
      // A word such as `cafe` is text; a message in hexadecimal is longer.
      if explainer.form == .binary || word.utf8.count >= 24, let bytes = [UInt8](hex: word) { return bytes }
      let isInput =
        switch explainer.form {
        case .text, .line: true
        case .lines: word.contains(where: \.isWhitespace)
        case .binary: false
        }
      guard isInput else {
        let other = explainer.form == .binary ? "hexadecimal" : "a message"
        throw Stop(
          .missingFile, "roundtrip explain \(explainer.kind): \(word.shown) is no file, and not \(other)")
      }
      return withLineEnds(typed, for: explainer)
    }
  }

  /// Says to whoever sits there what is waited for, and how it is taken: nobody types what is no text as it is.
  private static func invitation(_ explainer: any Explainer, _ form: String?) -> String? {
    let form = form ?? (explainer.form == .binary ? "hex" : nil)
    let hexadecimal = form == "hex" ? ", in hexadecimal" : ""
    Files.complain("type or paste \(explainer.kind)\(hexadecimal), then Ctrl-D on a line of its own")
    return form
  }

  /// Whether a word that names no file was meant to: it is written as a path, or ends as the names of pages do. An
  /// address ends so too.
  private static func isMissing(_ word: String, _ explainer: any Explainer) -> Bool {
    guard !word.contains(where: \.isWhitespace), !word.hasPrefix("//") else { return false }
    if ["/", "./", "../", "~/"].contains(where: word.hasPrefix) { return true }
    return explainer.kind != "url" && [".html", ".htm", ".css", ".txt"].contains(where: word.hasSuffix)
      && !word.contains { "<{=;".contains($0) }
  }

  /// Lines as they go on the wire, where a keyboard or an editor wrote LF alone; and a line without its end.
  private static func withLineEnds(_ bytes: [UInt8], for explainer: any Explainer) -> [UInt8] {
    if explainer.form == .line, bytes.last == 0x0A { return bytes.dropLast(bytes.dropLast().last == 0x0D ? 2 : 1) }
    guard explainer.form == .lines, bytes.contains(0x0A), !bytes.contains(0x0D) else { return bytes }
    Files.complain("note: the lines end in LF alone; read as CRLF, which HTTP wants (--as file or text keeps LF)")
    return bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
  }

  private static func answerLines(_ explainer: any Explainer, from path: String?) throws(Stop) -> ExitCode {
    var lines = try LineReader(path ?? "-")
    if (path ?? "-") == "-", Files.isTerminal(0) {
      Files.complain("type or paste a line of JSON at a time; Ctrl-D on a line of its own ends it")
    }
    while let line = try lines.next() {
      var answer: JSON
      do throws(Fault) {
        guard line.count <= LineReader.longest else {
          throw Fault(.limit, "expected lines of at most \(LineReader.longest >> 20) MiB, found a longer one")
        }
        guard String(validating: line, as: UTF8.self) != nil else {
          throw Fault(.malformed, "expected UTF-8 (RFC 8259 section 8.1), found bytes that are none: write \\u escapes")
        }
        answer = try explainer.answer(try JSON(parsing: line))
      } catch {
        answer = [
          "error": [
            "code": .string(error.code.rawValue), "message": .string(error.message),
            "offset": .number(error.bytes.lowerBound),
          ]
        ]
      }
      try Files.print(answer.description)
    }
    return .ok
  }
}

extension Field {
  /// Whether the whole could not be read, or anything in it is wrong: a part that is passed over, or only not known here,
  /// such as a property of CSS, is not.
  var hasFault: Bool { fault != nil || children.contains(where: \.hasMistake) }

  private var hasMistake: Bool {
    fault.map { !$0.isRemark } ?? false || children.contains(where: \.hasMistake)
  }
}
