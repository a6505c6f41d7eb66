import Lessons
import Screen
import Views
import Wire

extension Command {
  private static let format = Option(
    "--format", value: "FORMAT", choices: ["text", "ansi", "plain"],
    "text (the default), ansi (with colours), plain (sentences)")
  private static let width = Option("--width", value: "N", "columns a line may have (80)")
  private static let output = Option("--output", short: "-o", value: "FILE", "write there; - is standard output")
  private static let force = Option("--force", "replace FILE if it exists")

  static let export = Command(
    name: "export", summary: "run a lesson and write its transcript", operands: "LESSON", operandCount: 1...1,
    examples: [
      "roundtrip export whole-cycle", "roundtrip export urls --format ansi --width 120 | less -R",
      "roundtrip export whole-cycle --seed 7 -o whole-cycle.txt",
    ],
    options: [format, width, output, force, .lines, .ascii] + Studio.options,
    notes: ["With the same seed the same lesson gives the same bytes."], words: Lesson.builtin.map(\.id)
  ) { arguments in
    let width = try arguments.number(width, in: 40...400) ?? 80
    let studio = try Studio(arguments)
    let shelf = try Shelf(arguments.operands.first)
    guard let start = shelf.start else {
      let files = try shelf.lessons().map(\.file).joined(separator: ", ").escapingControls
      throw Stop(.usage, "roundtrip export: there are several lessons; name one of \(files)")
    }
    let file = arguments.value(output) ?? "-"
    let isReplacing = arguments.has(force)
    try Files.refuseToReplace(file, unless: isReplacing)
    let recording = try studio.record(try shelf.lesson(at: start))
    let exporter = exporter(
      format: arguments.value(format) ?? "text", width: width, theme: Setting(arguments, isTerminal: false).theme)
    try Files.write(exporter.bytes(of: recording), to: file, replacing: isReplacing)
    return .ok
  }

  /// What writes `format`, one of the option's choices.
  static func exporter(
    format: String, width: Int, theme: Theme, depth: ColorDepth = .trueColor
  ) -> any Exporter {
    switch format {
    case "ansi": ANSIExport(program: Version.program, width: width, theme: theme, depth: depth)
    case "plain": PlainExport(program: Version.program, width: width, isASCII: theme.isASCII)
    default: TextExport(program: Version.program, width: width, theme: theme)
    }
  }
}
