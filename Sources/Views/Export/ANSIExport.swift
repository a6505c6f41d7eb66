public import Screen
public import Tracing

/// The text export in colours: the same lines with SGR, and no other control sequence, for `less -R` and slides.
public struct ANSIExport: Exporter {
  /// Which roundtrip wrote it: `roundtrip 0.1`.
  public var program: String
  public var width: Int
  public var theme: Theme
  public var depth: ColorDepth

  public init(program: String, width: Int = 80, theme: Theme = Theme(), depth: ColorDepth = .trueColor) {
    self.program = program
    self.width = max(20, width)
    self.theme = theme
    self.depth = depth
  }

  public func stretches(of recording: Recording) -> [@Sendable () -> [UInt8]] {
    let transcript = Transcript(recording: recording, program: program, width: width, theme: theme)
    return transcript.stretches { [self] part in
      switch part {
      case .words(let lines): lines.grid(width: width, theme: theme).lines(depth: depth)
      case .drawing(let grid): grid.lines(depth: depth)
      }
    }
  }
}
