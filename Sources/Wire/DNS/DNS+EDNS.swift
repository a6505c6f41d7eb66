extension DNS {
  /// What an OPT record says: the extension that lifted the 512 bytes and found room for more flags (RFC 6891).
  public struct EDNS: Sendable, Hashable {
    public struct Option: Sendable, Hashable {
      public var code: OptionCode
      public var data: [UInt8]
      public init(_ code: OptionCode, _ data: [UInt8]) {
        self.code = code
        self.data = data
      }
    }

    /// The largest UDP message that the sender takes, in bytes.
    public var payloadSize: UInt16
    /// The upper eight bits of the response code.
    public var extendedResponseCode: UInt8
    public var version: UInt8
    /// DO: DNSSEC records are welcome (RFC 3225).
    public var dnssecOK: Bool
    public var options: [Option]

    public init(
      payloadSize: UInt16, extendedResponseCode: UInt8 = 0, version: UInt8 = 0, dnssecOK: Bool = false,
      options: [Option] = []
    ) {
      self.payloadSize = payloadSize
      self.extendedResponseCode = extendedResponseCode
      self.version = version
      self.dnssecOK = dnssecOK
      self.options = options
    }

    /// What `record` says if it is an OPT record; else nil.
    public init?(_ record: Record) {
      guard record.type == .opt, case .opt(let options) = record.data else { return nil }
      self.init(
        payloadSize: record.class.rawValue, extendedResponseCode: UInt8(record.timeToLive >> 24),
        version: UInt8(record.timeToLive >> 16 & 0xFF), dnssecOK: record.timeToLive & 0x8000 != 0, options: options)
    }

    /// The record that says this, for the additional section. It puts its fields where others have class and TTL.
    public var record: Record {
      let flags: UInt32 = dnssecOK ? 0x8000 : 0
      return Record(
        .root, .opt, class: Class(rawValue: payloadSize),
        timeToLive: UInt32(extendedResponseCode) << 24 | UInt32(version) << 16 | flags, .opt(options))
    }
  }
}
