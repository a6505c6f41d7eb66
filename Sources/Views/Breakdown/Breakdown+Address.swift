import Tracing
import Wire

extension Breakdown {
  /// The address with each part underlined and named.
  var address: [Piece] {
    var pieces: [Piece] = []
    for fact in facts(.url) {
      guard case .url(let event) = fact else { continue }
      if !pieces.isEmpty { pieces.append(.gap) }
      switch event {
      case .parsed(let input, let base, let href):
        pieces += parts(of: href)
        if let base { pieces += [.gap, .entries([Piece.Entry("written as", input), Piece.Entry("seen from", base)])] }
        if base == nil, input != href { pieces += [.gap, .entries([Piece.Entry("typed as", input)])] }
      case .refused(let input, _, let fault):
        pieces += [.prose([Run(input, .code)]), .prose([Run("Not an address: ", .wrong), Run(fault.message)])]
      }
    }
    return pieces.isEmpty ? Self.nothing("No address was taken apart here.") : pieces
  }

  /// The parts as the URL parser found them. All but `://`, `?` and their like are named.
  private func parts(of href: String) -> [Piece] {
    let bytes = Array(href.utf8)
    let field = URL.dissect(bytes).field
    let marks = field.children.filter { $0.name != "delimiter" }.map { part in
      Piece.Mark(characters: part.bytes, name: part.name, meaning: Glossary.meaning(of: [field, part]) ?? "")
    }
    let parameters = field.children.flatMap(\.children).filter { $0.name == "parameter" }
    let pairs = parameters.map { parameter -> Piece.Entry in
      let name = parameter.first("name")?.value.description ?? ""
      return Piece.Entry(name, parameter.first("value")?.value.description ?? "", "a parameter of the query")
    }
    return [.marked(href, marks)] + (pairs.isEmpty ? [] : [.gap, .entries(pairs)])
  }

  /// What the look-up cache said, what was asked, and what came back.
  var lookup: [Piece] {
    let lookups = query.lookups.filter { $0.exchange == step.exchange }
    if lookups.isEmpty { return Self.nothing("Nothing was looked up: the address was known.") }
    var pieces: [Piece] = []
    for (number, lookup) in lookups.enumerated() {
      if !pieces.isEmpty { pieces.append(.gap) }
      pieces.append(.heading([Run("Which address has "), Run(lookup.name, .code), Run("?")]))
      if shows(.asking) {
        pieces.append(.prose([Run("The browser's cache: "), Run(lookup.verdict.words, .strong)]))
      }
      let next = number + 1 < lookups.count ? lookups[number + 1].consulted : .max
      if shows(.walking) {
        let walk = recursion(in: lookup.consulted..<max(lookup.consulted, next))
        let isAll = !shows(.asking) && !shows(.answering)
        pieces += walk.isEmpty && isAll ? Self.nothing("The resolver had nobody to ask.") : walk
      }
      guard shows(.answering) else { continue }
      if let failure = lookup.failure { pieces.append(.prose([Run("No answer: ", .wrong), Run(failure.message)])) }
      if !lookup.addresses.isEmpty {
        let time = lookup.timeToLive.map { ", to be remembered for \($0.counted("second"))" } ?? ""
        let addresses = Run(lookup.addresses.joined(separator: ", "), .string)
        pieces.append(.prose([Run("The answer: "), addresses, Run(time)]))
      }
    }
    for lookup in lookups {
      if shows(.asking) { for query in lookup.queries { pieces += message("The question", query) } }
      if shows(.answering) { for response in lookup.responses { pieces += message("The answer", response) } }
    }
    return pieces
  }

  /// Whom the resolver asked meanwhile, and what each of them said.
  private func recursion(in entries: Range<Trace.Entry.ID>) -> [Piece] {
    var pieces: [Piece] = []
    for recursion in query.recursions
    where recursion.exchange == step.exchange && entries.contains(recursion.consulted) {
      pieces.append(.prose([Run("The resolver's cache: "), Run(recursion.verdict.words, .strong)]))
      let said = recursion.queries.map { asked in
        let server = query.conversation(asked.connection)?.server?.name ?? "\(asked.connection.server)"
        let answer = recursion.responses.first { $0.connection == asked.connection }
        return Piece.Entry(server, Self.said(asked.bytes, answer?.bytes))
      }
      if !said.isEmpty { pieces.append(.entries(said)) }
    }
    return pieces
  }

  /// In a few words what a server made of a question.
  private static func said(_ query: [UInt8], _ response: [UInt8]?) -> String {
    guard let response else { return "says nothing" }
    guard let question = try? DNS.dissect(query).value.get().questions.first,
      let message = try? DNS.dissect(response).value.get(),
      let outcome = try? DNS.Outcome(message, to: question)
    else { return "says what cannot be read" }
    switch outcome.kind {
    case .records(let records):
      let alias = outcome.aliases.isEmpty ? "" : "an alias of \(outcome.owner.host): "
      return alias + records.map { "\($0.data)" }.joined(separator: ", ")
    case .alias: return "an alias of \(outcome.owner.host)"
    case .noName: return "there is no \(outcome.owner.host)"
    case .noData: return "it has no \(question.type) record"
    case .referral(let zone, let nameServers, _, _):
      return "referral \(zone.host.zoneName): \(nameServers.map(\.host).joined(separator: ", "))"
    case .failure(let code): return "\(code)"
    }
  }

  private func message(_ title: String, _ message: Lookup.Message) -> [Piece] {
    let size = message.bytes.count.counted("byte")
    func heading(_ note: String) -> Piece {
      let over = message.connection.transport == .udp ? "UDP\(note)" : "TCP"
      return .heading([Run(title), Run("  \(size) over \(over)", .faint)])
    }
    guard case .success(let value) = DNS.dissect(message.bytes).value else {
      return [.gap, heading(""), .text("It cannot be read.", .wrong)]
    }
    let header = value.header
    var flags: [String] = []
    if header.isAuthoritative { flags.append("AA (I own this name)") }
    if header.isTruncated { flags.append("TC (there is more: ask over TCP)") }
    if header.recursionDesired { flags.append("RD (ask others, if you must)") }
    if header.recursionAvailable { flags.append("RA (I ask others for you)") }
    var entries = [
      Piece.Entry("id", "\(header.id)", header.isResponse ? "repeats the question's" : "the answer must repeat it"),
      Piece.Entry("flags", flags.isEmpty ? "none" : flags.joined(separator: ", ")),
    ]
    if header.isResponse { entries.append(Piece.Entry("result", "\(value.responseCode)", value.responseCode.meaning)) }
    entries += value.questions.map { question in
      let words = [question.class.meaning, question.type.meaning].filter { !$0.isEmpty }
      // What the question means stands with the question.
      return Piece.Entry("question", "\(question)", header.isResponse ? "" : words.joined(separator: "; "))
    }
    for (name, records) in [
      ("answer", value.answers), ("authority", value.authorities), ("additional", value.additionals),
    ] {
      entries += records.map { Piece.Entry(name, "\($0)", $0.meaning) }
    }
    return [.gap, heading(header.isResponse ? "" : ": one packet, no hello"), .entries(entries)]
  }
}

extension LookupEvent.Verdict {
  fileprivate var words: String {
    switch self {
    case .cold: "not there, so somebody must be asked"
    case .fresh: "there, and still good"
    case .expired: "there, but too old to be believed"
    case .literal: "not needed, this is an address already"
    }
  }
}
