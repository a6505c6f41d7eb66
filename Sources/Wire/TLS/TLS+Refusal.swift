extension TLS {
  /// What it means that a certificate is not accepted, in a sentence. The reasons are OpenSSL's
  /// (X509_verify_cert_error_string); nil for the rare ones.
  public static func meaning(ofRefusal reason: String) -> String? {
    refusals.first { reason.hasSuffix($0.reason) }?.meaning
  }

  private static let refusals: [(reason: String, meaning: String)] = [
    ("unable to get local issuer certificate", "Whoever signed it is nobody that the browser trusts."),
    ("certificate has expired", "Its last day is over."),
    ("certificate is not yet valid", "Its first day is still to come."),
    ("hostname mismatch", "None of its names is the one that was asked for."),
    ("IP address mismatch", "None of its addresses is the one that was asked for."),
    ("self-signed certificate", "Its owner signed it, and vouches for nobody but itself."),
  ]
}
