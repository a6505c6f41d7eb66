import Wire

/// Which TLS record carries which bytes of one direction: found by lengths, since what crosses is encrypted.
///
/// Its sender told in order what it put into records; each record says how long it is, and what encryption adds to a
/// length is known. In every cipher suite followed here byte n of the ciphertext is byte n of the content, combined with
/// one byte of the key stream (RFC 5116: GCM, CCM and ChaCha20 are counter modes), so a byte keeps its place.
struct RecordMap {
  /// A byte's place: which record, and where in its content.
  struct Place {
    var record: Int
    var index: Int
  }

  /// What was put into records in one go.
  private struct Chunk {
    var content: UInt8
    var isEncrypted: Bool
    var bytes: [UInt8]
    /// Where it stands in the application's stream, of application data.
    var offset: Int?
  }

  private struct Record {
    /// Where it stands in what crossed the connection, its header included.
    var wire: Range<Int>
    var content: UInt8
    var isEncrypted: Bool
    var plaintext: [UInt8]
    /// Which bytes of which chunks it brings, and where in its plaintext they begin.
    var parts: [(chunk: Int, range: Range<Int>, start: Int)]
  }

  /// What encryption adds: before the content, and behind it.
  private struct Overhead {
    var before: Int
    var after: Int
  }

  private let wire: [UInt8]
  private let isTLS13: Bool
  private var chunks: [Chunk] = []
  private var records: [Record] = []
  private let overhead: Overhead?

  private static let headerLength = 5

  /// Where each record of a stream stands, header and all (RFC 8446 section 5.1); the last may be cut off.
  static func records(in wire: [UInt8]) -> [Range<Int>] {
    var records: [Range<Int>] = []
    var start = 0
    while start + headerLength <= wire.count {
      let end = start + headerLength + Int(wire[start + 3]) << 8 + Int(wire[start + 4])
      records.append(start..<end)
      start = end
    }
    return records
  }

  /// `entries` are the sender's on that connection, `wire` what it sent.
  init(_ entries: [Trace.Entry], wire: [UInt8], _ agreement: TLSEvent.Agreement?) {
    self.wire = wire
    isTLS13 = agreement?.version == "TLSv1.3"
    overhead = agreement.flatMap { Self.overhead($0) }
    var offset = 0
    for entry in entries {
      switch entry.fact {
      case .tls(.message(_, sent: true, let content, let encrypted, let bytes)):
        chunks.append(Chunk(content: content.rawValue, isEncrypted: encrypted, bytes: bytes, offset: nil))
      case .tls(.plaintextSent(_, let bytes)):
        chunks.append(
          Chunk(content: TLS.ContentType.applicationData.rawValue, isEncrypted: true, bytes: bytes, offset: offset))
        offset += bytes.count
      case .visit, .url, .lookup, .network, .socket, .tls, .http, .routing, .handler, .database, .cookie, .rendering:
        break
      }
    }
    match()
  }

  /// The tag's length, and what else stands around the content (RFC 8446 section 5.2; RFC 5288, 6655 and 7905 for
  /// TLS 1.2); nil of suites that don't keep a byte's place.
  private static func overhead(_ agreement: TLSEvent.Agreement) -> Overhead? {
    let cipher = agreement.cipher
    let tag = cipher.contains("CCM_8") ? 8 : 16
    if agreement.version == "TLSv1.3" { return Overhead(before: 0, after: 1 + tag) }
    if cipher.contains("GCM") || cipher.contains("CCM") { return Overhead(before: 8, after: tag) }
    return cipher.contains("CHACHA20") ? Overhead(before: 0, after: tag) : nil
  }

  /// Walks records and chunks side by side, as far as they agree.
  private mutating func match() {
    let changeCipherSpec = TLSEvent.Content.changeCipherSpec.rawValue
    var chunk = 0
    var used = 0
    for place in Self.records(in: wire) where place.upperBound <= wire.count {
      let type = wire[place.lowerBound]
      // A change_cipher_spec is not always told of, and means nothing to what follows.
      if chunks.indices.contains(chunk), chunks[chunk].content == changeCipherSpec { chunk += 1 }
      if type == changeCipherSpec {
        let content = Array(wire[place].dropFirst(Self.headerLength))
        records.append(Record(wire: place, content: type, isEncrypted: false, plaintext: content, parts: []))
        continue
      }
      guard chunks.indices.contains(chunk) else { return }
      let (content, isEncrypted) = (chunks[chunk].content, chunks[chunk].isEncrypted)
      let outer = isEncrypted && isTLS13 ? TLS.ContentType.applicationData.rawValue : content
      let around = isEncrypted ? overhead : Overhead(before: 0, after: 0)
      guard type == outer, let around else { return }
      var record = Record(wire: place, content: content, isEncrypted: isEncrypted, plaintext: [], parts: [])
      var left = place.count - Self.headerLength - around.before - around.after
      while left > 0, chunks.indices.contains(chunk), chunks[chunk].content == content {
        let taken = used..<min(chunks[chunk].bytes.count, used + left)
        record.parts.append((chunk, taken, record.plaintext.count))
        record.plaintext += chunks[chunk].bytes[taken]
        left -= taken.count
        used = taken.upperBound
        if used == chunks[chunk].bytes.count { (chunk, used) = (chunk + 1, 0) }
      }
      guard left == 0 else { return }
      records.append(record)
    }
  }

