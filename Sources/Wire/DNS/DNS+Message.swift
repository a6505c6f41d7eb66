extension DNS {
  /// One query or response (RFC 1035 section 4.1).
  public struct Message: Sendable, Hashable {
    public var header: Header
    public var questions: [Question]
    public var answers: [Record]
    public var authorities: [Record]
    public var additionals: [Record]

    public init(
      header: Header, questions: [Question] = [], answers: [Record] = [], authorities: [Record] = [],
      additionals: [Record] = []
    ) {
      self.header = header
      self.questions = questions
      self.answers = answers
      self.authorities = authorities
      self.additionals = additionals
    }

    /// What the OPT record of the additional section says; nil where there is none.
    public var edns: EDNS? { additionals.lazy.compactMap(EDNS.init).first }

    /// How it went: the header's four bits, below the eight that EDNS adds (RFC 6891 section 6.1.3).
    public var responseCode: ResponseCode {
      ResponseCode(rawValue: UInt16(edns?.extendedResponseCode ?? 0) << 4 | header.responseCode.rawValue & 0xF)
    }
  }

  /// The first twelve bytes but for the counts, which are the lengths of the message's own lists.
  public struct Header: Sendable, Hashable {
    /// Chosen by who asks, and repeated in the response.
    public var id: UInt16
    /// QR
    public var isResponse: Bool
    public var opcode: Opcode
    /// AA: the server owns this part of the name tree.
    public var isAuthoritative: Bool
    /// TC: more than fitted; ask again over TCP.
    public var isTruncated: Bool
    /// RD: please ask others too, if you must.
    public var recursionDesired: Bool
    /// RA
    public var recursionAvailable: Bool
    /// Z: no meaning yet; should be 0.
    public var reserved: Bool
    /// AD: the answers were verified with DNSSEC (RFC 4035 section 3.2.3).
    public var isAuthenticData: Bool
    /// CD: do not verify for me (RFC 4035 section 3.2.2).
    public var checkingDisabled: Bool
    /// The lower four bits; see ``DNS/Message/responseCode``.
    public var responseCode: ResponseCode

    public init(
      id: UInt16, isResponse: Bool = false, opcode: Opcode = .query, isAuthoritative: Bool = false,
      isTruncated: Bool = false, recursionDesired: Bool = false, recursionAvailable: Bool = false,
      reserved: Bool = false, isAuthenticData: Bool = false, checkingDisabled: Bool = false,
      responseCode: ResponseCode = .noError
    ) {
      self.id = id
      self.isResponse = isResponse
      self.opcode = opcode
      self.isAuthoritative = isAuthoritative
      self.isTruncated = isTruncated
      self.recursionDesired = recursionDesired
      self.recursionAvailable = recursionAvailable
      self.reserved = reserved
      self.isAuthenticData = isAuthenticData
      self.checkingDisabled = checkingDisabled
      self.responseCode = responseCode
    }

    /// The flags that are set, by the names that `dig` prints: `qr aa rd`.
    public var flagNames: [String] {
      [
        (isResponse, "qr"), (isAuthoritative, "aa"), (isTruncated, "tc"), (recursionDesired, "rd"),
        (recursionAvailable, "ra"), (reserved, "z"), (isAuthenticData, "ad"), (checkingDisabled, "cd"),
      ].compactMap { $0.0 ? $0.1 : nil }
    }
  }

  /// What is asked: which fact about which name (RFC 1035 section 4.1.2).
  public struct Question: Sendable, Hashable, CustomStringConvertible {
    public var name: Name
    public var type: RecordType
    public var `class`: Class

    public init(_ name: Name, _ type: RecordType, _ class: Class = .internet) {
      self.name = name
      self.type = type
      self.class = `class`
    }

    /// `www.shop.test. IN A`
    public var description: String { "\(name) \(self.class) \(type)" }
  }
}
