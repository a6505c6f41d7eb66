import Tracing

extension Query {
  /// Where what there is to see of a place comes from, told by what was recorded of it.
  func origins(of place: Stage.Place) -> [Honesty] {
    switch place.phase {
    case .summary: exchanges.isEmpty && trace.entries.isEmpty ? [] : [.live]
    case .tcp: transportOrigins(exchange: place.exchange)
    case .url, .dns, .tls, .request, .routing, .handler, .database, .response, .cookies, .cache, .render, .events:
      entries(in: place.phase, exchange: place.exchange).isEmpty ? [] : [.live]
    }
  }

  private func transportOrigins(exchange number: Int) -> [Honesty] {
    let entries = entries(in: .tcp, exchange: number)
    let opened = entries.lazy.compactMap { if case .socket(let event) = $0.fact { event.connection } else { nil } }
      .first
    guard let connection = opened ?? exchange(number)?.connection else { return entries.isEmpty ? [] : [.live] }
    let conversation = conversation(connection)
    var origins = [Honesty.live]
    if let figures = conversation?.measured, figures != TCPInfo() { origins.append(.measured) }
    // Without packets those that opened it are drawn from the specification.
    if topology == nil, conversation?.connected != nil { origins.append(.modelled) }
    return origins
  }
}

extension Honesty {
  var role: Role {
    switch self {
    case .live: .live
    case .measured: .measured
    case .modelled: .modelled
    }
  }

  /// What the word promises.
  var meaning: String {
    switch self {
    case .live: "recorded in this run, from real sockets"
    case .measured: "read from the kernel"
    case .modelled: "drawn from the specification, because this machine cannot show it"
    }
  }
}
