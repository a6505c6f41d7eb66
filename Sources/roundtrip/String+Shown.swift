import Wire

extension String {
  /// As it stands in a message: nothing in it steers the terminal, and where there is nothing, that is seen.
  var shown: String { isEmpty ? "\"\"" : escapingControls }
}
