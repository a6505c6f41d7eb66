import Wire

/// A regular expression of a claim, small enough to be read by anybody: letters, `.`, `[a-z]`, `\d \s \w`, groups, `|`,
/// `* + ? {2,3}`, and `^ $` for the text's ends.
///
/// All the ways to match are followed at once (Thompson 1968), so that the time it takes grows with the text's length
/// times the pattern's and never faster: nobody's lesson can hang the check with one.
struct Pattern: Sendable, Hashable {
  /// What a pattern is made of: the states of a machine that reads a text.
  enum State: Sendable, Hashable {
    /// Takes one character of the set.
    case takes(Characters)
    /// Goes on at either of two states.
    case splits(Int, Int)
    case jumps(Int)
    /// Goes on at the text's beginning only.
    case begins
    /// Goes on at the text's end only.
    case ends
    case found
  }

  /// Some of all characters.
  struct Characters: Sendable, Hashable {
    var ranges: [ClosedRange<Unicode.Scalar>]
    /// Those that are not in ``ranges``.
    var isNegated = false

    func contains(_ scalar: Unicode.Scalar) -> Bool { ranges.contains { $0.contains(scalar) } != isNegated }
  }

  /// In bytes; a lesson needs no longer one.
  static let longest = 200
  /// Repetitions that are counted are written out: so many states are the most.
  static let mostStates = 1000

  private let states: [State]

  /// The fault says what was expected; its bytes are offsets into `text`.
  init(parsing text: String) throws(Fault) {
    var reader = PatternReader(text)
    states = try reader.states()
  }

  /// Whether any part of the text matches.
  func isFound(in text: String) -> Bool {
    var current = Threads(count: states.count)
    var next = Threads(count: states.count)
    var isAtStart = true
    for scalar in text.unicodeScalars {
      add(0, to: &current, isAtStart: isAtStart, isAtEnd: false)
      if current.isDone { return true }
      next.clear()
      for place in current.places {
        guard case .takes(let characters) = states[place], characters.contains(scalar) else { continue }
        add(place + 1, to: &next, isAtStart: false, isAtEnd: false)
      }
      swap(&current, &next)
      isAtStart = false
      if current.isDone { return true }
    }
    // What waits for the end has come to it.
    let waiting = current.places
    current.clear()
    for place in waiting + [0] { add(place, to: &current, isAtStart: isAtStart, isAtEnd: true) }
    return current.isDone
  }

  /// The states that the machine may be in, each once.
  private struct Threads {
    private(set) var places: [Int] = []
    private var isIn: [Bool]
    var isDone = false

    init(count: Int) { isIn = [Bool](repeating: false, count: count) }

    /// False where it was there before.
    mutating func insert(_ place: Int) -> Bool {
      guard !isIn[place] else { return false }
      isIn[place] = true
      places.append(place)
      return true
    }

    mutating func clear() {
      for place in places { isIn[place] = false }
      places.removeAll(keepingCapacity: true)
      isDone = false
    }
  }

  /// Adds a state and all that it leads to without taking a character.
  private func add(_ start: Int, to threads: inout Threads, isAtStart: Bool, isAtEnd: Bool) {
    var waiting = [start]
    while let place = waiting.popLast() {
      guard threads.insert(place) else { continue }
      switch states[place] {
      case .takes: break
      case .splits(let one, let other): waiting += [other, one]
      case .jumps(let other): waiting.append(other)
      case .begins: if isAtStart { waiting.append(place + 1) }
      case .ends: if isAtEnd { waiting.append(place + 1) }
      case .found: threads.isDone = true
      }
    }
  }
}
