extension Scanner {
  /// A message's extensions; none may come twice (RFC 8446 section 4.2).
  mutating func extensions(in place: TLS.Place, _ spec: Spec) throws(Fault) -> [TLS.Extension] {
    var seen: Set<TLS.ExtensionType> = []
    return try list("extensions", lengthBytes: 2, spec) { scanner throws(Fault) in
      let item = try scanner.group("extension", .rfc(8446, "4.2")) { scanner throws(Fault) in
        let type = try scanner.code("extension_type", TLS.ExtensionType.self, .rfc(8446, "4.2"))
        guard seen.insert(type).inserted else {
          throw Fault(
            .forbidden, "expected every extension once, found \(type) again",
            bits: scanner.position - 16..<scanner.position, spec: .rfc(8446, "4.2"))
        }
        let content = try scanner.vector("extension_data", lengthBytes: 2, .rfc(8446, "4.2")) { scanner throws(Fault) in
          try scanner.content(of: type, in: place)
        }
        return TLS.Extension(type: type, content: content)
      }
      scanner.amend { $0.value = .text(item.type.description) }
      return item
    }
  }

  private mutating func content(
    of type: TLS.ExtensionType, in place: TLS.Place
  ) throws(Fault) -> TLS.Extension.Content {
    switch type {
    case .serverName: return .serverName(isAtEnd ? nil : try serverName())
    case .supportedGroups:
      return .supportedGroups(
        try codes("named_group_list", TLS.NamedGroup.self, lengthBytes: 2, .rfc(8446, "4.2.7")))
    case .signatureAlgorithms, .signatureAlgorithmsCert:
      return .signatureAlgorithms(
        try codes("supported_signature_algorithms", TLS.SignatureScheme.self, lengthBytes: 2, .rfc(8446, "4.2.3")))
    case .applicationLayerProtocolNegotiation: return .applicationProtocols(try applicationProtocols())
    case .supportedVersions: return .supportedVersions(try supportedVersions(in: place))
    case .keyShare: return try keyShare(in: place)
    case .pskKeyExchangeModes:
      return .pskKeyExchangeModes(
        try codes("ke_modes", TLS.KeyExchangeMode.self, lengthBytes: 1, .rfc(8446, "4.2.9")))
    case .preSharedKey: return try preSharedKey(in: place)
    case .sessionTicket: return .sessionTicket(try rest("ticket", .rfc(5077, "3.2")))
    case .ecPointFormats:
      return .ecPointFormats(
        try codes("ec_point_format_list", TLS.PointFormat.self, lengthBytes: 1, .rfc(8422, "5.1.2")))
    case .renegotiationInfo:
      return .renegotiationInfo(try opaque("renegotiated_connection", lengthBytes: 1, .rfc(5746, "3.2")))
    case .earlyData:
      guard place == .newSessionTicket else { return .earlyData(limit: nil) }
      return .earlyData(
        limit: UInt32(truncatingIfNeeded: try number("max_early_data_size", bits: 32, .rfc(8446, "4.2.10"))))
    case .statusRequest: return try statusRequest(in: place)
    case .extendedMasterSecret, .encryptThenMAC: return .empty
    default: return isAtEnd ? .empty : .opaque(try rest("data", .rfc(8446, "4.2")))
    }
  }

  private mutating func serverName() throws(Fault) -> String? {
    let spec = Spec.rfc(6066, "3")
    let names = try list("server_name_list", lengthBytes: 2, spec) { scanner throws(Fault) in
      try scanner.number("name_type", bits: 8, spec) { $0 == 0 ? "host_name" : nil }
      return try scanner.string("HostName", lengthBytes: 2, spec)
    }
    return names.first
  }

  private mutating func applicationProtocols() throws(Fault) -> [String] {
    let spec = Spec.rfc(7301, "3.1")
    return try list("protocol_name_list", lengthBytes: 2, spec) { scanner throws(Fault) in
      try scanner.string("ProtocolName", lengthBytes: 1, spec)
    }
  }

  private mutating func string(_ name: String, lengthBytes: Int, _ spec: Spec) throws(Fault) -> String {
    let text = try vector(name, lengthBytes: lengthBytes, spec) { scanner throws(Fault) in
      try scanner.text("text", count: scanner.bytesLeft, spec)
    }
    amend { $0.value = .text(text) }
    return text
  }

  private mutating func supportedVersions(in place: TLS.Place) throws(Fault) -> [TLS.ProtocolVersion] {
    let spec = Spec.rfc(8446, "4.2.1")
    guard place == .clientHello else { return [try code("selected_version", TLS.ProtocolVersion.self, spec)] }
    return try codes("versions", TLS.ProtocolVersion.self, lengthBytes: 1, spec)
  }

  private mutating func keyShare(in place: TLS.Place) throws(Fault) -> TLS.Extension.Content {
    let spec = Spec.rfc(8446, "4.2.8")
    func entry(_ scanner: inout Scanner) throws(Fault) -> TLS.KeyShare {
      let share = try scanner.group("KeyShareEntry", spec) { scanner throws(Fault) in
        TLS.KeyShare(
          group: try scanner.code("group", TLS.NamedGroup.self, spec),
          publicKey: try scanner.opaque("key_exchange", lengthBytes: 2, spec))
      }
      scanner.amend { $0.value = .text(share.group.description) }
      return share
    }
    switch place {
    case .clientHello: return .keyShare(try list("client_shares", lengthBytes: 2, spec, entry))
    case .helloRetryRequest: return .keyShareRequest(try code("selected_group", TLS.NamedGroup.self, spec))
    case .serverHello, .encryptedExtensions, .certificate, .newSessionTicket: return .keyShare([try entry(&self)])
    }
  }

  private mutating func preSharedKey(in place: TLS.Place) throws(Fault) -> TLS.Extension.Content {
    let spec = Spec.rfc(8446, "4.2.11")
    guard place == .clientHello else {
      return .selectedPreSharedKey(UInt16(truncatingIfNeeded: try number("selected_identity", bits: 16, spec)))
    }
    let identities = try list("identities", lengthBytes: 2, spec) { scanner throws(Fault) in
      TLS.Identity(
        ticket: try scanner.opaque("identity", lengthBytes: 2, spec),
        obfuscatedAge: UInt32(truncatingIfNeeded: try scanner.number("obfuscated_ticket_age", bits: 32, spec)))
    }
    let binders = try list("binders", lengthBytes: 2, spec) { scanner throws(Fault) in
      try scanner.opaque("PskBinderEntry", lengthBytes: 1, spec)
    }
    return .preSharedKeys(identities, binders: binders)
  }

  /// A stapled answer of the certificate's authority, or the wish for one; the content is not read further.
  private mutating func statusRequest(in place: TLS.Place) throws(Fault) -> TLS.Extension.Content {
    guard !isAtEnd else { return .empty }
    let spec: Spec = place == .certificate ? .rfc(8446, "4.4.2.1") : .rfc(6066, "8")
    let type = try number("status_type", bits: 8, spec) { $0 == 1 ? "ocsp" : nil }
    return .opaque([UInt8(truncatingIfNeeded: type)] + (try rest("request", spec)))
  }
}
