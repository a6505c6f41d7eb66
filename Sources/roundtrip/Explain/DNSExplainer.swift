import Wire

/// `roundtrip explain dns`: one message, as it stands in a datagram.
struct DNSExplainer: Explainer {
  let kind = "dns"
  let form = InputForm.binary
  let summary = "a DNS message: header, question and records"

  func dissect(_ input: [UInt8]) -> Field { DNS.dissect(input).field }

  /// `{"hex"}` in; `{"id","flags","opcode","rcode","question","answer","authority","additional"}` out.
  func answer(_ request: JSON) throws(Fault) -> JSON {
    let message = try DNS.dissect(try request.hex()).value.get()
    return [
      "id": .number(message.header.id), "flags": .array(message.header.flagNames.map(JSON.string)),
      "opcode": .string(message.header.opcode.description), "rcode": .string(message.responseCode.description),
      "question": .array(message.questions.map(json)), "answer": .array(message.answers.map(json)),
      "authority": .array(message.authorities.map(json)), "additional": .array(message.additionals.map(json)),
    ]
  }

  private func json(_ question: DNS.Question) -> JSON {
    [
      "name": .string(question.name.description), "type": .string(question.type.description),
      "class": .string(question.class.description),
    ]
  }

  private func json(_ record: DNS.Record) -> JSON {
    if let edns = DNS.EDNS(record) {
      return [
        "name": .string(record.name.description), "type": "OPT", "udp": .number(edns.payloadSize),
        "version": .number(edns.version), "do": .bool(edns.dnssecOK), "rdata": .string(record.data.description),
      ]
    }
    return [
      "name": .string(record.name.description), "type": .string(record.type.description),
      "class": .string(record.class.description), "ttl": .number(record.timeToLive),
      "rdata": .string(record.data.description),
    ]
  }
}
