extension HTTP {
  /// A request or a response.
  public enum Message: Sendable, Hashable {
    case request(Request)
    case response(Response)
  }
}
