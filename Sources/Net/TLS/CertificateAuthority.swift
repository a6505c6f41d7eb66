import COpenSSL
import Synchronization
import Tracing
public import Wire

/// A certificate authority made on the spot, for this run only, and the server certificates it signs.
///
/// OpenSSL does the work: P-256 keys, SHA-256 signatures, names in the subjectAltName extension (browsers look nowhere
/// else), a few days of validity. The private keys never leave the process. Certificates and keys stay as they were made,
/// and OpenSSL counts who holds them, so that one thread can make them for another.
public final class CertificateAuthority: Sendable {
  nonisolated(unsafe) let certificate: OpaquePointer
  private nonisolated(unsafe) let key: OpaquePointer
  private let now: Int
  private let nextSerial = Atomic<UInt64>(2)
  /// Who signed this authority's certificate; nil where it did so itself.
  private let parent: CertificateAuthority?

  /// A leaf certificate and its key, for a server.
  public final class Identity: Sendable {
    nonisolated(unsafe) let certificate: OpaquePointer
    nonisolated(unsafe) let key: OpaquePointer
    private let authority: CertificateAuthority

    fileprivate init(certificate: OpaquePointer, key: OpaquePointer, by authority: CertificateAuthority) {
      self.certificate = certificate
      self.key = key
      self.authority = authority
    }

    deinit {
      X509_free(certificate)
      EVP_PKEY_free(key)
    }

    /// The certificates of those who signed, nearest first, without the last, which a client has or does not trust.
    var issuers: [OpaquePointer] {
      sequence(first: authority, next: \.parent).filter { $0.parent != nil }.map(\.certificate)
    }
  }

  private static let day = 86_400

  /// Whom the certificates of every run name as their issuer.
  public static let name = "Roundtrip lesson authority"

  /// `now` is in seconds since 1970: validity begins an hour before it. Where there is a `parent`, it vouches.
  public init(
    name: String = CertificateAuthority.name, now: Int, vouchedForBy parent: CertificateAuthority? = nil
  ) throws(Fault) {
    Libraries.begin()
    guard let key = roundtrip_generate_p256(), let certificate = X509_new() else {
      throw TLSContext.fault("no key", .exhausted)
    }
    self.key = key
    self.certificate = certificate
    self.now = now
    self.parent = parent
    Self.fill(
      certificate, subject: name, key: key, serial: parent?.takeSerial() ?? 1, from: now - 3600, to: now + 7 * Self.day)
    X509_set_issuer_name(certificate, X509_get_subject_name(parent?.certificate ?? certificate))
    try Self.extend(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE")
    try Self.extend(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign")
    try Self.extend(certificate, certificate, NID_subject_key_identifier, "hash")
    if let parent {
      try Self.extend(certificate, parent.certificate, NID_authority_key_identifier, "keyid:always")
    }
    guard X509_sign(certificate, parent?.key ?? key, EVP_sha256()) > 0 else {
      throw TLSContext.fault("the authority can't sign")
    }
  }

  deinit {
    X509_free(certificate)
    EVP_PKEY_free(key)
  }

  /// A certificate for these host names (or IP addresses), good for three days; an expired one was good until yesterday.
  public func issue(for names: [String], expired: Bool = false) throws(Fault) -> Identity {
    guard let leafKey = roundtrip_generate_p256(), let leaf = X509_new() else {
      throw TLSContext.fault("no key", .exhausted)
    }
    let identity = Identity(certificate: leaf, key: leafKey, by: self)
    let (from, to) = expired ? (now - 4 * Self.day, now - Self.day) : (now - 3600, now + 3 * Self.day)
    Self.fill(
      leaf, subject: names.first ?? "localhost", key: leafKey, serial: takeSerial(), from: from, to: to)
    X509_set_issuer_name(leaf, X509_get_subject_name(certificate))
    let list = names.map { Self.isAddress($0) ? "IP:\($0)" : "DNS:\($0)" }
    try Self.extend(leaf, certificate, NID_basic_constraints, "critical,CA:FALSE")
    try Self.extend(leaf, certificate, NID_key_usage, "critical,digitalSignature")
    try Self.extend(leaf, certificate, NID_ext_key_usage, "serverAuth")
    try Self.extend(leaf, certificate, NID_subject_alt_name, list.joined(separator: ","))
    try Self.extend(leaf, certificate, NID_authority_key_identifier, "keyid:always")
    guard X509_sign(leaf, key, EVP_sha256()) > 0 else { throw TLSContext.fault("the authority can't sign") }
    return identity
  }

  private func takeSerial() -> UInt64 { nextSerial.add(1, ordering: .relaxed).oldValue }

  static func isAddress(_ name: String) -> Bool {
    name.utf8.contains(UInt8(ascii: ":")) || name.utf8.allSatisfy { "0123456789.".utf8.contains($0) }
  }

  /// The authority's own certificate, for curl's `--cacert` and a browser's list.
  public var pem: String {
    guard let bio = BIO_new(BIO_s_mem()) else { return "" }
    defer { BIO_free(bio) }
    PEM_write_bio_X509(bio, certificate)
    return String(decoding: Self.contents(of: bio), as: UTF8.self)
  }

  /// Whether these bytes are the ``pem`` of an authority made here, in this run or an earlier one, and nothing else.
  public static func made(_ pem: [UInt8]) -> Bool {
    guard let input = BIO_new_mem_buf(pem, Int32(clamping: pem.count)), let output = BIO_new(BIO_s_mem()) else {
      return false
    }
    defer {
      BIO_free(input)
      BIO_free(output)
    }
    guard let certificate = PEM_read_bio_X509(input, nil, nil, nil) else { return false }
    defer { X509_free(certificate) }
    PEM_write_bio_X509(output, certificate)
    return contents(of: output) == pem && TLSEvent.Certificate(certificate).subject.hasSuffix(name)
  }

  static func contents(of bio: OpaquePointer) -> [UInt8] {
    var bytes: UnsafeMutablePointer<CChar>?
    let count = roundtrip_memory_contents(bio, &bytes)
    guard let bytes, count > 0 else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
  }

  private static func extend(
    _ certificate: OpaquePointer, _ issuer: OpaquePointer, _ kind: Int32, _ value: String
  ) throws(Fault) {
    guard roundtrip_add_extension(certificate, issuer, kind, value) == 1 else {
      throw TLSContext.fault("a certificate can't say \(value)")
    }
  }

  private static func fill(
    _ certificate: OpaquePointer, subject: String, key: OpaquePointer, serial: UInt64, from: Int, to: Int
  ) {
    let version3 = 2
    X509_set_version(certificate, version3)
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial)
    ASN1_TIME_set(X509_getm_notBefore(certificate), from)
    ASN1_TIME_set(X509_getm_notAfter(certificate), to)
    X509_set_pubkey(certificate, key)
    _ = X509_NAME_add_entry_by_NID(
      X509_get_subject_name(certificate), NID_commonName, MBSTRING_UTF8, Array(subject.utf8), Int32(subject.utf8.count),
      -1, 0)
  }
}
