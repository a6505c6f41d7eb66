import Wire

/// `roundtrip explain packet`: one Ethernet frame, layer in layer.
struct PacketExplainer: Explainer {
  let kind = "packet"
  let form = InputForm.binary
  let summary = "an Ethernet frame: ARP, IP, ICMP, UDP, TCP, each in the one around it"

  func dissect(_ input: [UInt8]) -> Field { Packet.dissect(input).field }

  /// `{"hex"}` in; `{"layers":[{"name","offset","length","fields":[[name,value]…]}…]}` out, outermost layer first. A
  /// checksum that is wrong is no error: its layer has `"faults"`.
  func answer(_ request: JSON) throws(Fault) -> JSON {
    let dissection = Packet.dissect(try request.hex())
    _ = try dissection.value.get()
    return ["layers": .array(layers(in: dissection.field))]
  }

  private static let names: Set = ["Ethernet header", "ARP", "IPv4", "IPv6", "ICMP", "ICMPv6", "UDP", "TCP"]

  private func layers(in field: Field) -> [JSON] {
    let inner = field.children.flatMap { layers(in: $0) }
    guard Self.names.contains(field.name) else { return inner }
    let leaves = leaves(of: field)
    var members = [
      JSON.Member("name", .string(field.name)), JSON.Member("offset", .number(field.bytes.lowerBound)),
      JSON.Member("length", .number(field.bytes.count)),
      JSON.Member("fields", .array(leaves.map { [.string($0.name), json($0.value)] })),
    ]
    let faults = leaves.compactMap(\.fault)
    if !faults.isEmpty { members.append(JSON.Member("faults", .array(faults.map { .string($0.description) }))) }
    return [.object(members)] + inner
  }

  /// The fields of a layer, but not of those that it carries.
  private func leaves(of layer: Field) -> [Field] {
    layer.children.filter { !Self.names.contains($0.name) }.flatMap { $0.children.isEmpty ? [$0] : leaves(of: $0) }
  }

  private func json(_ value: Value) -> JSON {
    switch value {
    case .none: .null
    case .number(let number, _): .number(number)
    case .flag(let flag): .bool(flag)
    case .text(let text): .string(text)
    case .bytes(let bytes): .string(bytes.hex)
    }
  }
}
