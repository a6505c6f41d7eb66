import Screen
public import Tracing

/// A lesson being played: what was pressed goes in, what is seen comes out.
///
/// It never touches a terminal, a socket or a clock. A learner walks what was recorded, so every step back is free and
/// shows what it showed before; scenes may still be added at the end.
public struct Player: WholeScreen, Sendable {
  /// What a key asks of whoever holds the terminal.
  public enum Intent: Sendable, Hashable {
    case quit, chooseLesson
    /// The learner is through, and wants the lesson that ``Cover/next`` names.
    case nextLesson
  }

  let theme: Theme
  let cover: Cover
  private(set) var stages: [Stage] = []
  private(set) var places: [Place] = [.cover]
  /// Which of ``places`` is shown.
  private(set) var place = 0
  /// How many of the shown step's predictions are out in the open.
  var revealed = 0
  /// The first line shown of what scrolls.
  var scroll = 0
  /// How many rows the diagram was scrolled up, to what stands above the first that a step shows of it.
  var rise = 0
  /// The line from which the way back leads to the prediction that was revealed here.
  private var floor = 0
  /// The prediction that was revealed here last, by its number in the step.
  private(set) var broughtOut: Int?
  /// The chosen option of each prediction: its place, then its number in the step.
  var answers: [Int: [Int: Int]] = [:]
  var opensAsides = false
  var showsHint = false
  var showsReminder = true
  var overlays: [Overlay] = []
  var searched = ""
  /// The page that the page overlay shows.
  var page: Page?
  /// A word for the reminder line, until the next key.
  var message: String?
  /// The number that was typed, and waits for the key that says what it is for: an answer's, or a step's.
  var typed: Int?
  /// The learner is at the last place there is, and wants the next.
  private(set) var isWaiting = false
  private var failure: String?
  var width = 80
  var height = 24
  var prepared = Prepared()

  /// One thing that the whole screen is given to.
  enum Place: Sendable, Hashable {
    case cover
    /// The words before a scene's first step.
    case opening(scene: Int)
    case step(scene: Int, Int)
    case end
  }

  /// What lies over the step; the last one has the keys.
  enum Overlay: Sendable, Hashable {
    case overview(cursor: Int)
    case bytes(BytesPane)
    case packets(PacketPane)
    case page(PageStage, first: Int)
    case help(first: Int)
    case search(String)
    /// Why nothing was opened: it goes with the next key.
    case notice(String)
  }

  /// Shows the cover at once; ``add(_:)`` brings the rest.
  public init(cover: Cover, theme: Theme = Theme()) {
    self.cover = cover
    self.theme = theme
    prepare()
  }

  /// For a lesson that was run already.
  public init(_ recording: Recording, theme: Theme = Theme()) {
    self.init(cover: Cover(recording), theme: theme)
    for scene in recording.scenes { add(scene) }
  }

  /// The next scene was run, and can be walked from now on. Whoever waits for it is shown its first place.
  public mutating func add(_ scene: Recording.Scene) {
    let stage = Stage(scene)
    let opens = !scene.introduction.isEmpty || !scene.conditions.isEmpty || cover.sceneCount > 1
    if opens { places.append(.opening(scene: stages.count)) }
    places += scene.steps.indices.map { .step(scene: stages.count, $0) }
    stages.append(stage)
    if nextScene == nil { places.append(.end) }
    if isWaiting, overlays.isEmpty { go(to: place + 1) }
    isWaiting = false
  }

  /// The next scene could not be run; `reason` says why, and what to do.
  public mutating func failed(_ reason: String) {
    failure = reason
    if !stages.isEmpty { places.append(.end) }
    if isWaiting, overlays.isEmpty { return go(to: place + 1) }
    isWaiting = false
    prepare()
  }

  /// Which of the lesson's scenes is to be run next, counted from 0; nil where all were, or one could not be.
  public var nextScene: Int? { failure == nil && stages.count < cover.sceneCount ? stages.count : nil }

  var isAtEnd: Bool { places[place] == .end }

