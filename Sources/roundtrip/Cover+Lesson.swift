import Lessons
import Tracing
import Views

extension Cover {
  /// What a lesson's file alone tells: enough for the first screen.
  init(_ lesson: Lesson) {
    let steps = lesson.scenes.flatMap(\.steps)
    var phases: [Phase] = []
    for step in steps where !phases.contains(step.phase) { phases.append(step.phase) }
    self.init(
      id: lesson.id, title: lesson.title, minutes: lesson.minutes, needs: lesson.needs.map(\.id),
      introduction: lesson.opening, phases: phases, sceneCount: lesson.scenes.count, stepCount: steps.count)
  }
}
