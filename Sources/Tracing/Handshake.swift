public import Wire

/// What TLS did on one connection, as its client saw it.
public struct Handshake: Sendable, Hashable {
  public var connection: Connection
  /// The name in SNI.
  public var serverName: String?
  /// Handshake messages, alerts and change-cipher-specs, in the order in which the client sent and received them.
  public var messages: [Message] = []
  public var agreement: TLSEvent.Agreement?
  /// The entry that says so.
  public var established: Trace.Entry.ID?
  /// The server's certificates, leaf first, and what the client made of them.
  public var chain: [TLSEvent.Certificate] = []
  public var verdict: Verdict = .notReached
  /// Why there is no agreement.
  public var failure: Fault?

  public enum Verdict: Sendable, Hashable {
    /// No certificate was looked at: the handshake was resumed, or failed first.
    case notReached
    case trusted
    case distrusted(Fault)
  }

  public struct Message: Sendable, Hashable {
    public var entry: Trace.Entry.ID
    public var fromClient: Bool
    public var content: TLSEvent.Content
    /// Whether it crossed the wire under keys already agreed.
    public var encrypted: Bool
    public var bytes: [UInt8]
  }

  public init(connection: Connection) { self.connection = connection }
}

extension Handshake {
  /// Nil where the client recorded nothing of TLS.
  init?(_ conversation: Conversation, in trace: Trace) {
    guard conversation.isEncrypted else { return nil }
    self.init(connection: conversation.connection)
    var isRecorded = false
    for entry in conversation.entries {
      guard case .tls(let event) = trace.entries[entry].fact, trace.entries[entry].by == conversation.client else {
        continue
      }
      note(event, entry)
      isRecorded = true
    }
    if !isRecorded { return nil }
  }

  private mutating func note(_ event: TLSEvent, _ entry: Trace.Entry.ID) {
    switch event {
    case .started(_, let name): serverName = name
    case .message(_, let sent, let content, let encrypted, let bytes):
      messages.append(
        Message(entry: entry, fromClient: sent, content: content, encrypted: encrypted, bytes: bytes))
    case .established(_, let agreement):
      self.agreement = agreement
      established = entry
    case .verified(_, let chain, let fault):
      self.chain = chain
      verdict = fault.map(Verdict.distrusted) ?? .trusted
    case .failed(_, let fault): failure = fault
    case .secret, .plaintextSent, .plaintextReceived: break
    }
  }
}
