import Tracing
import Wire

extension Lesson {
  /// Reads a lesson. Throws every problem of the file, not only the first.
  public init(parsing bytes: [UInt8], file: String) throws(Problems) {
    var parser = LessonParser(SourceText(bytes, file: file))
    let lesson = parser.lesson(sized: bytes.count)
    guard let lesson, parser.problems.isEmpty else { throw Problems(parser.problems) }
    self = lesson
  }
}

/// Builds a ``Lesson`` from pieces of Markdown, and goes on after a mistake so as to find the others.
struct LessonParser {
  typealias Line = SourceText.Line

  enum Directive: String, CaseIterable { case http, traceroute, given, show, predict, expect, note, aside }

  static let newestFormat = 1
  static let mostProblems = 100

  let source: SourceText
  var problems: [Lesson.Problem] = []

  private var prose = Markdown.Prose()
  private var introduction: [Lesson.Block] = []
  private var scenes: [Lesson.Scene] = []
  /// For each scene, whether it has a fence that does something, even one that could not be read.
  private var visited: [Bool] = []
  /// The last line that begins as a heading does and is none, for want of a space behind its `#`.
  private var nearHeading: Line?

  init(_ source: SourceText) { self.source = source }

  mutating func lesson(sized count: Int) -> Lesson? {
    guard count <= SourceText.mostBytes else {
      let start = source.lines.first?.text.prefix(60) ?? ""
      let mark = Lesson.Mark(line: 1, column: 1, length: 1, text: String(start))
      refuse(mark, "expected at most \(SourceText.mostBytes) bytes, found \(count)")
      return nil
    }
    if let long = source.lines.first(where: { $0.bytes.count > SourceText.longestLine }) {
      let mark = Lesson.Mark(line: long.number, column: 1, length: 1, text: String(long.text.prefix(60)))
      refuse(mark, "expected lines of at most \(SourceText.longestLine) bytes, found \(long.bytes.count)")
      return nil
    }
    guard let (front, rest) = frontMatter() else { return nil }
    let markdown = Markdown(rest)
    for piece in markdown.pieces { read(piece) }
    endProse()
    if let unclosed = markdown.unclosed {
      refuse(unclosed.line, "found \(unclosed.what)")
    } else {
      if scenes.isEmpty {
        refuse(
          source.lines.last ?? Line(number: 1, bytes: []), "expected a scene (`# Title`), found the end of the file")
      }
      for (scene, hasVisits) in zip(scenes, visited) where !hasVisits {
        refuse(scene.mark, "expected an `http` fence with the visit of scene \"\(scene.title)\", found none")
      }
    }
    guard problems.isEmpty else {
      problems.sort { ($0.mark.line, $0.mark.column) < ($1.mark.line, $1.mark.column) }
      return nil
    }
    return Lesson(
      file: source.file, id: front.id, title: front.title, minutes: front.minutes, needs: front.needs,
      introduction: introduction, scenes: scenes)
  }

  // MARK: Problems

  mutating func refuse(_ mark: Lesson.Mark, _ message: String) {
    guard problems.count < Self.mostProblems else { return }
    problems.append(Lesson.Problem(file: source.file, mark: mark, message: message))
  }

  mutating func refuse(_ line: Line, _ message: String) { refuse(source.mark(line), message) }

  /// A fault in an expression: its bytes count from the start of `line`.
  mutating func refuse(_ line: Line, _ fault: Fault) { refuse(source.mark(line, fault.bytes), fault.message) }

  // MARK: Structure

  private mutating func read(_ piece: Markdown.Piece) {
    switch piece {
    case .blank: prose.addBlank()
    case .text(let line):
      if line.begins(with: "#") { nearHeading = line }
      prose.add(line)
    case .heading(1, let title): beginScene(title)
    case .heading(2, let title): beginStep(title)
    case .heading(_, let title): prose.add(heading: title)
    case .fence(let fence): read(fence)
    }
  }

  private mutating func beginScene(_ title: Line) {
    endProse()
    if title.isBlank { refuse(title, "expected a title after `#`, found the end of the line") }
    visited.append(false)
    scenes.append(
      Lesson.Scene(
        title: title.text, mark: source.mark(title), introduction: [], visits: [], traceroutes: [], givens: [],
        claims: [], steps: []))
  }

  private mutating func beginStep(_ heading: Line) {
    endProse()
    guard !scenes.isEmpty else {
      return refuse(heading, "expected a scene (`# Title`) before the first step, found a step")
    }
    let (phase, exchange, title) = stepHeading(heading)
    scenes[scenes.count - 1].steps.append(
      Lesson.Step(
        phase: phase, exchange: exchange, title: title, mark: source.mark(heading), blocks: [], claims: []))
  }

