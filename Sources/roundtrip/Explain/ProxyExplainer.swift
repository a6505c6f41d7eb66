import Wire

/// `roundtrip explain proxy`: what a load balancer writes before the connection that it passes on.
struct ProxyExplainer: Explainer {
  let kind = "proxy"
  let form = InputForm.lines
  let summary = "a PROXY protocol header, version 1 or 2: who really connected"

  func dissect(_ input: [UInt8]) -> Field { ProxyProtocol.dissect(input).field }

  /// `{"hex"}` in; `{"version","source","destination","length"}` out, the addresses null where there are none.
  func answer(_ request: JSON) throws(Fault) -> JSON {
    Self.json(try ProxyProtocol.dissect(try request.hex()).value.get())
  }

  static func json(_ header: ProxyProtocol.Header) -> JSON {
    [
      "version": .number(header.version),
      "source": header.connection.map { .string($0.source.description) } ?? .null,
      "destination": header.connection.map { .string($0.destination.description) } ?? .null,
      "length": .number(header.length),
    ]
  }
}
