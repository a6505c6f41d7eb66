public import Tracing

/// A recording written out in some form: a pure function, so the same recording always gives the same bytes.
public protocol Exporter: Sendable {
  /// The parts that make up the whole in this order. Each shares nothing with the others, so that whoever has more than
  /// one thread can have them written in any order.
  func stretches(of recording: Recording) -> [@Sendable () -> [UInt8]]
}

extension Exporter {
  /// The whole.
  public func bytes(of recording: Recording) -> [UInt8] {
    stretches(of: recording).reduce(into: []) { $0 += $1() }
  }
}
