public import Tracing

/// A recording written out in some form: a pure function, so the same recording always gives the same bytes.
public protocol Exporter: Sendable {
  func bytes(of recording: Recording) -> [UInt8]
}
