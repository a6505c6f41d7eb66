/// Where what a step shows comes from; the screen says it in words.
public enum Honesty: String, Sendable, Hashable {
  /// Recorded in this run, from real sockets.
  case live
  /// Read from the kernel, as TCP_INFO.
  case measured
  /// Drawn from the specification, because this machine can't show it.
  case modelled
}
