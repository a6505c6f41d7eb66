public import Net
public import Wire

/// What a lesson's site proves itself with, and what its visitors trust: an authority made for this run, and the
/// certificate that it signed for the site's names.
///
/// Made once for however many scenes follow, which takes as long as everything else that comes before a handshake:
/// another thread can do it meanwhile. It shares nothing with anybody but, under a seed, the random numbers, so that
/// nobody else may draw until it is done.
public struct Credentials: Sendable {
  public let authority: CertificateAuthority
  /// The site's side of TLS.
  let server: TLSContext
  /// A visitor's.
  public let client: TLSContext

  /// When they were made, and are judged by visitors, in seconds since 1970.
  let now: Int

  public init(now: Int) throws(Fault) {
    self.now = now
    authority = try CertificateAuthority(now: now)
    server = try .server(try authority.issue(for: Servers.hostNames))
    client = try .client(trusting: authority, at: now)
  }
}
