public import Tracing

/// What can be shown of a lesson before it was run: it needs no trace, so it paints at once.
public struct Cover: Sendable, Hashable {
  public var id: String
  public var title: String
  /// About how long a learner needs.
  public var minutes: Int?
  /// The ids of lessons that should come first.
  public var needs: [String]
  public var introduction: [Step.Block]
  public var parties: [Party]
  /// The phases in the order in which steps come to them.
  public var phases: [Phase]
  public var sceneCount: Int
  public var stepCount: Int
  /// The title of the lesson that comes after this one, where there is one.
  public var next: String?

  public init(
    id: String, title: String, minutes: Int?, needs: [String] = [], introduction: [Step.Block], phases: [Phase],
    sceneCount: Int = 1, stepCount: Int, parties: [Party]? = nil
  ) {
    self.id = id
    self.title = title
    self.minutes = minutes
    self.needs = needs
    self.introduction = introduction
    self.phases = phases
    self.sceneCount = sceneCount
    self.stepCount = stepCount
    self.parties = parties ?? Self.parties(of: phases)
  }

  /// Those who have something to do: a lesson about the way of packets has the routers, and nobody behind the edge.
  private static func parties(of phases: [Phase]) -> [Party] {
    if phases.allSatisfy({ $0.isAboutNames }) { return names }
    return phases.allSatisfy { $0.isAboutNames || $0 == .tcp } ? way : everybody
  }

  private static let everybody: [Party] = [.browser, .resolver, .nameServer, .edge, .app, .database]
  private static let way: [Party] = [.browser, .resolver, .homeRouter, .exchange, .siteRouter, .edge]
  private static let names: [Party] = [.browser, .resolver, .root, .topLevel, .nameServer]

  /// The cover of a lesson that was run already.
  public init(_ recording: Recording) {
    let steps = recording.scenes.flatMap(\.steps)
    self.init(
      id: recording.id, title: recording.title, minutes: recording.minutes, needs: recording.needs,
      introduction: recording.introduction,
      phases: steps.phases, sceneCount: recording.scenes.count, stepCount: steps.count)
  }
}

extension Cover {
  /// What it is about.
  var words: [Piece] { StepText().pieces(introduction) }

  /// Who takes part, and what one should know before.
  var cast: [Piece] {
    let entries = parties.map { Piece.Entry([Run($0.name, .name)], [Run($0.task)], depth: 1) }
    let best = Run("Best after: ", .faint)
    return [.heading(["Who takes part"]), .entries(entries)]
      + (needs.isEmpty ? [] : [.gap, .prose([best, Run(needs.joined(separator: ", "))])])
  }

  /// `17 steps, about 20 minutes`.
  var length: String {
    [stepCount.counted("step"), minutes.map { "about \($0.counted("minute"))" }].compactMap { $0 }
      .joined(separator: ", ")
  }
}

extension Phase {
  /// Whether nobody but browser, resolver and name servers takes part.
  var isAboutNames: Bool {
    switch self {
    case .url, .dns, .summary: true
    case .tcp, .tls, .request, .routing, .handler, .database, .response, .cookies, .cache, .render, .events: false
    }
  }
}

extension Party {
  /// What they do, for somebody who meets them for the first time.
  fileprivate var task: String {
    switch self {
    case .browser: "on the laptop: makes requests, and pages of the answers"
    case .resolver: "finds out which address a name has, and remembers it"
    case .root: "knows who answers for the ends of names, such as .test"
    case .topLevel: "knows who answers for each name that ends so"
    case .nameServer: "knows the addresses of its own names (DNS)"
    case .homeRouter: "passes packets between the laptop and its provider"
    case .exchange: "a router in the middle, where networks meet"
    case .siteRouter: "passes packets on to the site's machines"
    case .edge: "the server at the door: encrypts, routes, sends files"
    case .app: "the program that makes the page"
    case .database: "keeps what the shop sells"
    default: ""
    }
  }
}