  /// `[phase] Title` or `[phase n] Title`.
  private mutating func stepHeading(_ heading: Line) -> (Phase, exchange: Int, title: String) {
    guard heading.begins(with: "["), let close = heading.first(UInt8(ascii: "]")) else {
      let known = Phase.allCases.map(\.rawValue)
      refuse(heading, "expected `[phase] Title`, found `\(heading.text)`: phases are \(known.joined(separator: " "))")
      return (.summary, 1, heading.text)
    }
    let inside = heading.part(1..<close)
    let title = heading.from(close + 1).trimmed
    let words = inside.text.split(separator: " ")
    let name = String(words.first ?? "")
    let phase = Phase(rawValue: name)
    if phase == nil {
      let known = Phase.allCases.map(\.rawValue)
      let advice = Suggestion.clause(
        for: name, among: known, otherwise: ": phases are \(known.joined(separator: " "))")
      refuse(
        inside,
        "expected a phase, found `\(name)`\(advice)")
    }
    var exchange = 1
    if words.count > 1 {
      if words.count == 2, let number = Int(words[1]), (1...1_000).contains(number) {
        exchange = number
      } else {
        refuse(
          inside,
          "expected the number of an exchange after the phase, as in `[request 2]`, found `\(words.dropFirst().joined(separator: " "))`"
        )
      }
    }
    if title.isBlank { refuse(heading, "expected a title after `]`, found the end of the line") }
    return (phase ?? .summary, exchange, title.text)
  }

  /// Hands the running text over to whatever it belongs to.
  private mutating func endProse() {
    for block in prose.take() { add(.prose(block)) }
  }

  private mutating func add(_ block: Lesson.Block) {
    guard let scene = scenes.indices.last else { return introduction.append(block) }
    if let step = scenes[scene].steps.indices.last {
      scenes[scene].steps[step].blocks.append(block)
    } else {
      scenes[scene].introduction.append(block)
    }
  }

  // MARK: Fences

  private mutating func read(_ fence: Markdown.Fence) {
    let word = String(decoding: fence.word.bytes.prefix { !$0.isBlank }, as: UTF8.self)
    guard let directive = Directive(rawValue: word) else {
      if !Self.languages.contains(word.lowercased()),
        let near = Suggestion.nearest(to: word, among: Directive.allCases.map(\.rawValue))
      {
        refuse(fence.word, "expected a directive or a language, found `\(word)`: did you mean `\(near)`?")
      }
      return prose.add(code: fence)
    }
    if word.utf8.count < fence.word.bytes.count {
      let extra = fence.word.from(word.utf8.count).trimmed
      refuse(extra, "expected nothing after `\(directive.rawValue)`, found `\(extra.text)`")
    }
    endProse()
    guard stands(directive, fence) else { return }
    switch directive {
    case .http: setVisits(fence)
    case .traceroute: addTraceroutes(fence)
    case .given: addGivens(fence)
    case .expect: addClaims(fence)
    case .show: add(.show(shown(fence)))
    case .predict: if let prediction = prediction(fence) { add(.predict(prediction)) }
    case .note: add(.note(Markdown.prose(fence.lines)))
    case .aside: add(.aside(Markdown.prose(fence.lines)))
    }
  }

  /// Words that are near a directive's and are languages all the same.
  private static let languages: Set<String> = ["html", "shell", "node", "hcl", "ascii", "xhtml", "https"]

  /// Whether the directive may stand here; says so where it may not.
  private mutating func stands(_ directive: Directive, _ fence: Markdown.Fence) -> Bool {
    let inScene = !scenes.isEmpty
    let inStep = scenes.last?.steps.isEmpty == false
    switch directive {
    case .http, .traceroute, .given:
      if inScene && !inStep { return true }
      let near =
        nearHeading.map { "; line \($0.number), `\($0.text)`, is no heading without a space after its `#`" } ?? ""
      refuse(
        fence.word,
        "expected `\(directive.rawValue)` under a scene's `#`, before its first step, found it elsewhere\(near)")
    case .show, .predict, .aside:
      if inStep { return true }
      refuse(
        fence.word, "expected `\(directive.rawValue)` in a step (`## [phase] Title`), found it before the first one")
    case .expect:
      if inScene { return true }
      refuse(fence.word, "expected `expect` in a scene (`# Title`), found it before the first one")
    case .note: return true
    }
    return false
  }

  private mutating func setVisits(_ fence: Markdown.Fence) {
    let scene = scenes.count - 1
    if !scenes[scene].visits.isEmpty {
      refuse(fence.word, "expected one `http` fence a scene, found another: separate its requests with `###` lines")
    }
    visited[scene] = true
    scenes[scene].visits += visits(fence)
  }

  private mutating func addTraceroutes(_ fence: Markdown.Fence) {
    let scene = scenes.count - 1
    visited[scene] = true
    scenes[scene].traceroutes += hosts(fence)
  }

  private mutating func addGivens(_ fence: Markdown.Fence) {
    let scene = scenes.count - 1
    var conditions = scenes[scene].conditions
    for given in givens(fence, into: &conditions) {
      if scenes[scene].givens.contains(where: { $0.condition == given.condition && $0.cable == given.cable }) {
        refuse(given.mark, "expected each condition once, found `\(given.name)` again")
      }
      scenes[scene].givens.append(given)
    }
    scenes[scene].conditions = conditions
  }

  private mutating func addClaims(_ fence: Markdown.Fence) {
    let found = claims(fence)
    let scene = scenes.count - 1
    if let step = scenes[scene].steps.indices.last {
      scenes[scene].steps[step].claims += found
    } else {
      scenes[scene].claims += found
    }
  }
}
