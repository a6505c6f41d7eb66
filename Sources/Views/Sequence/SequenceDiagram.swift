public import Tracing
public import Wire

/// Who said what to whom, in order: the rows of a sequence diagram, read once from a trace and drawn often.
public struct SequenceDiagram: Sendable, Hashable {
  /// One arrow, or one decision somebody took.
  public struct Row: Sendable, Hashable {
    public enum Shape: Sendable, Hashable {
      case arrow(from: Party, to: Party, Weight)
      case note(Party)
    }
    /// The entry that says so.
    public var entry: Trace.Entry.ID
    public var at: Tick
    public var phase: Phase
    /// The exchange it belongs to, where it belongs to one.
    public var exchange: Int?
    public var shape: Shape
    public var label: String
    /// What stands for the label where there is no room for it.
    public var brief: String?
    /// For a message of a TLS handshake: what it is for.
    public var part: HandshakePart?
    /// Such messages with one number were read, or written, in one piece: they have one time.
    public var read: Int?
    /// It never arrived.
    public var isLost = false

    /// Whose lanes it touches.
    var parties: [Party] {
      switch shape {
      case .arrow(let from, let to, _): [from, to]
      case .note(let party): [party]
      }
    }

    /// As it stands among these lanes: what the browser hears from somebody who has none is its own note, so that the
    /// time it waited is accounted for. Nil of what touches none of them.
    fileprivate func shown(on lanes: [Party]) -> Row? {
      switch shape {
      case .note(let party): return lanes.contains(party) ? self : nil
      case .arrow(let from, let to, _):
        if lanes.contains(from), lanes.contains(to) { return self }
        guard to == .browser, lanes.contains(.browser) else { return nil }
        var note = self
        (note.shape, note.label) = (.note(.browser), "\(from.name): \(label)")
        return note
      }
    }
  }

  /// Which layer an arrow is of; each has a stroke of its own.
  public enum Weight: Sendable, Hashable { case datagram, transport, security, message, call }

  /// Those who take part, in the order of their lanes.
  public let parties: [Party]
  /// With each TLS handshake as one arrow.
  public let rows: [Row]
  /// With each handshake message as an arrow of its own.
  public let unfolded: [Row]
  /// False where a seed fixed the times: they mean nothing and are not shown.
  public let hasTimes: Bool
  /// Where the rows of each stretch stand: of a TLS handshake in ``unfolded``, of all else in ``rows``.
  private let places: [Stretch: [Int]]
  /// The widest label between each two neighbouring lanes: what their distance is made from.
  let demand: [Int]

  /// What one diagram is about: a screen has no room for everybody's lane.
  enum Subject: Sendable, Hashable {
    /// How a name became an address.
    case names
    /// All the rest.
    case messages
  }

  private struct Stretch: Hashable {
    var phase: Phase
    var exchange: Int?
  }

  /// With everybody who takes part.
  public init(_ query: Query) {
    var reader = SequenceReader(query)
    reader.read()
    self.init(reader, query, among: reader.parties)
  }

  /// A diagram of rows that somebody else has read.
  init(_ parties: [Party], _ rows: [Row], hasTimes: Bool) {
    self.parties = parties
    self.rows = rows
    unfolded = rows
    self.hasTimes = hasTimes
    places = Self.places(rows, rows)
    demand = parties.isEmpty ? [] : Array(repeating: 0, count: parties.count - 1)
  }

  /// A diagram for each subject, with the lanes of those who take part in it, and what happened between those.
  static func bySubject(_ query: Query) -> [Subject: SequenceDiagram] {
    var reader = SequenceReader(query)
    reader.read()
    var (naming, messaging): ([Party], [Party]) = ([], [])
    for row in reader.rows {
      for party in row.parties {
        if row.phase == .dns {
          if !naming.contains(party) { naming.append(party) }
        } else if !messaging.contains(party) {
          messaging.append(party)
        }
      }
    }
    return [
      .names: Self(reader, query, among: reader.parties.filter(naming.contains)),
      .messages: Self(reader, query, among: reader.parties.filter(messaging.contains)),
    ]
  }

  private init(_ reader: SequenceReader, _ query: Query, among present: [Party]) {
    let lanes = Self.usual.filter(present.contains) + present.filter { !Self.usual.contains($0) }
    rows = reader.rows.compactMap { $0.shown(on: lanes) }
    unfolded = reader.unfolded.compactMap { $0.shown(on: lanes) }
    hasTimes = !query.trace.isNormalised
    parties = lanes
    places = Self.places(rows, unfolded)
    demand = Self.demand(unfolded, lanes)
  }

  private static let usual: [Party] = [
    .browser, .laptop, .homeRouter, .exchange, .resolver, .root, .topLevel, .nameServer, .siteRouter, .edge, .app,
    .database,
  ]

  /// Which rows a step looks at: those of its phase in its exchange, of a handshake only the part it is about.
  public func rows(of step: Step) -> [Int] {
    guard let phase = step.phase else { return [] }
    let shared = places[Stretch(phase: phase, exchange: nil), default: []]
    let own = places[Stretch(phase: phase, exchange: step.exchange), default: []]
    let all = shared.isEmpty ? own : (shared + own).sorted()
    guard phase == .tls else { return all }
    let part = step.handshakePart
    return all.filter { part == nil ? unfolded[$0].part != .tickets : unfolded[$0].part == part }
  }

  private static func places(_ rows: [Row], _ unfolded: [Row]) -> [Stretch: [Int]] {
    var places: [Stretch: [Int]] = [:]
    func place(_ rows: [Row], where isMeant: (Row) -> Bool) {
      for (place, row) in rows.enumerated() where isMeant(row) {
        places[Stretch(phase: row.phase, exchange: row.exchange), default: []].append(place)
      }
    }
    place(rows) { $0.phase != .tls }
    place(unfolded) { $0.phase == .tls }
    return places
  }

  /// The rows to draw for a step of `phase`: the TLS handshake is unfolded only where it is the subject.
  public func rows(for phase: Phase?) -> [Row] { phase == .tls ? unfolded : rows }

  private static func demand(_ rows: [Row], _ parties: [Party]) -> [Int] {
    guard parties.count > 1 else { return [] }
    var widest = Array(repeating: 0, count: parties.count - 1)
    for row in rows {
      guard case .arrow(let from, let to, _) = row.shape, let start = parties.firstIndex(of: from),
        let end = parties.firstIndex(of: to), abs(start - end) == 1
      else { continue }
      // What crosses behind the edge repeats what came in at the front, or is too long anyway.
      let most = from == .browser || to == .browser ? 22 : row.brief == nil ? 11 : 16
      widest[min(start, end)] = max(widest[min(start, end)], min((row.brief ?? row.label).utf8.count, most))
    }
    return widest
  }
}
