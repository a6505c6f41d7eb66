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
