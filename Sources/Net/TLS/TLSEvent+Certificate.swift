import COpenSSL
import Tracing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension TLSEvent.Certificate {
  /// What OpenSSL reads in a certificate.
  init(_ certificate: OpaquePointer) {
    let key = X509_get0_pubkey(certificate)
    var group = [UInt8](repeating: 0, count: 64)
    var length = 0
    let isCurve = group.withUnsafeMutableBytes {
      EVP_PKEY_get_group_name(key, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count, &length) == 1
    }
    self.init(
      subject: Self.name(X509_get_subject_name(certificate)), issuer: Self.name(X509_get_issuer_name(certificate)),
      names: Self.names(certificate), notBefore: Self.time(X509_get0_notBefore(certificate)),
      notAfter: Self.time(X509_get0_notAfter(certificate)),
      key: isCurve
        ? Self.curve(String(decoding: group.prefix(length), as: UTF8.self)) : "\(EVP_PKEY_get_bits(key)) bits")
  }

  /// OpenSSL calls P-256 by its name in another standard.
  private static func curve(_ name: String) -> String { name == "prime256v1" ? "P-256" : name }

  private static func name(_ name: OpaquePointer?) -> String {
    print { X509_NAME_print_ex($0, name, 0, roundtrip_one_line) }
  }

  private static func names(_ certificate: OpaquePointer) -> [String] {
    let at = X509_get_ext_by_NID(certificate, NID_subject_alt_name, -1)
    guard at >= 0, let alternatives = X509_get_ext(certificate, at) else { return [] }
    let text = print { X509V3_EXT_print($0, alternatives, 0, 0) }
    // OpenSSL prints `DNS:www.shop.test, IP Address:127.0.0.1`.
    return text.split(separator: ",").compactMap { item in
      item.firstIndex(of: ":").map { String(item[item.index(after: $0)...]) }
    }
  }

  private static func time(_ time: UnsafePointer<ASN1_TIME>?) -> String {
    var parts = tm()
    guard ASN1_TIME_to_tm(time, &parts) == 1 else { return "unreadable" }
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(Int(parts.tm_year) + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) "
      + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) UTC"
  }

  private static func print(_ body: (OpaquePointer) -> Int32) -> String {
    guard let bio = BIO_new(BIO_s_mem()) else { return "" }
    defer { BIO_free(bio) }
    _ = body(bio)
    return String(decoding: CertificateAuthority.contents(of: bio), as: UTF8.self)
  }
}
