import Tracing
import Wire

/// Walks a trace once and says which of its entries are worth an arrow or a note: one end's word for each thing, never
/// both ends'.
struct SequenceReader {
  private let query: Query
  private(set) var rows: [SequenceDiagram.Row] = []
  private(set) var unfolded: [SequenceDiagram.Row] = []
  private(set) var parties: [Party] = []
  /// How far each handshake has come.
  private var parts: [Connection: HandshakePart] = [:]
  /// Where the last question about a name went, by who asked.
  private var asked: [Party: Connection] = [:]
  /// How often the client of each connection has read from it.
  private var reads: [Connection: Int] = [:]
  /// What name servers sent, by the entry that says what it came to.
  private let replies: [Trace.Entry.ID: [UInt8]]

  init(_ query: Query) {
    self.query = query
    let responses = (query.lookups + query.recursions).flatMap(\.responses)
    replies = Dictionary(responses.map { ($0.entry, $0.bytes) }) { first, _ in first }
  }

  mutating func read() {
    for entry in query.trace.entries { read(entry) }
  }

  private mutating func read(_ entry: Trace.Entry) {
    switch entry.fact {
    case .visit(let event): read(event, entry)
    case .url(.parsed(let input, nil, _)): note(entry, "take apart \(input)")
    // The others are addresses inside the page; what asks for them tells them.
    case .url(.parsed): break
    case .url(.refused(let input, _, _)): note(entry, "no address: \(input)")
    case .lookup(let event): read(event, entry)
    case .network(let event): read(event, entry)
    case .socket(let event): read(event, entry)
    case .tls(let event): read(event, entry)
    case .http(let event): read(event, entry)
    case .routing(let event): read(event, entry)
    case .handler(let event): read(event, entry)
    case .database(let event): read(event, entry)
    case .cookie(.stored(let cookie)): note(entry, "keep cookie \(cookie.name)=\(cookie.value)")
    case .cookie(.removed(let cookie)): note(entry, "take away cookie \(cookie.name)")
    case .cookie(.refused(let field, let fault)): note(entry, "refuse cookie \(field): \(fault.message)")
    case .cookie(.sent(let cookies)): note(entry, "attach \(cookies.count.counted("cookie"))")
    case .rendering(let event): read(event, entry)
    }
  }

  private mutating func read(_ event: VisitEvent, _ entry: Trace.Entry) {
    switch event {
    case .redirected(_, let status, let to): note(entry, "\(status): go to \(to)", phase: .response)
    case .failed(let fault): note(entry, "failed: \(fault.message)", phase: .summary)
    case .started, .exchange, .assigned, .finished: break
    }
  }

  private mutating func read(_ event: LookupEvent, _ entry: Trace.Entry) {
    switch event {
    case .consulted(let name, .cold): note(entry, "\(name) not in cache")
    case .consulted(let name, .fresh): note(entry, "\(name) in cache")
    case .consulted(let name, .expired): note(entry, "\(name) expired in cache")
    case .consulted(let name, .literal): note(entry, "\(name) is an address")
    case .asked(let connection, _, let name, let type):
      asked[entry.by] = connection
      arrow(entry, connection, sent: true, "\(type)? \(name)")
    case .answered(let connection, _, _, let addresses, let seconds):
      let found = addresses.joined(separator: ", ")
      let answer = addresses.isEmpty ? "no address" : "\(found) ttl \(seconds)"
      if let alias = reply(entry)?.alias {
        arrow(entry, connection, sent: false, "CNAME \(alias), \(answer)", brief: "CNAME + \(found)")
      } else {
        arrow(entry, connection, sent: false, answer)
      }
    case .referred(let connection, _, _, let zone, _):
      arrow(entry, connection, sent: false, "referral \(zone.zoneName)", brief: "referral")
    case .ignored(let connection, _, let fault): arrow(entry, connection, sent: false, "not believed: \(fault.message)")
    case .failed(let name, let fault):
      let words = fault.message.hasPrefix(name) ? fault.message : "\(name): \(fault.message)"
      // Where an answer came, that is what it said.
      if let asked = asked[entry.by], reads[asked] != nil {
        arrow(entry, asked, sent: false, words, brief: reply(entry)?.refusal ?? "failed")
      } else {
        note(entry, words)
      }
    }
  }

  private func reply(_ entry: Trace.Entry) -> DNS.Message? {
    replies[entry.id].flatMap { try? DNS.dissect($0).value.get() }
  }

