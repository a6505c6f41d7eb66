import Screen

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The smallest program on a terminal, for the tests to run on a pseudo-terminal: it shows its size and the last key,
/// and some keys make it end in one of the ways a program can.
@main
enum Probe {
  private struct Mistake: Error {}

  static func main() {
    if CommandLine.arguments.dropFirst().first == "shell" { return Shell.run() }
    do {
      try show()
    } catch {
      warn("probe: ended by \(error)\n")
      exit(1)
    }
  }

  private static func show() throws {
    var terminal = try Terminal(Appearance.decide(isTerminal: Terminal.isOutput, variable: Terminal.variable))
    var said = "ready"
    while terminal.isOpen {
      let size = terminal.size
      var grid = Grid(width: size.columns, height: size.rows)
      grid.put("probe \(size.columns)x\(size.rows)", row: 0, column: 0, style: Style(.named(2), bold: true))
      grid.put("said \(said).", row: 1, column: 0)
      terminal.present(grid)
      terminal.wait()
      _ = terminal.takeDisturbance()
      for key in terminal.readKeys() {
        said = "\(key)"
        switch key {
        case .character("q"), .control("d"): return
        case .character("e"): throw Mistake()
        case .character("x"): exit(3)
        case .character("t"): fatalError("the probe's own mistake")
        case .character("a"): abort()
        case .character("r"): said = String(endless(1))
        case .character("w"): warn("a word on stderr\n")
        case .character("z"): terminal.suspend()
        default: break
        }
      }
    }
  }

  private static func warn(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// Uses up the stack.
  @inline(never)
  private static func endless(_ depth: Int) -> Int { depth == 0 ? 0 : endless(depth + 1) + depth }
}
