import Foundation
import Lessons
import Testing
import Tracing

@Suite("The lessons inside the program")
struct BuiltinTests {
  @Test("are those of the repository's folder, to the byte")
  func sameAsFolder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "lessons")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") }
    #expect(Set(Lesson.builtin.map(\.file)) == Set(files.map { "lessons/" + $0 }))
    for builtin in Lesson.builtin {
      let data = try Data(contentsOf: folder.appending(path: builtin.id + ".md"))
      #expect(builtin.bytes == Array(data), "\(builtin.file): build again, then test")
    }
  }

  @Test("can be read, ask questions, make claims, and end with what you now know", arguments: Lesson.builtin)
  func wellFormed(_ builtin: Lesson.Builtin) throws {
    let lesson = try Lesson(parsing: builtin.bytes, file: builtin.file)
    #expect(lesson.id == builtin.id)
    #expect(lesson.minutes != nil)
    #expect(Set(lesson.needs.map(\.id)).isSubset(of: Lesson.builtin.map(\.id)))
    let steps = lesson.scenes.flatMap(\.steps)
    #expect(steps.last?.phase == .summary)
    #expect(lesson.scenes.allSatisfy { !$0.claims.isEmpty })
    let predictions = steps.flatMap(\.blocks).filter { if case .predict = $0 { true } else { false } }
    #expect((2...6).contains(predictions.count))
  }

  @Test("the first goes through the whole cycle, in order, in one scene")
  func wholeCycle() throws {
    let builtin = try #require(Lesson.builtin.first)
    let lesson = try Lesson(parsing: builtin.bytes, file: builtin.file)
    #expect(lesson.id == "whole-cycle")
    #expect(lesson.scenes.count == 1)
    var phases: [Phase] = []
    for step in lesson.scenes[0].steps where phases.last != step.phase { phases.append(step.phase) }
    #expect(
      phases == [
        .url, .dns, .tcp, .tls, .request, .routing, .handler, .database, .response, .render, .summary,
      ])
    #expect((14...18).contains(lesson.scenes[0].steps.count))
  }

  @Test("paragraphs are short enough for a small terminal", arguments: Lesson.builtin)
  func short(_ builtin: Lesson.Builtin) throws {
    let lesson = try Lesson(parsing: builtin.bytes, file: builtin.file)
    for step in lesson.scenes.flatMap(\.steps) {
      for case .prose(.paragraph(let text)) in step.blocks {
        #expect(text.count <= 260, "\(builtin.file):\(step.mark.line): \(text)")
      }
    }
  }

  @Test("who is through is told the title of the lesson that comes next")
  func next() throws {
    let lessons = try Lesson.builtin.map { try Lesson(parsing: $0.bytes, file: $0.file) }
    for (lesson, next) in zip(lessons, lessons.dropFirst()) {
      let last = try #require(lesson.scenes.last?.steps.last?.blocks.last)
      #expect(last == .prose(.paragraph("Next: *\(next.title)*.")), "\(lesson.id)")
    }
  }
}
