import Tracing
import Wire

extension String {
  /// `.test` for the zone of a top-level domain; other zones are called as they are.
  var zoneName: String { utf8.contains(UInt8(ascii: ".")) ? self : "." + self }
}

extension NetworkEvent.Reply.Meaning {
  /// As ICMP has it.
  var words: String {
    switch self {
    case .timeExceeded: "time exceeded"
    case .arrived: "port unreachable"
    case .unreachable(let code): ICMP.unreachable(code)
    }
  }
}
