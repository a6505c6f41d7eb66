import Wire

extension Loop {
  /// A moment asked for; keep it to take it back.
  public struct Timer: Sendable, Hashable, Comparable {
    let at: Tick
    /// Counted up, so that of two timers for one moment the elder comes first.
    let number: Int

    public static func < (left: Timer, right: Timer) -> Bool { (left.at, left.number) < (right.at, right.number) }
  }

  /// The moments that are still to come, sorted with the next one last: the timers that come and go most often are the
  /// near ones, and so the fewest others move.
  struct Timers {
    private var entries: [(timer: Timer, due: Tick, action: () -> Void)] = []
    /// The number given last.
    private(set) var newest = 0

    /// The next moment, and when it is due by what the loop waits by.
    var next: (at: Tick, due: Tick)? { entries.last.map { ($0.timer.at, $0.due) } }

    mutating func add(at moment: Tick, due: Tick, _ action: @escaping () -> Void) -> Timer {
      newest += 1
      let timer = Timer(at: moment, number: newest)
      entries.insert((timer, due, action), at: place(of: timer))
      return timer
    }

    mutating func remove(_ timer: Timer) {
      let place = place(of: timer)
      if place < entries.count, entries[place].timer == timer { entries.remove(at: place) }
    }

    mutating func removeAll() { entries = [] }

    /// Takes out the next one, if its moment has come and it is no newer than that.
    mutating func take(until now: Tick, upTo number: Int) -> (() -> Void)? {
      guard let last = entries.last, last.timer.at <= now, last.timer.number <= number else { return nil }
      return entries.removeLast().action
    }

    /// The first place whose timer is not after this one, by halving.
    private func place(of timer: Timer) -> Int {
      var low = 0
      var high = entries.count
      while low < high {
        let middle = (low + high) / 2
        if entries[middle].timer > timer { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }
}
