extension HTTP {
  /// What a field means: one entry of the glossary of field names.
  public struct FieldName: Sendable, Hashable {
    /// As it is usually spelled; case does not matter.
    public var name: String
    /// One sentence for a beginner.
    public var meaning: String
    public var spec: Spec

    init(_ name: String, _ meaning: String, _ spec: Spec) {
      self.name = name
      self.meaning = meaning
      self.spec = spec
    }

    /// What is known about a name, in any case; nil of one that is not in the glossary.
    public init?(_ name: String) {
      guard let known = Self.glossary.first(where: { $0.name.equalsIgnoringASCIICase(name) }) else { return nil }
      self = known
    }
  }
}
