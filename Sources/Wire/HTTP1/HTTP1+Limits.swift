extension HTTP1 {
  /// How much a peer may ask us to hold, in bytes unless it says otherwise, and what a recipient may choose to accept.
  /// What is over gets a `limit` fault and the status that RFC 9110 has for it.
  public struct Limits: Sendable, Hashable {
    /// The request line or status line, without CRLF; RFC 9112 section 3 asks for 8,000 at least (414).
    public var startLine = 8_192
    /// One field line, without CRLF (431).
    public var fieldLine = 16_384
    /// How many field lines a head, or a trailer section, may have (431).
    public var fieldCount = 100
    /// The start line and all field lines together (431).
    public var head = 65_536
    /// The content, after chunks are joined (413).
    public var content = 10 * 1_048_576
    /// A chunk's size and extensions, without CRLF (400).
    public var chunkLine = 1_024
    /// How much may wait unread behind a request that has no answer yet, before nothing more is taken in.
    public var backlog = 65_536
    /// Whether a request is refused that can be read, and that a server has to refuse all the same: HTTP/1.1 without
    /// Host, or a target with a fragment or a user's name (RFC 9112 section 3.2, RFC 9110 section 4.2.4).
    public var refusesOddities = true
    /// Whether a request's field value that goes on over a second line is read, each fold as one space, instead of
    /// refused: RFC 9112 section 5.2 leaves it to the server. Refusing is safer, as the server behind may read a fold
    /// as a line of its own. A response's are always read, as every user agent must.
    public var replacesFolds = false

    public init() {}
  }
}
