import Lessons
import Tracing
import Wire

/// Where a lesson becomes a recording: every scene run once, for real.
struct Studio {
  private let session: Session

  init(seed: UInt64? = nil) { session = Session(seed: seed) }

  func record(_ lesson: Lesson) throws(Stop) -> Recording {
    do { return Recording(lesson, traces: try lesson.scenes.map { try session.record($0) }) } catch {
      throw Stop(
        .unavailable,
        "roundtrip: the lesson can't be run here: \("\(error)".escapingControls) (roundtrip doctor says what works)")
    }
  }
}
