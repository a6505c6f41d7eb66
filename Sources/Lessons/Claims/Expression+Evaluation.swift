extension Expression {
  /// What it comes to in a recording: the value of a bare path, else whether the test holds.
  public func value(in scope: Scope) -> Value { test == nil ? path.value(in: scope) : .bool(holds(in: scope)) }

  /// Whether the test holds; a bare path holds when it leads to true. Of what the recording has not, no comparison
  /// holds, and no denial of one: a claim that can't fail says nothing.
  public func holds(in scope: Scope) -> Bool {
    let found = path.value(in: scope)
    return switch test {
    case nil: found == .bool(true)
    case .exists: (found != .nothing) != isNegated
    case .compares(let comparison, let expected):
      found != .nothing && comparison.holds(found, expected) != isNegated
    }
  }

  /// The claim and the truth, for somebody who believed the claim: `expected response.status == 404, the recording has
  /// 200`; why there is nothing, where the page never came.
  public func contradiction(in scope: Scope) -> String {
    switch path.value(in: scope) {
    case .nothing: "expected \(self), the recording has no \(path)\(scope.failure.map { ": \($0)" } ?? "")"
    case .string(let text): "expected \(self), the recording has \"\(Self.shortened(text))\""
    case let found: "expected \(self), the recording has \(Self.shortened(found.description))"
    }
  }

  private static let longestShown = 160

  /// Its beginning, with how much follows: a whole page says no more than its first line.
  private static func shortened(_ text: String) -> String {
    let rest = text.count - longestShown
    return rest > 0 ? "\(text.prefix(longestShown))… and \(rest) more character\(rest == 1 ? "" : "s")" : text
  }
}

extension Expression.Comparison {
  typealias Value = Expression.Value

  /// `found` is something: whoever asks has made sure of that.
  func holds(_ found: Value, _ expected: Value) -> Bool {
    switch self {
    case .equals: Self.equal(found, expected)
    case .differs: !Self.equal(found, expected)
    case .less: Self.ordered(found, expected, <)
    case .atMost: Self.ordered(found, expected, <=)
    case .greater: Self.ordered(found, expected, >)
    case .atLeast: Self.ordered(found, expected, >=)
    case .contains:
      if case .list(let items) = found {
        items.contains(expected.description)
      } else {
        found.description.contains(expected.description)
      }
    case .startsWith: found.description.hasPrefix(expected.description)
    // The parser has read the same pattern before.
    case .matches: (try? Pattern(parsing: expected.description))?.isFound(in: found.description) ?? false
    }
  }

  /// A number may be spelled as a text, by either side: else `response.status != "200"` could not fail.
  private static func equal(_ found: Value, _ expected: Value) -> Bool {
    if case .number(let number) = expected { return found.asNumber == number }
    return found.description == expected.description
  }

  private static func ordered(_ found: Value, _ expected: Value, _ order: (Int, Int) -> Bool) -> Bool {
    guard let left = found.asNumber, let right = expected.asNumber else { return false }
    return order(left, right)
  }
}
