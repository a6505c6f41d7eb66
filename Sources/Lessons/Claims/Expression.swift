/// A claim or a question over a recording: a path, alone or compared (`response.status == 302`,
/// `not dns.answer exists`). One language for `show`, `answer` and `expect`.
public struct Expression: Sendable, Hashable {
  /// `not` stood before it.
  public var isNegated: Bool
  public var path: Path.Reference
  /// Nil where the value itself is meant.
  public var test: Test?

  public enum Test: Sendable, Hashable {
    case exists
    case compares(Comparison, Value)
  }

  public enum Comparison: String, Sendable, Hashable, CaseIterable {
    case equals = "=="
    case differs = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
    /// Of a text: has this in it; of a list: has this item.
    case contains
    case startsWith
    /// A regular expression finds something in the text.
    case matches
  }

  public init(isNegated: Bool = false, path: Path.Reference, test: Test? = nil) {
    self.isNegated = isNegated
    self.path = path
    self.test = test
  }

  /// What a path leads to.
  public enum Value: Sendable, Hashable {
    case string(String)
    case number(Int)
    case bool(Bool)
    case list([String])
    /// The recording has no such thing.
    case nothing
  }
}

extension Expression.Value: CustomStringConvertible {
  /// As learners see it: texts without quotation marks, lists with commas.
  public var description: String {
    switch self {
    case .string(let text): text
    case .number(let number): "\(number)"
    case .bool(let bool): bool ? "true" : "false"
    case .list(let items): items.joined(separator: ", ")
    case .nothing: "nothing"
    }
  }

  /// The number it is, or that its text spells, as fields carry numbers as text.
  var asNumber: Int? {
    switch self {
    case .number(let number): number
    case .string(let text): Int(text)
    case .bool, .list, .nothing: nil
    }
  }

  /// A value that may be missing.
  init(_ text: String?) { self = text.map(Self.string) ?? .nothing }
  init(_ number: Int?) { self = number.map(Self.number) ?? .nothing }
  init(_ bool: Bool?) { self = bool.map(Self.bool) ?? .nothing }
}

extension Expression: CustomStringConvertible {
  public var description: String {
    let body =
      switch test {
      case nil: path.description
      case .exists: "\(path) exists"
      case .compares(let comparison, .string(let text)): "\(path) \(comparison.rawValue) \"\(text)\""
      case .compares(let comparison, let value): "\(path) \(comparison.rawValue) \(value)"
      }
    return isNegated ? "not \(body)" : body
  }
}
