/// HTTP/1.1's bytes (RFC 9112): how requests and responses stand on a connection. What they mean is in `HTTP`.
public enum HTTP1 {
  /// Which of the two kinds of message a stream carries.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case request, response
  }

  /// Which end of the connection: a client sends requests, a server answers them.
  public enum Role: String, Sendable, Hashable, CaseIterable {
    case client, server

    /// What this end reads.
    var reads: Kind { self == .server ? .request : .response }
  }
}
