import Lessons
import Net
import Tracing
import Views
import Wire

/// Where a lesson becomes a recording: every scene run once, for real.
final class Studio {
  /// What a command that records takes.
  static let options: [Option] = [.seed, .network]

  private let seed: UInt64?
  private let choice: Network.Choice
  /// Made when the first scene is to be run: whoever waits for a first screen does not wait for this.
  private var opened: Session?

  init(seed: UInt64? = nil, network: Network.Choice = .auto) {
    self.seed = seed
    choice = network
  }

  /// As the command line says.
  convenience init(_ arguments: Arguments) throws(Stop) {
    self.init(
      seed: try arguments.number(.seed, in: UInt64.min...UInt64.max),
      network: arguments.value(.network).flatMap(Network.Choice.init) ?? .auto)
  }

  /// Begins with what takes long and needs no lesson: for whoever reads one first, and will record it whatever it says.
  func prepare() throws(Stop) {
    Memory.keep()
    _ = try session()
  }

  func record(_ lesson: Lesson) throws(Stop) -> Recording {
    Recording(lesson, scenes: try lesson.scenes.map { scene throws(Stop) in try record(scene) })
  }

  /// One scene; `join` has its loop, as ``Session/record(_:joinedBy:)`` says.
  func record(_ scene: Lesson.Scene, joinedBy join: (Loop) -> Void = { _ in }) throws(Stop) -> Recording.Scene {
    let session = try session()
    do { return Recording.Scene(scene, try session.record(scene, joinedBy: join)) } catch let stop as Stop {
      throw stop
    } catch {
      throw Stop(
        .unavailable,
        "roundtrip: the lesson can't be run here: \("\(error)".escapingControls) (roundtrip doctor says what works)")
    }
  }

  func session() throws(Stop) -> Session {
    if let opened { return opened }
    let entrance = try Self.network { () throws(SystemError) in try Network.Entrance(choice) }
    let session = Session(seed: seed, in: try Self.network { () throws(SystemError) in try entrance.network() })
    opened = session
    return session
  }

  private static func network<Value>(_ enter: () throws(SystemError) -> Value) throws(Stop) -> Value {
    do throws(SystemError) { return try enter() } catch {
      throw Stop(
        .unavailable, "roundtrip: no private internet here: \(error) (roundtrip doctor says what to do about it)")
    }
  }
}
