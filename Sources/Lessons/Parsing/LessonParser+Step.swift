import Tracing
import Wire

extension LessonParser {
  /// The lines of a `show` fence: a path, then why it matters.
  mutating func shown(_ fence: Markdown.Fence) -> [Lesson.Shown] {
    let before = problems.count
    var shown: [Lesson.Shown] = []
    for whole in fence.lines where !whole.isBlank {
      let line = whole.trimmed
      do throws(Fault) {
        let (path, length) = try Path.Reference.leading(line.bytes)
        let why = line.from(length)
        guard why.bytes.first?.isBlank ?? true else {
          refuse(why, "expected a space and why `\(path)` matters, found `\(why.text)`")
          continue
        }
        shown.append(Lesson.Shown(path: path, why: why.trimmed.text, mark: source.mark(line)))
      } catch {
        refuse(line, error)
      }
    }
    if shown.isEmpty, problems.count == before { refuse(fence.word, "expected a path to show, found none") }
    return shown
  }

  /// A `predict` fence: a question, options, perhaps a hint, and the expression that computes the answer.
  mutating func prediction(_ fence: Markdown.Fence) -> Lesson.Prediction? {
    let before = problems.count
    var question: [Line] = []
    var options: [Lesson.Prediction.Option] = []
    var hint: String?
    var answer: Expression?
    for whole in fence.lines where !whole.isBlank {
      let line = whole.trimmed
      if line.begins(with: "- [") || line.begins(with: "* [") {
        if let option = option(line) { options.append(option) }
      } else if line.begins(with: "hint:") {
        hint = line.from(5).trimmed.text
      } else if line.begins(with: "answer"), line.from(6).trimmed.begins(with: "=") {
        if answer != nil { refuse(line, "expected one `answer = …`, found another") }
        let start = (line.first(UInt8(ascii: "=")) ?? 6) + 1
        answer = answerExpression(line.from(start).trimmed)
      } else if options.isEmpty {
        question.append(line)
      } else if hint != nil || answer != nil || !(whole.bytes.first?.isBlank ?? false) {
        let word = String(line.text.prefix { $0.isLetter })
        let advice = Suggestion.clause(for: word, among: ["hint", "answer"])
        refuse(line, "expected `- [ ] option`, `hint: …` or `answer = …`, found `\(line.text)`\(advice)")
      } else {
        // Indented below an option: its feedback, or its text, goes on.
        let last = options.count - 1
        if options[last].feedback.isEmpty {
          options[last].text += " " + line.text
        } else {
          options[last].feedback += " " + line.text
        }
      }
    }
    if problems.count == before { complete(fence, question, options, answer) }
    guard problems.count == before, let answer else { return nil }
    return Lesson.Prediction(
      question: String(decoding: question.joined(by: UInt8(ascii: " ")), as: UTF8.self), options: options, hint: hint,
      answer: answer, mark: source.mark(fence.word))
  }

  private mutating func complete(
    _ fence: Markdown.Fence, _ question: [Line], _ options: [Lesson.Prediction.Option], _ answer: Expression?
  ) {
    if question.isEmpty { refuse(fence.word, "expected a question before the options, found none") }
    let most = Step.Prediction.mostOptions
    if !(2...most).contains(options.count) {
      refuse(fence.word, "expected 2 to \(most) options (`- [ ] text :: feedback`), found \(options.count)")
    }
    let marked = options.filter(\.isMarked)
    if marked.count != 1, !options.isEmpty {
      refuse(
        marked.dropFirst().first?.mark ?? source.mark(fence.word),
        "expected one option marked `[x]`, found \(marked.count)")
    }
    if let silent = options.first(where: \.feedback.isEmpty), options.contains(where: { !$0.feedback.isEmpty }) {
      refuse(silent.mark, "expected ` :: feedback` after the option, as behind the others, found none")
    }
    if answer == nil { refuse(fence.word, "expected `answer = …`, such as `answer = response.status`, found none") }
  }

  /// `- [x] text :: feedback`
  private mutating func option(_ line: Line) -> Lesson.Prediction.Option? {
    let box = line.part(2..<5)
    guard box.says("[ ]") || box.says("[x]") || box.says("[X]") else {
      refuse(box, "expected `[ ]` or `[x]`, found `\(box.text)`")
      return nil
    }
    let rest = line.from(5).trimmed
    let parts = (0..<rest.bytes.count).first { rest.from($0).begins(with: "::") }
    let text = rest.part(0..<(parts ?? rest.bytes.count)).trimmed.text
    if text.isEmpty { refuse(line, "expected the option's text after `\(box.text)`, found none") }
    return Lesson.Prediction.Option(
      text: text, feedback: parts.map { rest.from($0 + 2).trimmed.text } ?? "", isMarked: !box.says("[ ]"),
      mark: source.mark(line))
  }

  private mutating func answerExpression(_ line: Line) -> Expression? {
    do throws(Fault) {
      return try Expression(parsing: line.bytes)
    } catch {
      refuse(line, error)
      return nil
    }
  }
}
