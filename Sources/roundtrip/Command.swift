/// One subcommand: what its help text says, which options it takes, and what it does.
struct Command: Sendable {
  var id: Name
  var name: String { id.rawValue }
  /// One line for the list of commands.
  var summary: String
  /// What stands behind the name: `[LESSON]`.
  var operands: String
  /// How many operands it takes.
  var operandCount: ClosedRange<Int>
  /// Lines to type, first in the help text.
  var examples: [String]
  var options: [Option]
  /// Anything worth saying below the options.
  var notes: [String] = []
  /// Words that an operand may be: what a shell completes, beside the names of files.
  var words: [String] = []
  /// Whether the first operand is a program: what stands behind it is then not ours to read.
  var takesProgram = false
  var run: @Sendable (Arguments) throws -> ExitCode

  /// In the order in which the overview lists them.
  static let all: [Command] = Name.allCases.map(\.command)

  /// What each is called: who asks for one does not wait until all are made.
  enum Name: String, CaseIterable {
    case learn, list, export, check, explain, serve, shell, doctor, completion, man

    var command: Command {
      switch self {
      case .learn: .learn
      case .list: .list
      case .export: .export
      case .check: .check
      case .explain: .explain
      case .serve: .serve
      case .shell: .shell
      case .doctor: .doctor
      case .completion: .completion
      case .man: .man
      }
    }
  }
}
