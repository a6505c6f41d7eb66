/// Where random numbers come from: the system's, or a seed's for a recording that must come out the same twice.
public struct Randomness: RandomNumberGenerator, Sendable {
  private var state: UInt64?

  /// The system's generator.
  public static let system = Randomness(state: nil)

  /// The same numbers for the same seed (SplitMix64). Never for secrets.
  public static func seeded(_ seed: UInt64) -> Randomness { Randomness(state: seed) }

  private init(state: UInt64?) { self.state = state }

  /// A source of its own for somebody else: the system's from the system's, a new sequence from a seeded one.
  public mutating func fork() -> Randomness { state == nil ? .system : .seeded(next()) }

  public mutating func next() -> UInt64 {
    guard var current = state else {
      var system = SystemRandomNumberGenerator()
      return system.next()
    }
    current &+= 0x9E37_79B9_7F4A_7C15
    state = current
    var mixed = current
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
