extension HTTP {
  /// A request: what to do, with what, in which language (RFC 9110 section 9).
  public struct Request: Sendable, Hashable {
    /// Case matters: `GET`.
    public var method: String
    /// As in the request line: `/cart?id=7`, `*`, `http://host/path`, `host:443`.
    public var target: String
    /// `1.1`
    public var version: String
    public var fields: Fields
    public var body: [UInt8]
    public var trailers: Fields

    public init(
      method: String = "GET", target: String, version: String = "1.1", fields: Fields = [:], body: [UInt8] = [],
      trailers: Fields = [:]
    ) {
      self.method = method
      self.target = target
      self.version = version
      self.fields = fields
      self.body = body
      self.trailers = trailers
    }
  }
}
