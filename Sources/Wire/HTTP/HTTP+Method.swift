extension HTTP {
  /// What a request asks to be done (RFC 9110 section 9).
  public struct Method: Sendable, Hashable {
    public var name: String
    /// One sentence for a beginner.
    public var meaning: String
    /// Whether it only looks: nothing on the server is asked to change (section 9.2.1).
    public var isSafe: Bool
    /// Whether doing it twice is as good as once, so that it may be sent again after a failure (section 9.2.2).
    public var isIdempotent: Bool
    public var spec: Spec

    init(_ name: String, _ meaning: String, isSafe: Bool, isIdempotent: Bool, _ spec: Spec) {
      self.name = name
      self.meaning = meaning
      self.isSafe = isSafe
      self.isIdempotent = isIdempotent
      self.spec = spec
    }

    /// What is known about a method; nil of one that is not in the table. Case matters.
    public init?(_ name: String) {
      guard let known = Self.registered.first(where: { $0.name == name }) else { return nil }
      self = known
    }

    /// HTTP's own methods, and PATCH.
    public static let registered: [Method] = [
      Method(
        "GET", "Fetch what is at this address; change nothing.", isSafe: true, isIdempotent: true,
        Spec("RFC 9110", "9.3.1")),
      Method(
        "HEAD", "Like GET, but send only the head: what would come, without it coming.", isSafe: true,
        isIdempotent: true, Spec("RFC 9110", "9.3.2")),
      Method(
        "POST", "Take this and do with it what this address is for: place an order, add a comment.", isSafe: false,
        isIdempotent: false, Spec("RFC 9110", "9.3.3")),
      Method(
        "PUT", "Keep this at the address, in place of what is there.", isSafe: false, isIdempotent: true,
        Spec("RFC 9110", "9.3.4")),
      Method(
        "DELETE", "Take away what is at this address.", isSafe: false, isIdempotent: true,
        Spec("RFC 9110", "9.3.5")),
      Method(
        "CONNECT", "Open a tunnel to that host and pass bytes through, as proxies do for TLS.", isSafe: false,
        isIdempotent: false, Spec("RFC 9110", "9.3.6")),
      Method(
        "OPTIONS", "Say what can be done with this address; browsers ask it before some requests to other sites.",
        isSafe: true, isIdempotent: true, Spec("RFC 9110", "9.3.7")),
      Method(
        "TRACE", "Send back the request as it arrived, to see what happened to it on the way.", isSafe: true,
        isIdempotent: true, Spec("RFC 9110", "9.3.8")),
      Method(
        "PATCH", "Change part of what is at this address, in the way that the body says.", isSafe: false,
        isIdempotent: false, Spec("RFC 5789", "2")),
    ]
  }
}
