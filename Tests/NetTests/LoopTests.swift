import Testing
import Wire

@testable import Net

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Loop: what is ready, and what is due, in an order that never changes", .timeLimit(.minutes(1)))
struct LoopTests {
  /// A clock that goes on only when told to.
  private final class Hand {
    var now = Tick.zero
  }

  private let hand = Hand()
  private let loop: Loop

  init() {
    loop = Loop { [hand] in hand.now }
  }

  private func pass(_ milliseconds: Int) throws {
    hand.now = hand.now.adding(milliseconds: milliseconds)
    try loop.turn(waitingAtMost: 0)
  }

  @Test("timers come in the order of their moments, and of asking where those are the same")
  func order() throws {
    var came: [String] = []
    loop.after(milliseconds: 20) { came.append("20") }
    loop.after(milliseconds: 10) { came.append("10 a") }
    loop.after(milliseconds: 10) { came.append("10 b") }
    loop.after(nanoseconds: 9_999_999) { came.append("just before") }
    loop.at(.zero) { came.append("at once") }
    try pass(9)
    #expect(came == ["at once"])
    try pass(11)
    #expect(came == ["at once", "just before", "10 a", "10 b", "20"])
  }

  @Test("a cancelled timer does not come, also where another one of the same turn cancels it")
  func cancelled() throws {
    var came: [String] = []
    var second: Loop.Timer?
    loop.after(milliseconds: 1) { [loop] in
      came.append("first")
      loop.cancel(second)
    }
    second = loop.after(milliseconds: 2) { came.append("second") }
    let third = loop.after(milliseconds: 3) { came.append("third") }
    loop.cancel(third)
    loop.cancel(third)
    loop.cancel(nil)
    try pass(5)
    #expect(came == ["first"])
  }

  @Test("stopped, it lets go of everything, also in the middle of a turn, and turning it is an error")
  func stopped() throws {
    final class Held {}
    weak var held: Held?
    let pipes = try (0..<2).map { _ in try Pipe() }
    var served = 0
    do {
      let object = Held()
      held = object
      for pipe in pipes {
        loop.watch(pipe.reading) { [loop] _ in
          withExtendedLifetime(object) { served += 1 }
          loop.stop()
        }
        pipe.fill()
      }
      loop.after(milliseconds: 0) { withExtendedLifetime(object) { served += 1 } }
    }
    try loop.turn(waitingAtMost: 0)
    #expect(served == 1)
    #expect(held == nil)
    let error = #expect(throws: SystemError.self) { try self.loop.turn(waitingAtMost: 1000) }
    #expect(error?.name == "ECANCELED")
  }

  #if canImport(Glibc)
    @Test("a wait of a tenth of a millisecond is not rounded up to a whole one")
    func exact() throws {
      let loop = Loop(clock: Clock.sinceNow())
      var shortest = UInt64.max
      for _ in 0..<20 {
        let start = loop.now
        var isOver = false
        loop.after(nanoseconds: 100_000) { isOver = true }
        #expect(try loop.run(forAtMost: 1000) { isOver })
        shortest = min(shortest, loop.now.since(start))
      }
      #expect(shortest >= 100_000 && shortest < 900_000, "the quickest of twenty, on however busy a machine")
    }
  #endif

  @Test(
    "where only waits pass for time, a machine that is late changes nothing: what comes of a moment comes before the next"
  )
  func waits() throws {
    for time in [Loop.Time.all, .waits] {
      let hand = Hand()
      let loop = Loop(clock: { hand.now }, time: time)
      let pipe = try Pipe()
      var came: [String] = []
      loop.watch(pipe.reading) { _ in
        came.append("what came of 1 at \(loop.now.nanoseconds / 1_000_000)")
        loop.forget(pipe.reading)
      }
      loop.after(milliseconds: 1) {
        came.append("1")
        pipe.fill()
        hand.now = hand.now.adding(milliseconds: 20)
        loop.after(milliseconds: 1) { came.append("1 and 1") }
      }
      loop.after(milliseconds: 3) { came.append("3") }
      hand.now = hand.now.adding(milliseconds: 10)
      while loop.now < Tick.zero.adding(milliseconds: 3) || came.count < 4 {
        try loop.turn(waitingAtMost: 5)
        if time == .all, came.count == 3 { hand.now = hand.now.adding(milliseconds: 1) }
      }
      switch time {
      case .all: #expect(came == ["1", "3", "what came of 1 at 30", "1 and 1"])
      case .waits: #expect(came == ["1", "what came of 1 at 1", "1 and 1", "3"])
      }
    }
  }

