extension HTTP {
  /// A response: how it went, what comes with it, and the parcel (RFC 9110 section 15).
  public struct Response: Sendable, Hashable {
    public var status: Int
    /// For people only; nothing depends on it (RFC 9112 section 4).
    public var reason: String
    /// `1.1`
    public var version: String
    public var fields: Fields
    public var body: [UInt8]
    public var trailers: Fields

    public init(
      status: Int, reason: String = "", version: String = "1.1", fields: Fields = [:], body: [UInt8] = [],
      trailers: Fields = [:]
    ) {
      self.status = status
      self.reason = reason
      self.version = version
      self.fields = fields
      self.body = body
      self.trailers = trailers
    }
  }
}
