/// What a run of text means; ``Theme`` decides how that looks.
enum Role: Sendable, Hashable, CaseIterable {
  case plain, faint, title, heading, emphasis, strong, code, link
  /// The name of a field, an attribute, a column.
  case name
  case string, number, tag
  /// The word that says what to do: a method, an SQL keyword.
  case keyword
  /// A verdict, said in words beside its colour.
  case right, wrong
  /// Where the learner is.
  case current
  /// The word that a prediction begins with: the player finds questions by it.
  case question
  /// The strokes under the part of a line that is being named.
  case mark
  case key
  /// What takes the cursor or was searched for.
  case selected
  /// The lines that separate panes, and lanes.
  case frame
  case live, measured, modelled
  /// By layer: the same colour in the diagram, the phase strip and the breakdown.
  case naming, transport, security, message, deciding
}
