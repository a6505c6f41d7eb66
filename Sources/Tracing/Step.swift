/// One step of a lesson, ready to be shown: the author's words, and the values that were read from the trace for them.
///
/// Steps travel with the trace so that views need no lesson file, and a saved recording replays anywhere.
public struct Step: Sendable, Hashable {
  public var phase: Phase?
  /// Which exchange of the scene the step looks at, from 1.
  public var exchange: Int
  public var title: String
  public var body: [Block]

  public init(phase: Phase?, exchange: Int = 1, title: String, body: [Block]) {
    self.phase = phase
    self.exchange = exchange
    self.title = title
    self.body = body
  }

  /// Every value that its author shows.
  public var shown: [Shown] { body.flatMap { if case .show(let shown) = $0 { shown } else { [Shown]() } } }

  /// What the shown values of its own exchange are about.
  public var subjects: Set<Subject> { Set(shown.filter { $0.exchange == nil }.map(\.subject)) }

  public enum Block: Sendable, Hashable {
    /// Plain Markdown inlines (`*emphasis*`, `` `code` ``, `**strong**`, links) are still in the text.
    case paragraph(String)
    case list([String], ordered: Bool)
    case code(language: String, String)
    case show([Shown])
    case predict(Prediction)
    /// Folded until asked for.
    case aside([Block])
  }

  /// Why a recording can't answer what others can.
  public enum Lack: Sendable, Hashable {
    /// On loopback no packets are recorded.
    case packets
    /// Under a seed no times are recorded.
    case times
  }

  public struct Shown: Sendable, Hashable {
    /// `url.host`
    public var path: String
    /// Read from the trace; nil where the trace has none.
    public var value: String?
    /// Where there is no value because the recording could have none.
    public var lack: Lack?
    /// Why it matters, in the author's words.
    public var why: String
    /// What the value is about.
    public var subject: Subject
    /// Which exchange it is read from, where that is not the step's own.
    public var exchange: Int?

    public init(
      path: String, value: String?, lack: Lack? = nil, why: String, subject: Subject, exchange: Int? = nil
    ) {
      self.path = path
      self.value = value
      self.lack = lack
      self.why = why
      self.subject = subject
      self.exchange = exchange
    }
  }

  public struct Prediction: Sendable, Hashable {
    /// The most options that a question may have: each is called by a digit, and typed.
    public static let mostOptions = 9

    public struct Option: Sendable, Hashable {
      public var text: String
      public var feedback: String
      public var correct: Bool
      public init(text: String, feedback: String, correct: Bool) {
        self.text = text
        self.feedback = feedback
        self.correct = correct
      }
    }
    public var question: String
    public var options: [Option]
    public var hint: String?
    /// The truth, computed from the trace; nil where the recording could have none.
    public var answer: String?
    /// Why it has none.
    public var lack: Lack?
    public init(question: String, options: [Option], hint: String?, answer: String?, lack: Lack? = nil) {
      self.question = question
      self.options = options
      self.hint = hint
      self.answer = answer
      self.lack = lack
    }
  }
}
