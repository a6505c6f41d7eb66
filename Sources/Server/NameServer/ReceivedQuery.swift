public import Wire

/// A query as any name server takes it in, and the response brought into form again: what all of them do, whatever they
/// know (RFC 1035 section 4.1, RFC 6891).
public struct ReceivedQuery: Sendable {
  /// How a query came, which decides how long the response may be.
  public enum Transport: Sendable, Hashable { case udp, tcp }

  public enum Reading: Sendable {
    /// No response at all: to a response, which would start a ping-pong, or to bytes too short to be a message.
    case nothing
    /// This response, and no look into what the server knows.
    case refused([UInt8])
    case query(ReceivedQuery)
  }

  /// The largest UDP response that we send, in bytes, whatever the asker could take: it fits into one packet
  /// practically everywhere.
  public static let payloadSize: UInt16 = 1232

  public let question: DNS.Question
  /// The asker's.
  public let header: DNS.Header
  private let edns: DNS.EDNS?
  private let transport: Transport
  private let isRecursive: Bool

  /// Takes a query apart, and turns away what no name server of ours does. One that `isRecursive` says so in every
  /// response (RA).
  public static func read(_ bytes: ArraySlice<UInt8>, over transport: Transport, isRecursive: Bool = false) -> Reading {
    guard case .success(let message) = DNS.dissect(bytes).value else {
      return refuse(unreadable: bytes, isRecursive).map { .refused($0) } ?? .nothing
    }
    guard !message.header.isResponse else { return .nothing }
    let question = message.questions.first ?? DNS.Question(.root, .a)
    let query = ReceivedQuery(
      question: question, header: message.header, edns: message.edns, transport: transport, isRecursive: isRecursive)
    guard let code = objection(to: message) else { return .query(query) }
    var response = query.response(code)
    response.questions = message.questions
    return .refused(query.encoded(response))
  }

  private static func objection(to query: DNS.Message) -> DNS.ResponseCode? {
    guard query.header.opcode == .query else { return .notImplemented }
    let options = query.additionals.filter { $0.type == .opt }
    guard options.count <= 1, options.allSatisfy({ $0.name == .root }),
      !(query.answers + query.authorities).contains(where: { $0.type == .opt })
    else { return .formatError }
    guard query.edns.map({ $0.version == 0 }) ?? true else { return .badVersion }
    guard query.questions.count == 1, let question = query.questions.first else { return .formatError }
    guard !question.type.isMessageOnly else { return .formatError }
    guard question.class == .internet || question.class == .any else { return .refused }
    guard !question.type.isQuestionOnly || question.type == .any else { return .refused }
    return nil
  }

  /// A response with nothing in it yet but the question.
  public func response(_ code: DNS.ResponseCode = .noError) -> DNS.Message {
    DNS.Message(
      header: DNS.Header(
        id: header.id, isResponse: true, opcode: header.opcode, recursionDesired: header.recursionDesired,
        recursionAvailable: isRecursive, checkingDisabled: header.checkingDisabled, responseCode: code),
      questions: [question])
  }

  /// The response's bytes, with an OPT record where the asker had one, and no longer than the asker takes.
  public func encoded(_ message: DNS.Message) -> [UInt8] {
    var response = message
    if let edns {
      // The upper eight bits of the response code travel in the OPT record.
      let upper = UInt8(truncatingIfNeeded: response.header.responseCode.rawValue >> 4)
      let ours = DNS.EDNS(payloadSize: Self.payloadSize, extendedResponseCode: upper, dnssecOK: edns.dnssecOK)
      response.additionals.append(ours.record)
    }
    return fit(response)
  }

  /// The bytes, or, where they are too many, the question alone with TC set: ask again over TCP (RFC 2181 section 9).
  /// Addresses beside an answer are a courtesy and go first; those of a referral are what it is for.
  private func fit(_ response: DNS.Message) -> [UInt8] {
    let limit =
      transport == .tcp
      ? DNS.messageLimit : min(Int(Self.payloadSize), max(DNS.plainUDPLimit, Int(edns?.payloadSize ?? 0)))
    let whole = response.encoded()
    if whole.count <= limit { return whole }
    var shorter = response
    shorter.additionals.removeAll { $0.type != .opt }
    if !response.answers.isEmpty {
      let bytes = shorter.encoded()
      if bytes.count <= limit { return bytes }
    }
    shorter.header.isTruncated = true
    shorter.answers = []
    shorter.authorities = []
    return shorter.encoded()
  }

  /// A header alone to a message whose header can be read and the rest cannot: FORMERR, or NOTIMP, where it is another
  /// operation's rest.
  private static func refuse(unreadable query: ArraySlice<UInt8>, _ isRecursive: Bool) -> [UInt8]? {
    guard let asked = DNS.header(of: query), !asked.isResponse else { return nil }
    let header = DNS.Header(
      id: asked.id, isResponse: true, opcode: asked.opcode, recursionDesired: asked.recursionDesired,
      recursionAvailable: isRecursive, responseCode: asked.opcode == .query ? .formatError : .notImplemented)
    return DNS.Message(header: header).encoded()
  }
}