  private mutating func read(_ event: NetworkEvent, _ entry: Trace.Entry) {
    switch event {
    // Packets have a diagram of their own.
    case .raised, .frame, .dropped: break
    // The answer tells how far it got.
    case .probed: break
    case .hop(let hop):
      let probe = "TTL \(hop.number)"
      guard let reply = hop.reply else { return note(entry, "\(probe): nobody answers") }
      let answer = reply.meaning.words
      guard let topology = query.topology, let node = topology.node(at: reply.from) else {
        return note(entry, "\(probe): \(reply.from), \(answer)")
      }
      let party = topology.nodes[node].party
      call(entry, from: entry.by, to: party, probe, .datagram, at: moment(of: entry.cause))
      call(entry, from: party, to: entry.by, answer, .datagram)
    }
  }

  private mutating func read(_ event: SocketEvent, _ entry: Trace.Entry) {
    switch event {
    case .connected(let connection) where connection.transport == .tcp:
      let isFront = entry.by == .browser
      arrow(
        entry, connection, sent: true, isFront ? "TCP connect" : "connect", .transport, phase: isFront ? .tcp : .routing
      )
    case .failed(let connection, let reason):
      let heard = query.ends(of: connection).server != nil
      if heard { arrow(entry, connection, sent: true, reason, .transport) } else { note(entry, "failed: \(reason)") }
    case .received(let connection, _):
      if query.ends(of: connection).client == entry.by { reads[connection, default: 0] += 1 }
    case .connecting, .connected, .accepted, .sent, .ended, .closed, .measured: break
    }
  }

  private mutating func read(_ event: TLSEvent, _ entry: Trace.Entry) {
    guard query.ends(of: event.connection).client == entry.by else { return }
    switch event {
    case .message(let connection, let sent, let content, _, let bytes):
      let name = HandshakeWords(content, bytes).name
      parts[connection] = HandshakePart(content, bytes) ?? parts[connection]
      // A ticket comes whenever the server likes; what it is part of is the handshake.
      let phase: Phase? = parts[connection] == .tickets && content == .handshake ? .tls : nil
      arrow(entry, connection, sent: sent, name, .security, phase: phase, into: .unfolded)
    case .established(let connection, let agreement):
      let version = agreement.version.replacingTLSVersion
      arrow(entry, connection, sent: true, "\(version) handshake", .security, into: .rows)
    case .verified(_, _, nil): note(entry, "certificate verified", into: .unfolded)
    case .verified(_, _, let fault?): note(entry, "certificate refused: \(fault.message.withoutVerdict)")
    case .failed(_, let fault): note(entry, fault.message)
    case .started, .secret, .plaintextSent, .plaintextReceived: break
    }
  }

  private mutating func read(_ event: HTTPEvent, _ entry: Trace.Entry) {
    switch event {
    case .requestSent(let message):
      let phase: Phase = entry.by == .browser ? .request : .routing
      arrow(entry, message.connection, sent: true, startLine(message, fromClient: true), .message, phase: phase)
    case .responseSent(let message):
      let line = startLine(message, fromClient: false)
      arrow(
        entry, message.connection, sent: false, line, .message, phase: .response,
        brief: line.split(separator: " ").first.map { String($0) })
    case .refused(_, let fault): note(entry, "refused: \(fault.message)")
    case .requestReceived, .responseReceived: break
    }
  }

  private mutating func read(_ event: RoutingEvent, _ entry: Trace.Entry) {
    switch event {
    case .matched(let rules):
      let rule = rules.last { $0.matched }
      note(entry, rule.map { "rule \($0.pattern): \($0.action.words)" } ?? "no rule matches")
    case .file(let path, let size, _): note(entry, "file \(path), \(size.counted("byte"))")
    case .upstreamFailed(let status, let failure): note(entry, "\(status): \(failure)")
    case .forwarded: break
    }
  }

  private mutating func read(_ event: HandlerEvent, _ entry: Trace.Entry) {
    switch event {
    case .routed(let attempts): note(entry, attempts.last { $0.matched }.map { "route \($0.route)" } ?? "no route")
    case .called(let name, let parameters):
      note(entry, "\(name)(\(parameters.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")))")
    case .notFound: note(entry, "404: no such path")
    case .methodNotAllowed(let allow): note(entry, "405: only \(allow.joined(separator: ", "))")
    case .finished(let status, let outcome): note(entry, "\(status): \(outcome.words)")
    }
  }

  private mutating func read(_ event: DatabaseEvent, _ entry: Trace.Entry) {
    switch event {
    case .query(let sql, _, _, let columns, _, let rows, let changes):
      call(entry, from: .app, to: entry.by, sql, brief: SQL.brief(sql))
      call(entry, from: entry.by, to: .app, SQL.outcome(columns: columns, rows: rows, changes: changes))
    case .failed(let sql, let message):
      call(entry, from: .app, to: entry.by, sql, brief: SQL.brief(sql))
      call(entry, from: entry.by, to: .app, message)
    }
  }

  private mutating func read(_ event: RenderingEvent, _ entry: Trace.Entry) {
    switch event {
    case .content(_, _, let kind, _, let bytes): note(entry, "\(kind.rawValue), \(bytes.count.counted("byte"))")
    case .discovered(let url, let kind, _): note(entry, "needs \(kind.rawValue) \(url.withoutOrigin)")
    case .decoded(let url, let width, let height, _): note(entry, "\(url.withoutOrigin): \(width) x \(height) pixels")
    case .loaded: note(entry, "page is whole")
    }
  }
}

