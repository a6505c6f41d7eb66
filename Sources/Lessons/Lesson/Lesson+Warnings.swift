import Wire

extension Lesson {
  /// What in a lesson's file nobody sees in an editor: control characters, marks that turn the order of letters round,
  /// and bytes that are no UTF-8. None of it harms, since it is spelled out wherever it is shown, but hardly anybody
  /// means it. The first place of each line.
  public static func warnings(in bytes: [UInt8], file: String) -> [Problem] {
    let source = SourceText(bytes, file: file)
    var warnings: [Problem] = []
    for (line, text) in zip(source.lines, SourceText.lines(of: bytes)) {
      guard warnings.count < mostWarnings else { break }
      guard let (found, place) = oddity(in: text) else { continue }
      var mark = source.mark(line)
      mark.column = String(decoding: text[..<place], as: UTF8.self).count + 1
      mark.length = 1
      warnings.append(
        Problem(file: file, mark: mark, message: "warning: expected text that can be seen, found \(found)"))
    }
    return warnings
  }

  private static let mostWarnings = 20

  /// The first thing in a line that can't be seen, and its place.
  private static func oddity(in line: ArraySlice<UInt8>) -> (String, Int)? {
    if line.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x09 }) { return nil }
    var decoder = UTF8()
    var bytes = line.makeIterator()
    var place = line.startIndex
    while true {
      switch decoder.decode(&bytes) {
      case .scalarValue(let scalar):
        if scalar.steersTerminal && scalar != "\t" {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
          return ("\(name), which is shown as \(String(Character(scalar)).escapingControls)", place)
        }
        place += UTF8.width(scalar)
      case .error: return ("bytes that are no UTF-8, which are shown as U+FFFD", place)
      case .emptyInput: return nil
      }
    }
  }
}