  @Test("where only waits pass for time, what comes from outside meanwhile finds it where it stood, whenever it comes")
  func outside() throws {
    let clock = Clock.sinceNow()
    let loop = Loop(clock: clock, time: .waits)
    let pipe = try Pipe()
    var came: [String] = []
    func note(_ what: String) { came.append("\(what) at \(loop.now.nanoseconds) ns") }
    var outside: Errand<Void>?
    loop.watch(pipe.reading) { _ in
      note("outside")
      loop.forget(pipe.reading)
      loop.after(milliseconds: 2) { note("what came of it") }
    }
    loop.after(milliseconds: 1) {
      note("1")
      outside = Errand { [end = pipe.writing] in
        // It comes when a clock outside the loop says so.
        let outer = Clock.sinceNow()
        while outer() < Tick(nanoseconds: 3_000_000) {}
        var byte: UInt8 = 1
        write(end, &byte, 1)
      }
    }
    loop.after(milliseconds: 600_000) { note("ten minutes") }
    #expect(try loop.run(forAtMost: 50_000) { came.count == 3 })
    outside?.value
    #expect(came == ["1 at 1000000 ns", "outside at 1000000 ns", "what came of it at 3000000 ns"])
    #expect(clock() >= Tick(nanoseconds: 6_000_000), "what was waited for outside counts towards no moment")
  }

  @Test("a run ends by the clock also where somebody is always ready, and time stands still")
  func neverIdle() throws {
    let loop = Loop(clock: Clock.sinceNow(), time: .waits)
    let pipe = try Pipe()
    loop.watch(pipe.reading) { _ in }
    pipe.fill()
    #expect(try !loop.run(forAtMost: 5) { false })
    #expect(loop.now == .zero)
  }

  @Test("a timer that asks for itself again waits for the next turn, so a turn always ends")
  func again() throws {
    var count = 0
    func tick() {
      count += 1
      loop.after(milliseconds: 0, tick)
    }
    tick()
    try pass(0)
    #expect(count == 2)
    try pass(0)
    #expect(count == 3)
  }

  @Test("a thousand timers asked for in any order come sorted")
  func many() throws {
    var randomness = Randomness.seeded(1)
    var came: [Int] = []
    var timers: [(Int, Loop.Timer)] = []
    for _ in 0..<1000 {
      let milliseconds = Int.random(in: 0..<500, using: &randomness)
      timers.append((milliseconds, loop.after(milliseconds: milliseconds) { came.append(milliseconds) }))
    }
    for (_, timer) in timers[..<200] { loop.cancel(timer) }
    try pass(500)
    #expect(came == timers[200...].map(\.0).sorted())
  }

  @Test("descriptors are served in the order of adding; one that another has taken away is not served")
  func descriptors() throws {
    let pipes = try (0..<4).map { _ in try Pipe() }
    var served: [Int] = []
    for (number, pipe) in pipes.enumerated().reversed() {
      loop.watch(pipe.reading) { [loop] readiness in
        #expect(readiness == Loop.Readiness(canRead: true, canWrite: false))
        served.append(number)
        if number == 2 { loop.forget(pipes[1].reading) }
      }
    }
    for pipe in pipes { pipe.fill() }
    try loop.turn(waitingAtMost: 1000)
    #expect(served == [3, 2, 0])
    loop.setReading(false, for: pipes[3].reading)
    loop.forget(pipes[2].reading)
    try loop.turn(waitingAtMost: 1000)
    #expect(served == [3, 2, 0, 0])
    // Three of four have gone or come again: the places have moved up.
    loop.forget(pipes[0].reading)
    loop.watch(pipes[1].reading) { _ in served.append(1) }
    loop.setReading(true, for: pipes[3].reading)
    try loop.turn(waitingAtMost: 1000)
    #expect(served == [3, 2, 0, 0, 3, 1])
  }

  /// Two ends in this process, closed when it is let go.
  private final class Pipe {
    let reading: Int32
    let writing: Int32

    init() throws {
      var ends: [Int32] = [0, 0]
      try #require(pipe(&ends) == 0)
      (reading, writing) = (ends[0], ends[1])
    }

    deinit {
      close(reading)
      close(writing)
    }

    func fill() {
      var byte: UInt8 = 1
      #expect(write(writing, &byte, 1) == 1)
    }
  }
}
