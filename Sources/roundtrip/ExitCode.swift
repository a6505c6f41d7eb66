/// How a command ended, as the shell is told (sysexits.h where it has a word for it).
struct ExitCode: RawRepresentable, Hashable, Sendable {
  var rawValue: Int32

  static let ok = ExitCode(rawValue: 0)
  /// A claim or a check did not hold.
  static let failed = ExitCode(rawValue: 1)
  /// The command line makes no sense.
  static let usage = ExitCode(rawValue: 64)
  /// The lesson or the input is not what it should be.
  static let badInput = ExitCode(rawValue: 65)
  static let missingFile = ExitCode(rawValue: 66)
  /// A port or service can't be had.
  static let unavailable = ExitCode(rawValue: 69)
  static let internalError = ExitCode(rawValue: 70)
  static let cannotWrite = ExitCode(rawValue: 73)

  /// Our own, as the help text and the man page say them; a program that `shell` runs has others.
  static let meanings: [(code: ExitCode, meaning: String)] = [
    (.ok, "all well"), (.failed, "a check failed"), (.usage, "wrong usage"), (.badInput, "bad lesson or input"),
    (.missingFile, "no such file"), (.unavailable, "a port or service can't be had"),
    (.internalError, "a mistake in roundtrip"), (.cannotWrite, "can't write"),
  ]
}
