import Screen
import Tracing
import Views
import Wire

/// A lesson on a terminal that can only append, or for somebody who hears it: a step at a time, choices typed
/// (terminal.md, A1 to A3).
struct PlainStage {
  private let setting: Setting

  init(_ setting: Setting) { self.setting = setting }

  func play(_ recording: Recording) throws(Stop) -> ExitCode {
    let export = PlainExport(program: Version.program, isASCII: setting.appearance.isASCII)
    let pages = export.pages(of: recording)
    var lines = try LineReader("-")
    var index = 0
    while index < pages.count {
      try Files.write(pages[index])
      guard index + 1 < pages.count else { break }
      try Files.print("\nEnter goes on, b goes back, q ends.")
      guard let line = try lines.next() else { break }
      switch String(decoding: line, as: UTF8.self).asciiLowercased {
      case "q", "quit": return .ok
      case "b", "back": index = max(0, index - 1)
      default: index += 1
      }
    }
    return .ok
  }
}
