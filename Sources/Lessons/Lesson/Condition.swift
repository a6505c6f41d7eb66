import Net
import Tracing

/// One thing that a scene's `given` can set: a row of the one table that the parser, the help text and the shell's
/// options read (``all``).
///
/// A `link.…` condition is about the learner's line; the name of another cable may stand in it, `link.backbone.delay`.
public struct Condition: Sendable {
  /// As authors write it: `server.upstream`.
  public let name: String
  public let meaning: String
  /// The words it can be set to.
  public let words: [String]
  /// What it takes, for help texts and errors: `down` or `slow`.
  public let expected: String
  /// Whether it bends what only a private internet has, its packets and cables: on loopback it has no effect.
  public let needsPackets: Bool
  private let take: @Sendable (_ value: String, _ cable: String, inout Conditions) -> Bool

  /// The learner's line: which cable is meant where a condition names none.
  public static let ownCable = "line"

  /// The cables that a `link.…` condition may name.
  public static var cables: [String] { Topology.standard.cables.map(\.id) }

  /// The condition that a lesson names, and the cable where it names one.
  public static func named(_ name: String) -> (condition: Condition, cable: String?)? {
    if let condition = byName[name] { return (condition, nil) }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == link, let condition = byName["\(link).\(parts[2])"] else { return nil }
    return (condition, String(parts[1]))
  }

  private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  private static let link = "link"

  /// Takes over what an author wrote; false where it takes no such value.
  public func set(_ value: String, on cable: String = Condition.ownCable, in conditions: inout Conditions) -> Bool {
    take(value, cable, &conditions)
  }

  /// A row whose words, and whatever its quantity reads, go to that place.
  init<Value: Sendable>(
    _ name: String, _ meaning: String, _ place: any WritableKeyPath<Conditions, Value> & Sendable,
    _ words: KeyValuePairs<String, Value>, or quantity: Quantity<Value>? = nil, needsPackets: Bool = false
  ) {
    self.init(name, meaning, words.map(\.key), quantity?.expected ?? "", needsPackets: needsPackets) {
      text, _, conditions in
      guard let value = words.first(where: { $0.key == text })?.value ?? quantity?.read(text) else { return false }
      conditions[keyPath: place] = value
      return true
    }
  }

  /// A row about a cable: `link.` and that name.
  init<Value: Sendable>(
    link name: String, _ meaning: String, _ quantity: Quantity<Value>, words: [String] = [],
    set: @escaping @Sendable (inout LinkConditions, Value) -> Void
  ) {
    self.init("\(Self.link).\(name)", meaning, words, quantity.expected, needsPackets: true) {
      text, cable, conditions in
      guard let value = quantity.read(text) else { return false }
      set(&conditions.links[cable, default: LinkConditions()], value)
      return true
    }
  }

  private init(
    _ name: String, _ meaning: String, _ words: [String], _ quantity: String, needsPackets: Bool,
    take: @escaping @Sendable (String, String, inout Conditions) -> Bool
  ) {
    self.name = name
    self.meaning = meaning
    self.words = words
    self.needsPackets = needsPackets
    self.take = take
    expected = (words.map { "`\($0)`" } + (quantity.isEmpty ? [] : [quantity])).joined(separator: " or ")
  }
}

/// A condition is its name: there is one of each.
extension Condition: Hashable {
  public static func == (left: Condition, right: Condition) -> Bool { left.name == right.name }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
