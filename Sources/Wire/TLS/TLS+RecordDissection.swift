extension TLS {
  /// Reads what crossed a connection in one direction, from its start: records, and in them what is in clear.
  ///
  /// `version` is as in ``dissectHandshake(_:version:)``.
  public static func dissect(_ stream: ArraySlice<UInt8>, version: ProtocolVersion? = nil) -> Dissection<[Record]> {
    Wire.dissect("TLS records", stream, spec: .rfc(8446, "5.1")) { scanner throws(Fault) in
      var state = StreamState(version: version)
      var records: [Record] = []
      while !scanner.isAtEnd { records.append(try scanner.record(&state)) }
      return records
    }
  }

  /// As ``dissect(_:version:)-(ArraySlice<UInt8>,_)``, for a whole array.
  public static func dissect(_ stream: [UInt8]) -> Dissection<[Record]> { dissect(stream[...]) }

  /// Reads the two bytes of an alert in clear.
  public static func dissectAlert(_ bytes: ArraySlice<UInt8>) -> Dissection<Alert> {
    Wire.dissect("TLS alert", bytes, spec: .rfc(8446, "6")) { scanner throws(Fault) in
      let alert = try scanner.alert()
      try scanner.expectEnd(of: "the alert", .rfc(8446, "6"))
      return alert
    }
  }

  /// Reads the single byte of a change_cipher_spec message.
  public static func dissectChangeCipherSpec(_ bytes: ArraySlice<UInt8>) -> Dissection<UInt8> {
    Wire.dissect("TLS change_cipher_spec", bytes, spec: .rfc(8446, "5")) { scanner throws(Fault) in
      let value = try scanner.changeCipherSpec()
      try scanner.expectEnd(of: "the change_cipher_spec", .rfc(8446, "5"))
      return value
    }
  }

  /// What has to be remembered from record to record.
  struct StreamState {
    var version: ProtocolVersion?
    /// The beginning of a handshake message that goes on in the next record.
    var unfinished: [UInt8] = []
    /// In TLS 1.2 everything after change_cipher_spec is under keys.
    var hasChangedCipher = false
  }
}

extension Scanner {
  ///      0               1               2               3               4
  ///     +---------------+---------------+---------------+---------------+---------------+
  ///     | content type  |    legacy_record_version      |            length             |
  ///     +---------------+---------------+---------------+---------------+---------------+
  ///     /                    fragment: at most 2^14 bytes, protected somewhat more      /
  ///     +-------------------------------------------------------------------------------+
  fileprivate mutating func record(_ state: inout TLS.StreamState) throws(Fault) -> TLS.Record {
    let spec = Spec.rfc(8446, "5.1")
    let record = try group("record", spec) { scanner throws(Fault) in
      let type = try scanner.code("type", TLS.ContentType.self, spec)
      guard type.symbol != nil else {
        throw Fault(
          .malformed, "expected a content type of 20 to 24, found \(type.rawValue): is this TLS?",
          bits: scanner.position - 8..<scanner.position, spec: spec)
      }
      let version = try scanner.code("legacy_record_version", TLS.ProtocolVersion.self, spec)
      guard version.rawValue >> 8 == 3 else {
        throw Fault(
          .malformed, "expected a version 3.x, found \(version.rawValue >> 8).\(version.rawValue & 0xFF): is this TLS?",
          bits: scanner.position - 16..<scanner.position, spec: spec)
      }
      let length = Int(try scanner.number("length", bits: 16, spec))
      let content = try scanner.limited(toBytes: length, for: "the fragment") { scanner throws(Fault) in
        try scanner.fragment(type, length: length, &state)
      }
      return TLS.Record(type: type, version: version, content: content)
    }
    amend { $0.value = .text(record.title) }
    return record
  }

