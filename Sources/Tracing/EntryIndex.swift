/// Where the entries of each phase and of each exchange stand: made in one walk, so that whoever asks for a stretch of
/// an exchange pays for that stretch, however much else the trace holds.
struct EntryIndex: Sendable {
  private let phases: [Phase?]
  private let owners: [Int?]
  private var ofPhase: [Phase: [Trace.Entry.ID]] = [:]
  private var ofExchange: [Int: [Trace.Entry.ID]] = [:]

  /// `owners` says of each entry which exchange it belongs to.
  init(_ entries: [Trace.Entry], owners: [Int?]) {
    self.owners = owners
    phases = entries.indices.map { entries[$0].phase }
    ofPhase.reserveCapacity(Phase.allCases.count)
    for (entry, (phase, owner)) in zip(phases, owners).enumerated() {
      if let phase { ofPhase[phase, default: []].append(entry) }
      if let owner { ofExchange[owner, default: []].append(entry) }
    }
  }

  func owner(of entry: Trace.Entry.ID) -> Int? { owners.indices.contains(entry) ? owners[entry] : nil }

  func entries(in phase: Phase) -> [Trace.Entry.ID] { ofPhase[phase] ?? [] }

  func entries(ofExchange number: Int) -> [Trace.Entry.ID] { ofExchange[number] ?? [] }

  /// What both have, found in the shorter of the two.
  func entries(in phase: Phase, ofExchange number: Int) -> [Trace.Entry.ID] {
    let (inPhase, ofExchange) = (entries(in: phase), entries(ofExchange: number))
    return inPhase.count < ofExchange.count
      ? inPhase.filter { owners[$0] == number } : ofExchange.filter { phases[$0] == phase }
  }
}
