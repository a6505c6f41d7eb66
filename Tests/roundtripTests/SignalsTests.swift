import Net
import Testing
import Wire
@testable import roundtrip

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Signals on a loop", .serialized)
struct SignalsTests {
  /// What SIGUSR2 does now, as a number to compare: 0 its default, 1 nothing.
  private var action: Int {
    var action = sigaction()
    sigaction(SIGUSR2, nil, &action)
    #if canImport(Darwin)
      return unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self)
    #else
      return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    #endif
  }

  private func heard(_ signals: [Int32]) throws -> [Int32] {
    let loop = Loop(clock: Clock.sinceNow())
    var heard: [Int32] = []
    let caught = try Signals(signals, on: loop) { heard.append($0) }
    for signal in signals { kill(getpid(), signal) }
    _ = try loop.run(forAtMost: 100) { heard.count == signals.count }
    withExtendedLifetime(caught) {}
    return heard
  }

  @Test("what a signal did before, it does again afterwards")
  func restored() throws {
    signal(SIGUSR2) { _ in }
    let before = action
    #expect(try heard([SIGUSR2]) == [SIGUSR2])
    #expect(action == before && before > 1)
    signal(SIGUSR2, SIG_DFL)
  }

  @Test("a signal that is ignored stays so: nohup")
  func ignored() throws {
    signal(SIGUSR2, SIG_IGN)
    #expect(try heard([SIGUSR2]) == [])
    #expect(action == 1)
    signal(SIGUSR2, SIG_DFL)
  }
}
