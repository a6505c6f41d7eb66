/// What the fields of every format are for, in words for a beginner. The same words stand wherever a field is shown.
///
/// Each format keeps a table of its own beside its codec: a field's name, or `group > name` where a name means something
/// else in that group, and one sentence.
public enum Glossary {
  /// What the innermost field of `path` is for. The path begins at the outermost field (``Field/path(toBit:)``), because
  /// names such as Checksum stand in several formats. Nil for what needs no words.
  public static func meaning(of path: [Field]) -> String? {
    guard let field = path.last else { return nil }
    let words = [sentence(for: field, within: path.dropLast()), registered(field)].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// The table of the format whose outermost field has this name.
  private static func table(of format: String) -> [String: String]? {
    switch format {
    case "DNS message": DNS.glossary
    case "DNS stream": DNS.streamGlossary
    case "TLS records", "TLSInnerPlaintext", "TLSPlaintext", "TLS handshake message", "TLS alert",
      "TLS change_cipher_spec":
      TLS.glossary
    case "URL": URL.glossary
    case "http1": HTTP1.glossary
    case "Set-Cookie", "Cookie": Cookie.glossary
    case "HTML document": HTML.glossary
    case "stylesheet": CSS.glossary
    case "png": PNG.glossary
    case "PROXY protocol": ProxyProtocol.glossary
    default: Packet.glossary[format]
    }
  }

  private static func sentence(for field: Field, within path: ArraySlice<Field>) -> String? {
    guard let table = path.reversed().lazy.compactMap({ table(of: $0.name) }).first else { return nil }
    if let group = path.last, let sentence = table["\(group.name) > \(field.name)"] { return sentence }
    if let sentence = table[field.name] { return sentence }
    // The parts of a vector, which are named alike in all of them, mean what the vector means.
    guard let vector = path.last, TLS.vectorParts.contains(field.name), table[TLS.vectorLength] != nil else {
      return nil
    }
    return sentence(for: vector, within: path.dropLast())
  }

  /// What the registry of its numbers or names says of the value.
  private static func registered(_ field: Field) -> String? {
    switch (field.name, field.value) {
    case ("field-name", .text(let text)): return HTTP.FieldName(text)?.meaning
    case ("method", .text(let text)): return HTTP.Method(text)?.meaning
    case ("status-code", .number(let number, _)): return HTTP.Status(Int(number)).meaning
    case ("extension_type", .number(let number, _)):
      return TLS.ExtensionType(rawValue: UInt16(truncatingIfNeeded: number)).meaning
    case ("msg_type", .number(let number, _)):
      return TLS.HandshakeType(rawValue: UInt8(truncatingIfNeeded: number)).meaning
    case ("group", .number(let number, _)), ("selected_group", .number(let number, _)):
      return TLS.NamedGroup(rawValue: UInt16(truncatingIfNeeded: number)).meaning.flatMap(note)
    case ("cipher_suite", .number(let number, _)):
      return TLS.CipherSuite(rawValue: UInt16(truncatingIfNeeded: number)).meaning.flatMap(note)
    case ("algorithm", .number(let number, _)):
      return TLS.SignatureScheme(rawValue: UInt16(truncatingIfNeeded: number)).meaning.flatMap(note)
    case ("TYPE", .number(let number, _)), ("QTYPE", .number(let number, _)):
      return note(DNS.RecordType(rawValue: UInt16(truncatingIfNeeded: number)).meaning)
    case ("RCODE", .number(let number, _)):
      return note(DNS.ResponseCode(rawValue: UInt16(truncatingIfNeeded: number)).meaning)
    default: return nil
    }
  }

  private static func note(_ words: String) -> String? { words.isEmpty ? nil : "Here \(words)." }
}
