extension DNS {
  /// Reads one message, as it stands in a UDP datagram, and explains every bit of it.
  ///
  /// The fault, if any, says where the message stops making sense, or that something follows it; the fields before it
  /// are explained all the same.
  public static func dissect(_ bytes: ArraySlice<UInt8>) -> Dissection<Message> {
    Wire.dissect("DNS message", bytes, spec: .rfc(1035, "4.1")) { scanner throws(Fault) in
      let message = try scanner.message()
      try scanner.expectEnd(of: "the message", .rfc(1035, "4.1"))
      return message
    }
  }

  /// As ``dissect(_:)-(ArraySlice<UInt8>)``, for a whole array.
  public static func dissect(_ bytes: [UInt8]) -> Dissection<Message> { dissect(bytes[...]) }

  /// The header alone, for whoever decides by it whether to read on; nil where it is not whole.
  public static func header(of bytes: ArraySlice<UInt8>) -> Header? {
    var scanner = Scanner(bytes)
    return try? scanner.header().0
  }
}

extension Scanner {
  fileprivate mutating func message() throws(Fault) -> DNS.Message {
    let (header, counts) = try group("header", .rfc(1035, "4.1.1")) { scanner throws(Fault) in try scanner.header() }
    var message = DNS.Message(header: header)
    for _ in 0..<counts.questions { message.questions.append(try question()) }
    for _ in 0..<counts.answers { message.answers.append(try record("answer")) }
    for _ in 0..<counts.authorities { message.authorities.append(try record("authority")) }
    var hasOPT = false
    for _ in 0..<counts.additionals {
      let record = try record("additional")
      if record.type == .opt {
        if hasOPT { amend { $0.markOPT("expected one OPT record at most, found a second") } }
        hasOPT = true
      }
      message.additionals.append(record)
    }
    return message
  }

  ///      0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
  ///     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
  ///     |                      ID                       |
  ///     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
  ///     |QR|  opcode   |AA|TC|RD|RA| Z|AD|CD|   rcode   |
  ///     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
  ///     |       QDCOUNT: questions that follow          |
  ///     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
  ///     |       ANCOUNT: answers                        |
  ///     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
  ///     |       NSCOUNT: authorities                    |
  ///     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
  ///     |       ARCOUNT: additional records             |
  ///     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
  fileprivate mutating func header() throws(Fault) -> (DNS.Header, DNS.Counts) {
    let spec = Spec.rfc(1035, "4.1.1")
    var header = DNS.Header(id: UInt16(truncatingIfNeeded: try number("ID", bits: 16, spec)))
    header.isResponse = try flag("QR", spec)
    header.opcode = try code("opcode", DNS.Opcode.self, bits: 4, spec)
    header.isAuthoritative = try flag("AA", spec)
    header.isTruncated = try flag("TC", spec)
    header.recursionDesired = try flag("RD", spec)
    header.recursionAvailable = try flag("RA", spec)
    header.reserved = try flag("Z", spec)
    header.isAuthenticData = try flag("AD", .rfc(4035, "3.2.3"))
    header.checkingDisabled = try flag("CD", .rfc(4035, "3.2.2"))
    header.responseCode = try code("RCODE", DNS.ResponseCode.self, bits: 4, spec)
    let counts = DNS.Counts(
      questions: Int(try number("QDCOUNT", bits: 16, spec)), answers: Int(try number("ANCOUNT", bits: 16, spec)),
      authorities: Int(try number("NSCOUNT", bits: 16, spec)), additionals: Int(try number("ARCOUNT", bits: 16, spec)))
    return (header, counts)
  }

  private mutating func question() throws(Fault) -> DNS.Question {
    let spec = Spec.rfc(1035, "4.1.2")
    let question = try group("question", spec) { scanner throws(Fault) in
      DNS.Question(
        try scanner.domainName("QNAME", spec), try scanner.code("QTYPE", DNS.RecordType.self, spec),
        try scanner.code("QCLASS", DNS.Class.self, spec))
    }
    amend { $0.value = .text(question.description) }
    return question
  }

  ///     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
  ///     /            NAME (labels, or a pointer)        /
  ///     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
  ///     |                     TYPE                      |
  ///     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
  ///     |          CLASS (OPT: UDP payload size)        |
  ///     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
  ///     |          TTL (OPT: extended RCODE and version |
  ///     |               | DO| Z                     )   |
  ///     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
  ///     |                   RDLENGTH                    |
  ///     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
  ///     /                    RDATA                      /
  ///     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
  private mutating func record(_ section: String) throws(Fault) -> DNS.Record {
    let spec = Spec.rfc(1035, "4.1.3")
    let record = try group(section, spec) { scanner throws(Fault) in
      let name = try scanner.domainName("NAME", spec)
      let type = try scanner.code("TYPE", DNS.RecordType.self, spec)
      let (recordClass, timeToLive) =
        type == .opt ? try scanner.ednsFlags() : try scanner.classAndTimeToLive()
      let length = Int(try scanner.number("RDLENGTH", bits: 16, spec))
      let data = try scanner.recordData(type, recordClass, length: length)
      return DNS.Record(name, type, class: recordClass, timeToLive: timeToLive, data)
    }
    amend { $0.value = .text(record.description) }
    if record.type == .opt, section != "additional" || record.name != .root {
      amend { $0.markOPT("expected OPT among the additional records, owned by the root") }
    }
    return record
  }

  private mutating func classAndTimeToLive() throws(Fault) -> (DNS.Class, UInt32) {
    let spec = Spec.rfc(1035, "4.1.3")
    let recordClass = try code("CLASS", DNS.Class.self, spec)
    let timeToLive = UInt32(truncatingIfNeeded: try number("TTL", bits: 32, spec))
    if timeToLive > Int32.max {
      amend {
        $0.fault = Fault(.ignored, "the top bit is set: to be taken as 0", bits: $0.bits, spec: .rfc(2181, "8"))
      }
    }
    return (recordClass, timeToLive)
  }

  private mutating func ednsFlags() throws(Fault) -> (DNS.Class, UInt32) {
    let spec = Spec.rfc(6891, "6.1.3")
    let size = try number("UDP payload size", bits: 16, .rfc(6891, "6.2.3"))
    let code = try number("extended RCODE", bits: 8, spec)
    let version = try number("version", bits: 8, spec)
    let dnssecOK = try flag("DO", .rfc(3225, "3"))
    let rest = try number("Z", bits: 15, spec)
    return (
      DNS.Class(rawValue: UInt16(truncatingIfNeeded: size)),
      UInt32(truncatingIfNeeded: code << 24 | version << 16 | (dnssecOK ? 0x8000 : 0) | rest)
    )
  }
}

extension Field {
  /// Whoever gets a query with such an OPT record answers FORMERR (RFC 6891 section 6.1.1); the rest can be read.
  fileprivate mutating func markOPT(_ message: String) {
    fault = Fault(.forbidden, message, bits: bits, spec: .rfc(6891, "6.1.1"))
  }
}

extension DNS {
  /// How many entries each section is said to have.
  struct Counts {
    var questions: Int
    var answers: Int
    var authorities: Int
    var additionals: Int
  }
}
