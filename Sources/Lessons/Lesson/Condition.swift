import Net
import Tracing

/// One thing that a scene's `given` can set: a row of the one table that the parser, the help text and the shell's
/// options read (``all``).
///
/// A `link.…` condition is about the learner's line; the name of another cable may stand in it, `link.backbone.delay`.
public struct Condition: Sendable {
  /// As authors write it: `server.upstream`.
  public let name: String
  /// What it is about, whatever it is set to: `how long each packet takes to cross the cable, each way`.
  public let meaning: String
  /// The words it can be set to.
  public let words: [String]
  /// What it takes, for help texts and errors: `down` or `slow`.
  public let expected: String
  /// Whether it bends what only a private internet has, its packets and cables: on loopback it has no effect.
  public let needsPackets: Bool
  private let take: @Sendable (_ value: String, _ cable: String, inout Conditions) -> Bool
  private let tell: @Sendable (_ value: String, _ cable: String) -> String

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

  /// What happens in a scene that sets it to `value`, as a clause: `the first SYN on the cable between Home router and
  /// Exchange is lost`. It never needs the condition's name beside it to be understood.
  public func effect(of value: String, on cable: String = Condition.ownCable) -> String { tell(value, cable) }

  /// A word that a row can be set to, what that comes to, and what then happens.
  struct Word<Value: Sendable>: Sendable {
    var text: String
    var value: Value
    var effect: String

    init(_ text: String, _ value: Value, _ effect: String) {
      self.text = text
      self.value = value
      self.effect = effect
    }
  }

  /// A row whose words, and whatever its quantity reads, go to that place.
  init<Value: Sendable>(
    _ name: String, _ meaning: String, _ place: any WritableKeyPath<Conditions, Value> & Sendable,
    _ words: [Word<Value>], or quantity: Quantity<Value>? = nil, needsPackets: Bool = false
  ) {
    self.init(
      name, meaning, words.map(\.text), quantity?.expected ?? "", needsPackets: needsPackets,
      take: { text, _, conditions in
        guard let value = words.first(where: { $0.text == text })?.value ?? quantity?.read(text) else { return false }
        conditions[keyPath: place] = value
        return true
      },
      tell: { text, _ in words.first { $0.text == text }?.effect ?? "\(meaning): \(text)" })
  }

  /// A row about a cable: `link.` and that name. Its effect is told of what was read, and of the cable.
  init<Value: Sendable>(
    link name: String, _ meaning: String, _ quantity: Quantity<Value>, words: [String] = [],
    set: @escaping @Sendable (inout LinkConditions, Value) -> Void,
    effect: @escaping @Sendable (_ value: Value, _ text: String, _ cable: String) -> String
  ) {
    self.init(
      "\(Self.link).\(name)", meaning, words, quantity.expected, needsPackets: true,
      take: { text, cable, conditions in
        guard let value = quantity.read(text) else { return false }
        set(&conditions.links[cable, default: LinkConditions()], value)
        return true
      },
      tell: { text, cable in
        quantity.read(text).map { effect($0, text, Topology.standard.words(forCable: cable)) } ?? meaning
      })
  }

  private init(
    _ name: String, _ meaning: String, _ words: [String], _ quantity: String, needsPackets: Bool,
    take: @escaping @Sendable (String, String, inout Conditions) -> Bool,
    tell: @escaping @Sendable (String, String) -> String
  ) {
    self.name = name
    self.meaning = meaning
    self.words = words
    self.needsPackets = needsPackets
    self.take = take
    self.tell = tell
    expected = (words.map { "`\($0)`" } + (quantity.isEmpty ? [] : [quantity])).joined(separator: " or ")
  }
}

extension Topology {
  /// `the cable between Home router and Exchange`.
  fileprivate func words(forCable id: String) -> String {
    let ends = cables.first { $0.id == id }?.ends.map { nodes[$0.node].party.name } ?? [id]
    return "the cable between " + ends.joined(separator: " and ")
  }
}

/// A condition is its name: there is one of each.
extension Condition: Hashable {
  public static func == (left: Condition, right: Condition) -> Bool { left.name == right.name }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
