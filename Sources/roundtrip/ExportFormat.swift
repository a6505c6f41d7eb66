import Net
import Screen
import Tracing
import Views

/// The forms that a recording can be written in, by the names that `--format` has for them.
enum ExportFormat: String, CaseIterable {
  case text, ansi, plain, pcapng

  /// What writes it, with lines of at most `width` columns.
  func exporter(width: Int, theme: Theme, depth: ColorDepth = .trueColor) -> any Exporter {
    switch self {
    case .text: TextExport(program: Version.program, width: width, theme: theme)
    case .ansi: ANSIExport(program: Version.program, width: width, theme: theme, depth: depth)
    case .plain: PlainExport(program: Version.program, width: width, isASCII: theme.isASCII)
    case .pcapng: PCAPNGExport(program: Version.program)
    }
  }
}

extension Exporter {
  /// The whole, written by two threads.
  func bytesFromBothEnds(of recording: Recording) -> [UInt8] {
    stretches(of: recording).mapFromBothEnds { $0() }.reduce(into: []) { $0 += $1 }
  }
}
