import Tracing
import Wire

/// A method and a pattern of path segments, and the handler for both: `GET /products/:id`.
struct Route: Sendable {
  let method: String
  let pattern: String
  /// The handler's name, as the trace tells it.
  let name: String
  let handle: @Sendable (App, inout Call) throws(Fault) -> Reply

  init(
    _ method: String, _ pattern: String, _ name: String,
    _ handle: @escaping @Sendable (App, inout Call) throws(Fault) -> Reply
  ) {
    self.method = method
    self.pattern = pattern
    self.name = name
    self.handle = handle
  }

  var description: String { "\(method) \(pattern)" }

  /// The parameters that the path gives the pattern's `:names`; nil where the path has another shape.
  func match(_ segments: [String]) -> [HandlerEvent.Parameter]? {
    let expected = pattern.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    guard expected.count == segments.count else { return nil }
    var parameters: [HandlerEvent.Parameter] = []
    for (expected, segment) in zip(expected, segments) {
      if expected.hasPrefix(":") {
        parameters.append(.init(name: String(expected.dropFirst()), value: segment, source: .path))
      } else if expected != segment {
        return nil
      }
    }
    return parameters
  }
}
