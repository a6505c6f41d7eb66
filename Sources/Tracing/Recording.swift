/// A lesson that was run: what the player plays and exporters export.
public struct Recording: Sendable, Hashable {
  public var id: String
  public var title: String
  /// About how long a learner needs.
  public var minutes: Int?
  /// The ids of lessons that should come first.
  public var needs: [String]
  public var introduction: [Step.Block]
  public var scenes: [Scene]

  public init(
    id: String, title: String, minutes: Int?, needs: [String] = [], introduction: [Step.Block], scenes: [Scene]
  ) {
    self.id = id
    self.title = title
    self.minutes = minutes
    self.needs = needs
    self.introduction = introduction
    self.scenes = scenes
  }

  /// One condition of a scene.
  public struct Condition: Sendable, Hashable {
    /// As the lesson has it: `link.delay = 20ms`.
    public var text: String
    /// What it brings about: `each packet takes 20ms to cross the cable between Home router and Exchange, each way`.
    public var meaning: String
    /// False of one that bends packets, where none were recorded.
    public var hasEffect: Bool

    public init(_ text: String, _ meaning: String, hasEffect: Bool = true) {
      self.text = text
      self.meaning = meaning
      self.hasEffect = hasEffect
    }
  }

  /// One set of conditions and one visit, with the steps that look at it.
  public struct Scene: Sendable, Hashable {
    public var title: String
    public var introduction: [Step.Block]
    /// The conditions that the lesson's `given` asks for.
    public var conditions: [Condition]
    public var steps: [Step]
    /// What was recorded, with what there is to look up in it.
    public var query: Query
    public var trace: Trace { query.trace }

    public init(title: String, introduction: [Step.Block], conditions: [Condition], steps: [Step], query: Query) {
      self.title = title
      self.introduction = introduction
      self.conditions = conditions
      self.steps = steps
      self.query = query
    }

    public init(title: String, introduction: [Step.Block], conditions: [Condition], steps: [Step], trace: Trace) {
      self.init(
        title: title, introduction: introduction, conditions: conditions, steps: steps, query: Query(trace))
    }
  }
}