  /// Where byte `offset` of the application's stream went.
  func place(ofByte offset: Int) -> Place? {
    for (number, chunk) in chunks.enumerated() {
      guard let start = chunk.offset, start <= offset, offset < start + chunk.bytes.count else { continue }
      return place(chunk: number, byte: offset - start)
    }
    return nil
  }

  /// Where byte `byte` of a handshake message went.
  func place(of content: TLSEvent.Content, _ bytes: [UInt8], byte: Int) -> Place? {
    guard let chunk = chunks.firstIndex(where: { $0.content == content.rawValue && $0.bytes == bytes }) else {
      return nil
    }
    return place(chunk: chunk, byte: byte)
  }

  /// Where in what crossed the connection each message begins: those of the handshake, and those of the application,
  /// which begin at `start` in its stream and stand in that order.
  func beginnings(
    of messages: [(start: Int, kind: Journey.Content.Kind)]
  ) -> [(offset: Int, content: Journey.Content)] {
    var found: [(offset: Int, content: Journey.Content)] = []
    var left = messages[...]
    for (number, record) in records.enumerated() {
      for part in record.parts {
        let chunk = chunks[part.chunk]
        func add(_ kind: Journey.Content.Kind, at byte: Int) {
          let place = Place(record: number, index: part.start + byte)
          found.append((offset(of: place), Journey.Content(kind: kind, isSealed: record.isEncrypted)))
        }
        if let start = chunk.offset {
          while let message = left.first, message.start < start + part.range.upperBound {
            left.removeFirst()
            let byte = message.start - start - part.range.lowerBound
            if byte >= 0 { add(message.kind, at: byte) }
          }
        } else if part.range.lowerBound == 0, let content = TLSEvent.Content(rawValue: chunk.content) {
          add(.security(content, chunk.bytes), at: 0)
        }
      }
    }
    return found
  }

  private func place(chunk: Int, byte: Int) -> Place? {
    for (number, record) in records.enumerated() {
      for part in record.parts where part.chunk == chunk && part.range.contains(byte) {
        return Place(record: number, index: part.start + byte - part.range.lowerBound)
      }
    }
    return nil
  }

  /// Where it stands in what crossed the connection.
  func offset(of place: Place) -> Int {
    let record = records[place.record]
    let before = record.isEncrypted ? overhead?.before ?? 0 : 0
    return record.wire.lowerBound + Self.headerLength + before + place.index
  }

  /// The record with the byte there, before encryption where there is any, and as it crossed.
  func layers(at place: Place) -> [Layer] {
    let record = records[place.record]
    let crossed = Array(wire[record.wire])
    let outside = Layer(
      kind: .record(place.record + 1, isEncrypted: record.isEncrypted), bytes: crossed,
      field: TLS.dissect(crossed).field, place: offset(of: place) - record.wire.lowerBound,
      carries: carried(by: record))
    return record.isEncrypted ? [inside(record, place), outside] : [outside]
  }

  /// Which bytes of the application's stream a record brings.
  private func carried(by record: Record) -> Range<Int>? {
    guard let first = record.parts.first, let last = record.parts.last, let start = chunks[first.chunk].offset,
      let end = chunks[last.chunk].offset
    else { return nil }
    return start + first.range.lowerBound..<end + last.range.upperBound
  }

  ///     +--------------------------+------+----------+
  ///     |         content          | type | zeros .. |   TLSInnerPlaintext (RFC 8446 section 5.2)
  ///     +--------------------------+------+----------+
  ///
  /// TLS 1.2 has no type within: the record's own is the true one.
  private func inside(_ record: Record, _ place: Place) -> Layer {
    let spec = isTLS13 ? Spec.rfc(8446, "5.2") : Spec.rfc(5246, "6.2.1")
    let content = record.plaintext.count * 8
    var fields = [Field("content", bits: 0..<content, spec: spec)]
    if isTLS13 {
      let type = TLS.ContentType(rawValue: record.content)
      fields.append(
        Field(
          "type", bits: content..<content + 8, value: .number(UInt64(record.content), symbol: type.symbol), spec: spec))
    }
    return Layer(
      kind: .plaintext, bytes: record.plaintext + (isTLS13 ? [record.content] : []),
      field: Field(
        isTLS13 ? "TLSInnerPlaintext" : "TLSPlaintext", bits: 0..<(fields.last?.bits.upperBound ?? 0), spec: spec,
        children: fields), place: place.index, carries: carried(by: record))
  }
}

extension Query {
  /// The records that one end of a connection sent; nil where that end recorded nothing.
  func records(_ connection: Connection, fromClient: Bool) -> RecordMap? {
    guard let conversation = conversation(connection),
      let sender = fromClient ? conversation.client : conversation.server
    else { return nil }
    let entries = conversation.entries.map { trace.entries[$0] }.filter { $0.by == sender }
    let wire = (fromClient ? conversation.fromClient : conversation.fromServer).wire
    return RecordMap(entries, wire: wire, handshake(connection)?.agreement)
  }
}