  private mutating func fragment(
    _ type: TLS.ContentType, length: Int, _ state: inout TLS.StreamState
  ) throws(Fault) -> TLS.Record.Content {
    let spec = Spec.rfc(8446, "5.1")
    let isProtected = isProtected(type, length, state)
    let limit = isProtected ? TLS.protectedLimit : TLS.plaintextLimit
    guard length <= limit else {
      throw fault(.limit, "expected a record of at most \(limit) bytes, found \(length)", bytes: length, spec)
    }
    guard length > 0 || type == .applicationData else {
      throw fault(.forbidden, "expected at least one byte of \(type), found an empty record", spec)
    }
    if isProtected { return .protected(try rest("protected \(type)", .rfc(8446, "5.2"))) }
    switch type {
    case .changeCipherSpec:
      try changeCipherSpec()
      try expectEnd(of: "the change_cipher_spec", spec)
      state.hasChangedCipher = true
      return .changeCipherSpec
    case .alert:
      return .alert(try alert())
    default:
      return .handshake(try handshakes(&state))
    }
  }

  /// An alert is two bytes in clear and more when protected. A client that was asked to try again sends its second
  /// ClientHello in clear after a change_cipher_spec that means nothing (RFC 8446 appendix D.4).
  private func isProtected(_ type: TLS.ContentType, _ length: Int, _ state: TLS.StreamState) -> Bool {
    switch type {
    case .changeCipherSpec: return false
    case .alert: return length > 2
    case .handshake:
      let head = upcoming(4)
      let announced = head.dropFirst().reduce(0) { $0 << 8 | Int($1) }
      return state.hasChangedCipher && !(head.first == 1 && announced == length - 4)
    default: return true
    }
  }

  @discardableResult
  fileprivate mutating func changeCipherSpec() throws(Fault) -> UInt8 {
    let spec = Spec.rfc(8446, "5")
    let value = try number("change_cipher_spec", bits: 8, spec)
    guard value == 1 else {
      throw Fault(.malformed, "expected the byte 1, found \(value)", bits: position - 8..<position, spec: spec)
    }
    return 1
  }

  fileprivate mutating func alert() throws(Fault) -> TLS.Alert {
    let spec = Spec.rfc(8446, "6")
    return TLS.Alert(
      level: try code("level", TLS.AlertLevel.self, spec),
      description: try code("description", TLS.AlertDescription.self, spec))
  }

  /// The messages in a fragment. One that is spread over records can't be shown in one piece: its parts are fields,
  /// and its value appears where it ends.
  private mutating func handshakes(_ state: inout TLS.StreamState) throws(Fault) -> [TLS.Handshake] {
    var messages: [TLS.Handshake] = []
    while !isAtEnd, state.unfinished.isEmpty {
      guard let length = Self.handshakeLength(upcoming(4)), length <= bytesLeft else { break }
      messages.append(try handshake(version: state.version))
    }
    guard !isAtEnd else { return messages }
    state.unfinished += try rest("part of a handshake message", .rfc(8446, "5.1"))
    while let length = Self.handshakeLength(state.unfinished.prefix(4)) {
      guard length <= TLS.handshakeLimit else {
        throw fault(
          .limit, "expected a message of at most \(TLS.handshakeLimit) bytes, found \(length)", .rfc(8446, "4"))
      }
      guard length <= state.unfinished.count else { break }
      let message = TLS.dissectHandshake(state.unfinished.prefix(length), version: state.version)
      switch message.value {
      case .success(let value): messages.append(value)
      // Its place is spread over records, so the fault stands at the end of the last.
      case .failure(let fault): throw Fault(fault.code, fault.message, bits: position..<position, spec: fault.spec)
      }
      state.unfinished.removeFirst(length)
    }
    return messages
  }

  /// The length of a whole handshake message, from its first four bytes; nil where there are fewer.
  private static func handshakeLength(_ head: ArraySlice<UInt8>) -> Int? {
    head.count == 4 ? 4 + head.dropFirst().reduce(0) { $0 << 8 | Int($1) } : nil
  }
}

extension TLS.Record {
  /// What is in it, in a few words: `ClientHello`, `protected application_data`.
  public var title: String {
    switch content {
    case .handshake(let messages):
      messages.isEmpty ? "part of a handshake message" : messages.map(\.title).joined(separator: ", ")
    case .alert(let alert): "\(alert.level) \(alert.description)"
    case .changeCipherSpec: "change_cipher_spec"
    case .protected: "protected \(type)"
    }
  }
}
