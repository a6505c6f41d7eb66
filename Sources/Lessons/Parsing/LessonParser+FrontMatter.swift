import Wire

extension LessonParser {
  /// What stands between the `---` lines.
  struct FrontMatter {
    var id = ""
    var title = ""
    var minutes: Int?
    var needs: [Lesson.Need] = []
  }

  enum Key: String, CaseIterable { case format, id, title, minutes, needs }

  /// The front matter and the lines after it; nil where there is no lesson to read.
  mutating func frontMatter() -> (FrontMatter, ArraySlice<Line>)? {
    guard let first = source.lines.first(where: { !$0.isBlank }) else {
      refuse(Line(number: 1, bytes: []), "expected a lesson, found an empty file: begin it with `---` and `format: 1`")
      return nil
    }
    guard first.number == 1, first.withoutTrailingSpace.says("---") else {
      refuse(first, "expected `---` and the front matter on the first line, found `\(first.text)`")
      return nil
    }
    guard let end = source.lines.dropFirst().firstIndex(where: { $0.withoutTrailingSpace.says("---") }) else {
      refuse(first, "found front matter that is never closed: end it with a line of `---`")
      return nil
    }
    var values: [Key: Line] = [:]
    for line in source.lines[1..<end] where !line.isBlank && !line.begins(with: "#") { read(line, into: &values) }
    guard let front = frontMatter(values, closing: source.lines[end]) else { return nil }
    return (front, source.lines[(end + 1)...])
  }

  private mutating func read(_ line: Line, into values: inout [Key: Line]) {
    guard let colon = line.first(UInt8(ascii: ":")) else {
      return refuse(line, "expected `key: value`, found `\(line.text)`")
    }
    let name = line.part(0..<colon).trimmed
    guard let key = Key(rawValue: name.text) else {
      let known = Key.allCases.map(\.rawValue)
      let advice = Suggestion.clause(
        for: name.text, among: known, otherwise: ": keys are \(known.joined(separator: " "))")
      return refuse(
        name,
        "expected a known key, found `\(name.text)`\(advice)"
      )
    }
    if values[key] != nil { refuse(name, "expected each key once, found `\(key.rawValue)` again") }
    values[key] = line.from(colon + 1).trimmed
  }

  /// Nil where the lesson is in a format of the future: nothing else in it can be judged.
  private mutating func frontMatter(_ values: [Key: Line], closing: Line) -> FrontMatter? {
    for key in [Key.format, .id, .title] where values[key] == nil {
      refuse(closing, "expected `\(key.rawValue): …` in the front matter, found none")
    }
    if let line = values[.format] {
      let format = Int(line.text)
      if let format, format > Self.newestFormat {
        problems = []
        refuse(
          line, "this lesson needs a newer roundtrip: expected format \(Self.newestFormat), found format \(format)")
        return nil
      }
      if format != Self.newestFormat { refuse(line, "expected format \(Self.newestFormat), found `\(line.text)`") }
    }
    var front = FrontMatter()
    if let line = values[.id] {
      front.id = line.text
      let allowed = line.bytes.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
      }
      if line.bytes.isEmpty || !allowed {
        refuse(line, "expected an id of lower-case letters, digits and hyphens, found `\(line.text)`")
      }
    }
    if let line = values[.title] {
      front.title = line.text
      if line.isBlank { refuse(line, "expected a title, found the end of the line") }
    }
    if let line = values[.minutes] {
      front.minutes = Int(line.text)
      if !(1...600).contains(front.minutes ?? 0) {
        refuse(line, "expected minutes from 1 to 600, found `\(line.text)`")
      }
    }
    if let line = values[.needs], !line.says("-") { front.needs = needs(line) }
    return front
  }

  /// `whole-cycle, tcp`
  private func needs(_ line: Line) -> [Lesson.Need] {
    line.bytes.split { $0 == UInt8(ascii: ",") || $0.isBlank }.map { id in
      let start = id.startIndex - line.bytes.startIndex
      return Lesson.Need(id: String(decoding: id, as: UTF8.self), mark: source.mark(line, start..<start + id.count))
    }
  }
}
