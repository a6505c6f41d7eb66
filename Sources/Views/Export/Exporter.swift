public import Tracing

/// A recording written out in some form: a pure function, so the same recording always gives the same bytes.
public protocol Exporter: Sendable {
  func bytes(of recording: Recording) -> [UInt8]

  /// Does with a recording of nothing what will be done with one soon. What a program does for the first time it does
  /// slowly; whoever waits for a recording has a thread that can do it meanwhile.
  func rehearse(_ empty: Recording)
}

extension Exporter {
  public func rehearse(_ empty: Recording) {}
}