  /// Why there is no more than this of the lesson.
  var failureText: Piece? {
    failure.map { .prose([Run("The lesson could not be recorded. ", .wrong), Run($0)]) }
  }

  // MARK: Walking

  mutating func go(to target: Int) {
    place = max(0, min(target, places.count - 1))
    revealed = answeredPredictions
    (scroll, rise, floor, broughtOut) = (0, 0, 0, nil)
    (showsHint, opensAsides, isWaiting) = (false, false, false)
    prepare()
  }

  /// Goes to a place as if the learner had walked it to where its prediction `number` opens, or to its end.
  private mutating func walk(to target: Int, revealing number: Int = .max) {
    go(to: target)
    scroll = lastScroll
    while revealed < min(number, predictions.count) {
      reveal()
      scroll = lastScroll
    }
  }

  /// One screenful, prediction or step further.
  mutating func forward(scrolling: Bool) {
    if scrolling, scroll < lastScroll {
      rise = 0
      scroll = nextScroll
    } else if revealed < predictions.count {
      reveal()
    } else if place + 1 < places.count {
      go(to: place + 1)
    } else {
      isWaiting = nextScene != nil
    }
  }

  /// The exact way back of ``forward(scrolling:)``.
  mutating func back(scrolling: Bool) {
    let shown = min(scroll, lastScroll)
    if scrolling, shown > floor {
      scroll = max(floor, previousScroll)
    } else if scrolling, shown > 0, revealed == answeredPredictions {
      scroll = previousScroll
    } else if revealed > answeredPredictions {
      walk(to: place, revealing: revealed - 1)
    } else if place > 0 {
      if scrolling { walk(to: place - 1) } else { go(to: place - 1) }
    }
  }

  /// Brings the open prediction's outcome out, and into sight.
  private mutating func reveal() {
    revealed += 1
    rise = 0
    showsHint = false
    prepare()
    broughtOut = revealed - 1
    scroll = min(lastScroll, question(revealed - 1) ?? scroll)
    floor = scroll
  }

  /// Whether a prediction is open and the page shown leads to the end of its options: no one answers what cannot be
  /// read yet.
  var isAsked: Bool {
    guard revealed < predictions.count, let end = prepared.optionsEnd else { return false }
    return end <= shownLines.upperBound
  }

  /// The line where one of the step's predictions begins.
  func question(_ number: Int) -> Int? {
    prepared.lines.indices.filter { prepared.lines[$0].isQuestion }.dropFirst(number).first
  }

  mutating func answer(_ option: Int) {
    answers[place, default: [:]][revealed] = option
    reveal()
    floor = 0
  }

  var stage: Stage? {
    switch places[place] {
    case .opening(let scene), .step(let scene, _): stages[scene]
    case .cover, .end: nil
    }
  }

  var step: Step? {
    if case .step(let scene, let number) = places[place] { stages[scene].scene.steps[number] } else { nil }
  }

  var predictions: [Step.Prediction] { step?.predictions ?? [] }

  /// The first entry of what the step looks at that would answer the question of the next step, while that is open:
  /// a handler's verdict comes after what it asked the database.
  var curtain: Trace.Entry.ID {
    guard case .step(_, let number) = places[place], let stage, let step else { return .max }
    for (later, next) in zip(1..., stage.scene.steps.dropFirst(number + 1))
    where next.phase != step.phase || next.exchange != step.exchange {
      let given = answers[place + later]?.count ?? 0
      guard given < next.predictions.count, let own = stage.entries(of: step).first,
        let first = stage.entries(of: next).first, first > own
      else { return .max }
      return first
    }
    return .max
  }

  /// How many predictions, from the first on, were answered: those never close again.
  private var answeredPredictions: Int {
    let given = answers[place] ?? [:]
    return predictions.indices.prefix { given[$0] != nil }.count
  }

  /// The places that are steps, in order: what "Step 9 of 16" counts.
  var stepPlaces: [Int] { places.indices.filter { if case .step = places[$0] { true } else { false } } }
}
