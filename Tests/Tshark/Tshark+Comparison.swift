public import Wire

extension Tshark {
  /// How two explanations of the same frame compare.
  public struct Comparison: Sendable {
    /// How many values both gave, and gave alike.
    public var agreeing = 0
    /// What one says and the other doesn't, in words.
    public var differences: [String] = []
  }

  /// Holds our field tree of a frame against tshark's layers, field by field, for the fields that both name.
  public static func compare(_ ours: Field, _ theirs: JSON) -> Comparison {
    var comparison = Comparison()
    for layer in layers {
      guard let mine = node(layer.ours, in: ours), let other = layer.theirs.reduce(theirs, { $0?[$1] }) else {
        continue
      }
      for (name, theirName) in layer.fields {
        let values = values(of: name, in: mine)
        let texts = texts(of: theirName, in: other)
        if values.count == texts.count, zip(values, texts).allSatisfy({ isSame($0, $1) }) {
          comparison.agreeing += values.count
        } else {
          comparison.differences.append(
            "\(layer.ours), \(name): ours \(values.map(\.description)), \(theirName): \(texts)")
        }
      }
      if layer.theirs.count == 1 { compareChecksum(mine, other, layer.theirs[0], &comparison) }
    }
    return comparison
  }

  /// Both find a checksum right, or both wrong (their status 1 and 0; 2 is "not checked").
  private static func compareChecksum(
    _ ours: Field, _ theirs: JSON, _ layer: String, _ comparison: inout Comparison
  ) {
    guard let status = texts(of: "\(layer).checksum.status", in: theirs).first, status != "2" else { return }
    let isWrong = fields(in: ours).contains { $0.name.hasSuffix("Checksum") && $0.fault != nil }
    if isWrong == (status == "0") {
      comparison.agreeing += 1
    } else {
      comparison.differences.append(
        "\(layer): we find the checksum \(isWrong ? "wrong" : "right"), their status \(status)")
    }
  }

  private static let layerNames = Set(layers.map(\.ours))

  private static func node(_ name: String, in field: Field) -> Field? {
    if field.name == name { return field }
    for child in field.children where child.name != "original datagram" || name == "original datagram" {
      if let found = node(name, in: child) { return found }
    }
    return nil
  }

  /// The fields of one layer: not those of the layers that it carries.
  private static func fields(in layer: Field) -> [Field] {
    layer.children.filter { !layerNames.contains($0.name) }.flatMap { [$0] + fields(in: $0) }
  }

  private static func values(of name: String, in layer: Field) -> [Value] {
    fields(in: layer).filter { $0.name == name && $0.children.isEmpty && !$0.bits.isEmpty }.map(\.value)
  }

  /// What stands under `name` at any depth of a layer, but not in the layers that it quotes.
  public static func texts(of name: String, in json: JSON) -> [String] {
    if let list = json.array { return list.flatMap { texts(of: name, in: $0) } }
    guard case .object(let members) = json else { return [] }
    return members.flatMap { member -> [String] in
      if member.name == name {
        if let text = member.value.string { return [text] }
        return member.value.array?.compactMap(\.string) ?? []
      }
      return ["ip", "tcp", "udp"].contains(member.name) ? [] : texts(of: name, in: member.value)
    }
  }

  /// Numbers by value, in whichever base; addresses by text; bytes by their digits.
  private static func isSame(_ value: Value, _ text: String) -> Bool {
    switch value {
    case .number(let number, _):
      let parsed = text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
      return parsed == number
    case .flag(let flag): return ["1", "True", "true"].contains(text) == flag
    case .text(let ours): return ours == text
    case .bytes(let bytes): return bytes.hex == text.filter { $0 != ":" }
    case .none: return false
    }
  }
}
