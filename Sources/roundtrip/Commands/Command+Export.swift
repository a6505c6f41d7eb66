import Lessons
import Tracing
import Views
import Wire

extension Command {
  private static let format = Option(
    "--format", value: "FORMAT", choices: ExportFormat.allCases.map(\.rawValue),
    "text (the default), ansi (with colours), plain (sentences), pcapng (the packets, for Wireshark)")
  private static let width = Option("--width", value: "N", "columns a line may have (80)")
  private static let output = Option("--output", short: "-o", value: "FILE", "write there; - is standard output")
  private static let force = Option("--force", "replace FILE if it exists")

  static let export = Command(
    id: .export, summary: "run a lesson and write its transcript, or its packets", operands: "LESSON",
    operandCount: 1...1,
    examples: [
      "roundtrip export whole-cycle", "roundtrip export urls --format ansi --width 120 | less -R",
      "roundtrip export whole-cycle --seed 7 -o whole-cycle.txt",
      "roundtrip export whole-cycle --format pcapng | wireshark -k -i -",
    ],
    options: [format, width, output, force, .lines, .ascii] + Studio.options,
    notes: [
      "With the same seed the same lesson in the same network gives the same bytes, as text and as packets. For that, "
        + "hosts acknowledge each segment at once, and what the kernel draws at random is counted; a capture says so. "
        + "A host that hears nothing sends again by a clock of its own, after a second at first: where the answer takes "
        + "just as long, either may be first.",
      "",
      "pcapng has each packet once for every cable that it crossed, which Wireshark takes for retransmissions. The "
        + "filter frame.interface_name == \"home\" shows what the laptop's cable carried, and each packet once.",
    ], words: Lesson.builtin.map(\.id)
  ) { arguments in
    let width = try arguments.number(width, in: 40...400) ?? 80
    let studio = try Studio(arguments)
    let choice = try LessonChoice(arguments.operands.first)
    guard let start = choice.start else {
      let files = try choice.lessons().map(\.file).joined(separator: ", ").escapingControls
      throw Stop(.usage, "roundtrip export: there are several lessons; name one of \(files)")
    }
    let format = arguments.value(format).flatMap(ExportFormat.init) ?? .text
    let file = arguments.value(output) ?? "-"
    if format == .pcapng, arguments.value(output) == nil, Files.isTerminal(1) {
      throw Stop(.usage, "roundtrip export: pcapng is not made to be read: -o FILE keeps it, a pipe passes it on")
    }
    let isReplacing = arguments.has(force)
    try Files.refuseToReplace(file, unless: isReplacing)
    if choice.isRead(from: file) {
      throw Stop(.cannotWrite, "roundtrip: can't write \(file.shown): it is the lesson itself; name another file")
    }
    try studio.prepare()
    let exporter = format.exporter(width: width, theme: Setting(arguments, isTerminal: false).theme)
    let lesson = try choice.lesson(at: start)
    let recording = try studio.record(lesson)
    if format == .pcapng, recording.scenes.allSatisfy({ $0.trace.topology == nil }) {
      throw Stop(
        .unavailable,
        "roundtrip: no packets were recorded: that needs a private internet (roundtrip doctor says what stands in its way)"
      )
    }
    try Files.write(exporter.bytesFromBothEnds(of: recording), to: file, replacing: isReplacing)
    return .ok
  }
}
