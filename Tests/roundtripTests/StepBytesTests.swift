import Lessons
import Screen
import Testing
import Tracing
import Views

/// What a slow line has to carry for one press of Space at 80x24.
@Suite("The bytes of a step", .serialized)
struct StepBytesTests {
  /// The most that a key may take.
  private static let most = 800
  /// What marks a frame's begin and its end, so that a terminal shows nothing between them.
  private static let marks = 16

  /// From the cover to the end, what each press of Space takes, and the screen that it leads to.
  private func steps(of builtin: Lesson.Builtin) throws -> [(bytes: Int, screen: String)] {
    let lesson = try Lesson(parsing: builtin.bytes, file: builtin.file)
    var player = Player(Recording(lesson, traces: try lesson.scenes.map { try Session().record($0) }))
    var shown = player.frame(width: 80, height: 24)
    var steps: [(bytes: Int, screen: String)] = []
    while steps.count < 500 {
      _ = player.press(.character(" "))
      let next = player.frame(width: 80, height: 24)
      if next.text.contains("this is the end") { break }
      let bytes = GridDiff.bytes(from: shown, to: next, depth: .trueColor).count + Self.marks
      steps.append((bytes, next.text))
      shown = next
    }
    return steps
  }

  @Test("the first lesson takes 800 at most, whichever step")
  func wholeCycle() throws {
    let steps = try steps(of: try #require(Lesson.builtin.first))
    #expect(steps.count > 40)
    for (number, step) in steps.enumerated() {
      #expect(step.bytes <= Self.most, "key \(number + 1) leads to:\n\(step.screen)")
    }
  }

  @Test("of all lessons at least nineteen in twenty do")
  func everyLesson() throws {
    let bytes = try Lesson.builtin.flatMap { try steps(of: $0).map(\.bytes) }
    let within = bytes.count { $0 <= Self.most }
    print("a step's bytes: \(within)/\(bytes.count) within \(Self.most)")
    #expect(within * 20 >= bytes.count * 19)
  }
}
