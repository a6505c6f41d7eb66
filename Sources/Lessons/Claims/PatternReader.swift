import Wire

/// Reads a regular expression into the states of a ``Pattern``.
struct PatternReader {
  private typealias State = Pattern.State

  private let scalars: [Unicode.Scalar]
  private var at = 0
  private var depth = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func states() throws(Fault) -> [Pattern.State] {
    let length = scalars.reduce(0) { $0 + UTF8.width($1) }
    guard length <= Pattern.longest else {
      throw fault("expected at most \(Pattern.longest) bytes, found \(length)", 0..<scalars.count)
    }
    let states = try alternatives()
    guard at == scalars.count else { throw fault("expected a `(` before this `)`, found none", at..<at + 1) }
    return states + [.found]
  }

  /// `a|b`
  private mutating func alternatives() throws(Fault) -> [State] {
    let first = try sequence()
    guard take("|") else { return first }
    let rest = try alternatives()
    return try limited(
      [.splits(1, first.count + 2)] + first.moved(by: 1) + [.jumps(first.count + 2 + rest.count)]
        + rest.moved(by: first.count + 2))
  }

  private mutating func sequence() throws(Fault) -> [State] {
    var states: [State] = []
    while let next = peek, next != "|", next != ")" {
      let atom = try atom()
      states = try limited(states + repeated(atom).moved(by: states.count))
    }
    return states
  }

  private mutating func atom() throws(Fault) -> [State] {
    let start = at
    guard let next = peek else { return [] }
    at += 1
    switch next {
    case "(":
      depth += 1
      guard depth <= Self.deepest else {
        throw fault("expected at most \(Self.deepest) groups in each other", start..<at)
      }
      if peek == "?" {
        at += 1
        guard take(":") else { throw fault("expected `(?:`, the one group with a `?` that is known here", start..<at) }
      }
      let inside = try alternatives()
      guard take(")") else { throw fault("expected a closing `)`, found the end", start..<at) }
      depth -= 1
      return inside
    case "[": return [.takes(try set(from: start))]
    case ".": return [.takes(Pattern.Characters(ranges: ["\n"..."\n"], isNegated: true))]
    case "^": return [.begins]
    case "$": return [.ends]
    case "\\": return [.takes(try escaped(start))]
    case "*", "+", "?", "{": throw fault("expected something to repeat before `\(next)`, found nothing", start..<at)
    default: return [.takes(Pattern.Characters(ranges: [next...next]))]
    }
  }

  private static let deepest = 20

  // MARK: Repetitions

  private mutating func repeated(_ atom: [State]) throws(Fault) -> [State] {
    let start = at
    let bounds: (least: Int, most: Int?)
    switch peek {
    case "*": bounds = (0, nil)
    case "+": bounds = (1, nil)
    case "?": bounds = (0, 1)
    case "{": bounds = try counted()
    default: return atom
    }
    if scalars[start] != "{" { at += 1 }
    // A claim asks whether there is a match, not how long it is: lazy or not makes no difference.
    _ = take("?")
    if let next = peek, ["*", "+", "?", "{"].contains(next) {
      throw fault("expected one repetition, found another behind it", start..<at + 1)
    }
    // Refused before they are written out.
    let copies = bounds.most ?? bounds.least + 1
    guard copies * (atom.count + 2) <= Pattern.mostStates else { throw tooLarge(start..<at) }
    var states: [State] = []
    for _ in 0..<bounds.least { states += atom.moved(by: states.count) }
    guard let most = bounds.most else {
      return states
        + ([.splits(1, atom.count + 2)] + atom.moved(by: 1) + [.jumps(0)]).moved(by: states.count)
    }
    let optional = most - bounds.least
    let end = states.count + optional * (atom.count + 1)
    for _ in 0..<optional {
      states.append(.splits(states.count + 1, end))
      states += atom.moved(by: states.count)
    }
    return states
  }

