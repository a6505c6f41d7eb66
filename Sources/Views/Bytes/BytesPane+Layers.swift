import Tracing
import Wire

extension BytesPane.Below {
  /// A layer as it is shown: its name, what of the layer above is in it, and its bytes.
  init(_ layer: Layer) {
    message = BytesPane.Message(layer.title, layer.bytes, layer.field)
    place = layer.place
  }
}

extension BytesPane {
  /// Why there is nothing further down.
  func floor(in query: Query) -> String {
    if depth > 0, depth == layers.count {
      return layers.last?.message.title.hasPrefix("Ethernet") ?? false
        ? "this is the frame, as it was on the cable: Z goes back up"
        : "further down nothing was recorded: this lesson ran without a private internet"
    }
    if depth == 0, let reason = message?.isolation { return reason }
    if depth == 0, message?.field.name == "frame" { return "this is the frame, as it was on the cable" }
    return query.topology == nil
      ? "below this nothing was recorded: this lesson ran without a private internet"
      : "nothing below this was recorded for these bytes"
  }
}

extension Layer {
  fileprivate var title: String {
    let carried = carries.map { ", bytes \($0.lowerBound) to \($0.upperBound - 1) of the stream" } ?? ""
    switch kind {
    case .plaintext: return "TLS, before encryption\(carried)"
    case .record(let number, true): return "TLS record \(number), encrypted: the same byte, unreadable"
    case .record(let number, false): return "TLS record \(number), in clear"
    case .segment: return "TCP segment\(carried)"
    case .message: return "UDP datagram"
    case .datagram: return "IPv4 packet"
    case .frame: return "Ethernet frame"
    }
  }
}
