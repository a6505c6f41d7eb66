public import Tracing
public import Wire

/// One lesson as its author wrote it: pure text and claims, before anything was run.
public struct Lesson: Sendable, Hashable {
  /// Where it was read from, as shown in errors.
  public var file: String
  public var id: String
  public var title: String
  /// About how long a learner needs.
  public var minutes: Int?
  /// Lessons that should come first, by their ids.
  public var needs: [Need]
  public var introduction: [Block]
  public var scenes: [Scene]

  /// A lesson that should come first.
  public struct Need: Sendable, Hashable {
    public var id: String
    public var mark: Mark
  }

  /// One set of conditions and one visit by the browser, run once and recorded.
  public struct Scene: Sendable, Hashable {
    public var title: String
    public var mark: Mark
    public var introduction: [Block]
    /// What the learner asks for, in order; each is one exchange, or more where a redirect or a page leads on.
    public var visits: [Visit]
    /// To which hosts the learner's computer looks for the way, after the visits.
    public var traceroutes: [String]
    /// The conditions as their author wrote them, and what they come to.
    public var givens: [Given]
    public var conditions = Conditions()
    /// Claims about the scene as a whole.
    public var claims: [Claim]
    public var steps: [Step]
  }

  /// A request as its author wrote it, in the common core of `.http` files.
  public struct Visit: Sendable, Hashable {
    public var method: String
    /// The absolute URL as typed, white space and all: repairing it is the URL parser's work.
    public var url: String
    public var fields: HTTP.Fields
    public var body: [UInt8]
    public var mark: Mark
  }

  /// One condition, as `dns.answer = NXDOMAIN`.
  public struct Given: Sendable, Hashable, CustomStringConvertible {
    /// As written: `link.backbone.delay`.
    public var name: String
    public var value: String
    public var condition: Condition
    /// Which cable a `link.…` condition is about.
    public var cable: String
    public var mark: Mark

    public var description: String { "\(name) = \(value)" }
  }

  /// A sentence that must be true of the recording.
  public struct Claim: Sendable, Hashable {
    public var expression: Expression
    public var mark: Mark
  }

  /// One thing to look at.
  public struct Step: Sendable, Hashable {
    public var phase: Phase
    /// Which exchange of the scene it looks at, from 1.
    public var exchange: Int
    public var title: String
    public var mark: Mark
    public var blocks: [Block]
    public var claims: [Claim]
  }

  public enum Block: Sendable, Hashable {
    /// Paragraphs, lists and code listings need nothing from a recording.
    case prose(Tracing.Step.Block)
    case show([Shown])
    case predict(Prediction)
    /// For the teacher only.
    case note([Tracing.Step.Block])
    case aside([Tracing.Step.Block])
  }

  /// A line of `show`: a value, read from the recording, and why it matters.
  public struct Shown: Sendable, Hashable {
    public var path: Path.Reference
    public var why: String
    public var mark: Mark
  }

  /// A question before the reveal.
  public struct Prediction: Sendable, Hashable {
    public struct Option: Sendable, Hashable {
      public var text: String
      public var feedback: String
      public var isMarked: Bool
      public var mark: Mark
    }
    public var question: String
    public var options: [Option]
    public var hint: String?
    /// What computes the true answer.
    public var answer: Expression
    public var mark: Mark
  }
}
