import Screen
public import Tracing

/// A lesson as plain text: no escape sequence, no line over the width, everything that the screen would say.
public struct TextExport: Exporter {
  /// Which roundtrip wrote it: `roundtrip 0.1`.
  public var program: String
  public var width: Int
  public var theme: Theme

  public init(program: String, width: Int = 80, theme: Theme = Theme()) {
    self.program = program
    self.width = max(20, width)
    self.theme = theme
  }

  public func stretches(of recording: Recording) -> [@Sendable () -> [UInt8]] {
    let transcript = Transcript(recording: recording, program: program, width: width, theme: theme)
    return transcript.stretches { [self] part in
      switch part {
      case .words(let lines): lines.bytes(width: width, isASCII: theme.isASCII)
      case .drawing(let grid): grid.plainLines
      }
    }
  }
}
