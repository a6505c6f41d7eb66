/// How a command ended, as the shell is told (sysexits.h where it has a word for it).
enum ExitCode: Int32, CaseIterable {
  case ok = 0
  /// A claim or a check did not hold.
  case failed = 1
  /// The command line makes no sense.
  case usage = 64
  /// The lesson or the input is not what it should be.
  case badInput = 65
  case missingFile = 66
  /// A port or service can't be had.
  case unavailable = 69
  case internalError = 70
  case cannotWrite = 73

  /// As the help text and the man page say it.
  var meaning: String {
    switch self {
    case .ok: "all well"
    case .failed: "a check failed"
    case .usage: "wrong usage"
    case .badInput: "bad lesson or input"
    case .missingFile: "no such file"
    case .unavailable: "a port or service can't be had"
    case .internalError: "a mistake in roundtrip"
    case .cannotWrite: "can't write"
    }
  }
}

/// A reason to stop a command: what to tell the person, and how to exit.
struct Stop: Error {
  var code: ExitCode
  /// One line or more, for stderr; empty where there is nobody to tell.
  var message: String

  init(_ code: ExitCode, _ message: String) {
    self.code = code
    self.message = message
  }
}
