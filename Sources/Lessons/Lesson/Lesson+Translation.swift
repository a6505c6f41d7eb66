import Tracing
import Wire

extension Lesson {
  /// The file that `file` translates, told by its name: `first-get.fr.md` goes with `first-get.md`. Nil for an original.
  public static func original(of file: String) -> String? {
    let name = file.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[2] == "md", (2...8).contains(parts[1].count),
      parts[1].allSatisfy({ $0.isASCII && $0.isLetter || $0 == "-" })
    else { return nil }
    return file.dropLast(name.count) + "\(parts[0]).md"
  }

  /// The one of `lessons` that this one translates.
  public func original(among lessons: [Lesson]) -> Lesson? {
    Lesson.original(of: file).flatMap { name in lessons.first { $0.file == name } }
  }

  /// Where this translation says something else than the original: scenes, visits, conditions, steps, claims and
  /// answers must be the same; only the words differ.
  public func differences(from original: Lesson) -> [Problem] {
    var found: [Problem] = []
    let top = scenes.first?.mark ?? Mark(line: 1, column: 1, length: 1, text: "")
    func expect<T: Equatable>(_ expected: T, _ actual: T, _ what: String, _ mark: Mark) {
      guard expected != actual else { return }
      found.append(
        Problem(file: file, mark: mark, message: "expected \(what) \(expected) as in \(original.file), found \(actual)")
      )
    }
    expect(original.id, id, "id", top)
    expect(original.scenes.count, scenes.count, "the number of scenes to be", top)
    for (model, scene) in zip(original.scenes, scenes) {
      expect(model.visits.map(\.outline), scene.visits.map(\.outline), "the visits", scene.mark)
      expect(model.traceroutes, scene.traceroutes, "the traceroutes", scene.mark)
      expect(model.givens.map(\.description), scene.givens.map(\.description), "the conditions", scene.mark)
      expect(model.claims.map(\.outline), scene.claims.map(\.outline), "the claims", scene.mark)
      expect(model.steps.count, scene.steps.count, "the number of steps to be", scene.mark)
      for (model, step) in zip(model.steps, scene.steps) {
        expect(model.place, step.place, "the step's phase", step.mark)
        expect(model.claims.map(\.outline), step.claims.map(\.outline), "the claims", step.mark)
        expect(model.answers, step.answers, "the answers", step.mark)
        expect(model.shown, step.shown, "the values shown", step.mark)
      }
    }
    return found
  }
}

extension Lesson.Visit {
  fileprivate var outline: String {
    let fields = fields.lines.map { "\($0.name): \($0.value)" }
    let content = body.isEmpty ? [] : [String(decoding: body, as: UTF8.self)]
    return (["\(method) \(url)"] + fields + content).joined(separator: ", ")
  }
}

extension Lesson.Claim {
  fileprivate var outline: String { expression.description }
}

extension Lesson.Step {
  fileprivate var place: String { "[\(phase.rawValue) \(exchange)]" }

  fileprivate var shown: [String] {
    blocks.flatMap { block in
      if case .show(let lines) = block { lines.map(\.path.description) } else { [String]() }
    }
  }

  /// What computes each answer, and which option is marked.
  fileprivate var answers: [String] {
    blocks.compactMap { block in
      guard case .predict(let prediction) = block else { return nil }
      let marked = prediction.options.firstIndex(where: \.isMarked).map { $0 + 1 } ?? 0
      return "\(prediction.answer) is option \(marked)"
    }
  }
}
