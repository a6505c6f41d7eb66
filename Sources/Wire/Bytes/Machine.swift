/// A protocol with the socket and the clock taken out: what came in goes in, what must be done comes out.
///
/// A machine never reads a clock, never waits and never knows who is above or below it, so the same code serves a live
/// connection, a test that cuts the bytes at every place, and a recording played again. A peer's mistake comes out as
/// an event; only our own misuse is thrown.
public protocol Machine: ~Copyable {
  associatedtype Command: Sendable
  associatedtype Event: Sendable, Hashable
  mutating func handle(_ input: Input<Command>, at now: Tick) throws(Misuse) -> [Output<Event>]
}

/// What can happen to a machine.
public enum Input<Command: Sendable>: Sendable {
  /// Bytes from below, however cut.
  case received(ArraySlice<UInt8>)
  /// The other side will send nothing more.
  case ended
  /// The moment asked for by `wake` has come.
  case woke
  /// Something asked for from above.
  case command(Command)
}

/// What a machine wants done.
public enum Output<Event: Sendable & Hashable>: Sendable, Hashable {
  case send([UInt8])
  /// Something came about; `bytes` is where it stands in the stream of received (or sent) bytes, counted from its start.
  case happened(Event, bytes: Range<Int>)
  case wake(at: Tick)
  /// Close the layer below; with the fault, if one is the reason.
  case close(Fault?)
}

/// A command that the machine's state does not allow: a mistake in this program, never in its input.
public struct Misuse: Error, Sendable, Hashable, CustomStringConvertible {
  public var description: String
  public init(_ description: String) { self.description = description }
}