  /// `{3}`, `{3,}` or `{3,5}`.
  private mutating func counted() throws(Fault) -> (Int, Int?) {
    let start = at
    at += 1
    let least = number()
    var most = least
    if take(",") { most = peek == "}" ? nil : number() ?? -1 }
    guard let least, take("}"), most.map({ $0 >= least }) ?? true else {
      throw fault("expected a repetition such as `{2}`, `{2,}` or `{2,5}`", start..<min(at + 1, scalars.count))
    }
    guard least <= Pattern.mostStates, most ?? 0 <= Pattern.mostStates else { throw tooLarge(start..<at) }
    return (least, most)
  }

  private mutating func number() -> Int? {
    let start = at
    while let next = peek, ("0"..."9").contains(next) { at += 1 }
    return Int(String(String.UnicodeScalarView(scalars[start..<at])))
  }

  private func limited(_ states: [State]) throws(Fault) -> [State] {
    guard states.count <= Pattern.mostStates else { throw tooLarge(0..<at) }
    return states
  }

  private func tooLarge(_ range: Range<Int>) -> Fault {
    fault("expected repetitions that come to at most \(Pattern.mostStates) characters, found more", range)
  }

  // MARK: Sets

  /// `[a-z_]` or `[^0-9]`.
  private mutating func set(from start: Int) throws(Fault) -> Pattern.Characters {
    var set = Pattern.Characters(ranges: [])
    set.isNegated = take("^")
    var isFirst = true
    while let next = peek, next != "]" || isFirst {
      isFirst = false
      let place = at
      at += 1
      if next == "\\" {
        let named = try escaped(place)
        guard !named.isNegated else { throw fault("expected no `\\D`, `\\S` or `\\W` in brackets", place..<at) }
        set.ranges += named.ranges
      } else if peek == "-", at + 1 < scalars.count, scalars[at + 1] != "]", scalars[at + 1] != "\\" {
        let last = scalars[at + 1]
        at += 2
        guard next <= last else { throw fault("expected a range from the lower to the higher character", place..<at) }
        set.ranges.append(next...last)
      } else {
        set.ranges.append(next...next)
      }
    }
    guard take("]") else { throw fault("expected a closing `]`, found the end", start..<at) }
    return set
  }

  /// What stands behind a backslash.
  private mutating func escaped(_ start: Int) throws(Fault) -> Pattern.Characters {
    guard let next = peek else { throw fault("expected a character after `\\`, found the end", start..<at) }
    at += 1
    let isNegated = ["D", "S", "W"].contains(next)
    switch next {
    case "d", "D": return Pattern.Characters(ranges: ["0"..."9"], isNegated: isNegated)
    case "s", "S": return Pattern.Characters(ranges: ["\t"..."\r", " "..." "], isNegated: isNegated)
    case "w", "W":
      return Pattern.Characters(ranges: ["a"..."z", "A"..."Z", "0"..."9", "_"..."_"], isNegated: isNegated)
    case "n": return Pattern.Characters(ranges: ["\n"..."\n"])
    case "r": return Pattern.Characters(ranges: ["\r"..."\r"])
    case "t": return Pattern.Characters(ranges: ["\t"..."\t"])
    case "a"..."z", "A"..."Z", "0"..."9":
      throw fault("expected one of \\d \\D \\s \\S \\w \\W \\n \\r \\t, found \\\(next)", start..<at)
    default: return Pattern.Characters(ranges: [next...next])
    }
  }

  // MARK: Characters

  private var peek: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    at += 1
    return true
  }

  private func fault(_ message: String, _ range: Range<Int>) -> Fault {
    func bytes(_ end: Int) -> Int { scalars.prefix(end).reduce(0) { $0 + UTF8.width($1) } }
    return Fault(.malformed, message, bytes: bytes(range.lowerBound)..<bytes(range.upperBound))
  }
}

extension [Pattern.State] {
  /// The same states at other places.
  fileprivate func moved(by count: Int) -> [Pattern.State] {
    map { state in
      switch state {
      case .splits(let one, let other): .splits(one + count, other + count)
      case .jumps(let other): .jumps(other + count)
      case .takes, .begins, .ends, .found: state
      }
    }
  }
}