extension SequenceReader {
  /// Where a row stands that does not stand in both.
  private enum Rows { case rows, unfolded }

  private mutating func add(_ row: SequenceDiagram.Row, into only: Rows?) {
    if only != .unfolded { rows.append(row) }
    if only != .rows { unfolded.append(row) }
  }

  private mutating func row(
    _ entry: Trace.Entry, _ shape: SequenceDiagram.Row.Shape, _ label: String, _ phase: Phase?, _ only: Rows?,
    brief: String? = nil, at moment: Tick? = nil
  ) {
    guard let phase = phase ?? entry.phase else { return }
    let exchange = query.exchange(of: entry.id)
    add(
      SequenceDiagram.Row(
        entry: entry.id, at: moment ?? entry.at, phase: phase, exchange: exchange, shape: shape, label: Run(label).text,
        brief: brief.map { Run($0).text },
        part: part(of: entry), read: reads(before: entry)),
      into: only)
  }

  private func part(of entry: Trace.Entry) -> HandshakePart? {
    guard case .tls(let event) = entry.fact else { return nil }
    if case .verified = event { return .authentication }
    return parts[event.connection]
  }

  private func reads(before entry: Trace.Entry) -> Int? {
    if case .tls(let event) = entry.fact { reads[event.connection] } else { nil }
  }

  private mutating func note(_ entry: Trace.Entry, _ label: String, phase: Phase? = nil, into only: Rows? = nil) {
    join(entry.by)
    row(entry, .note(entry.by), label, phase, only)
  }

  private mutating func call(
    _ entry: Trace.Entry, from: Party, to: Party, _ label: String, _ weight: SequenceDiagram.Weight = .call,
    brief: String? = nil, at moment: Tick? = nil
  ) {
    join(from)
    join(to)
    row(entry, .arrow(from: from, to: to, weight), label, nil, nil, brief: brief, at: moment)
  }

  /// When an entry was recorded that another names as its cause.
  private func moment(of entry: Trace.Entry.ID?) -> Tick? {
    entry.flatMap { query.trace.entries.indices.contains($0) ? query.trace.entries[$0].at : nil }
  }

  private mutating func arrow(
    _ entry: Trace.Entry, _ connection: Connection, sent byClient: Bool, _ label: String,
    _ weight: SequenceDiagram.Weight = .datagram, phase: Phase? = nil, into only: Rows? = nil, brief: String? = nil
  ) {
    let ends = query.ends(of: connection)
    guard let client = ends.client, let server = ends.server ?? connection.usualServer else {
      return note(entry, label, phase: phase, into: only)
    }
    join(client)
    join(server)
    let shape = SequenceDiagram.Row.Shape.arrow(
      from: byClient ? client : server, to: byClient ? server : client, weight)
    row(entry, shape, label, phase, only, brief: brief)
  }

  private mutating func join(_ party: Party) {
    if !parties.contains(party) { parties.append(party) }
  }

  private func startLine(_ message: HTTPEvent.Message, fromClient: Bool) -> String {
    let ends = query.conversation(message.connection)
    let stream = (fromClient ? ends?.fromClient.bytes : ends?.fromServer.bytes) ?? []
    return StartLine(stream[message.bytes.clamped(to: stream.indices)], fromClient ? .request : .response).words
  }
}

extension String {
  /// Why a certificate is not accepted, without the words that it is not.
  fileprivate var withoutVerdict: String {
    let verdict = "the certificate is not accepted: "
    return hasPrefix(verdict) ? String(dropFirst(verdict.count)) : self
  }
}

extension DNS.Message {
  /// The name that the one asked for stands for.
  fileprivate var alias: String? {
    guard case .cname(let name)? = answers.first(where: { $0.type == .cname })?.data else { return nil }
    return name.host
  }

  /// Why there is no address, in a word or two: a clear no is not a failure.
  fileprivate var refusal: String {
    switch responseCode {
    case .nameError: "no such name"
    case .noError: "no address"
    default: responseCode.description
    }
  }
}

extension Connection {
  /// Who listens there, when the other end recorded nothing.
  fileprivate var usualServer: Party? {
    switch server.port {
    case 53: .nameServer
    case 80, 443: .edge
    default: nil
    }
  }
}
