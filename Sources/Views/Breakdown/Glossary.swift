import Wire

/// What words of the protocols mean, in one sentence, from the tables that stand with the protocols.
enum Glossary {
  static func meaning(ofField name: String) -> String { "" }
}
