import Screen
import Views

/// How to draw here: decided once from flags, environment and terminal.
struct Setting {
  let appearance: Appearance
  let theme: Theme

  /// `isTerminal` says whether what is drawn goes to a person's terminal, or to a pipe or file.
  init(_ arguments: Arguments, isTerminal: Bool) {
    let flags = Appearance.Flags(
      color: arguments.value(.color).flatMap(Appearance.Choice.init) ?? .auto, ascii: arguments.has(.ascii),
      plain: arguments.has(.plain))
    appearance = Appearance.decide(flags: flags, isTerminal: isTerminal, variable: Terminal.variable)
    theme = Theme(
      lines: arguments.value(.lines).flatMap(Lines.init) ?? .ascii, isASCII: appearance.isASCII)
  }
}
