import Net
import Tracing
import Wire

extension RoutingEvent.Failure {
  init(_ failure: HTTPClient.Failure) {
    switch failure {
    case .unreachable(let fault): self = .unreachable(fault)
    case .late(let milliseconds): self = .late(milliseconds: milliseconds)
    case .unreadable(let fault): self = .unreadable(fault)
    case .closed(let fault): self = .closed(fault)
    }
  }

  /// What the browser gets instead of an answer (RFC 9110 sections 15.6.3 and 15.6.5).
  var status: Int { if case .late = self { 504 } else { 502 } }
}
