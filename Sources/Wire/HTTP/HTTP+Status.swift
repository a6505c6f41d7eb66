extension HTTP {
  /// A status code: how it went, in three digits (RFC 9110 section 15).
  public struct Status: Sendable, Hashable {
    public var code: Int
    /// The registered name, which usually stands in the status line; empty where the code is not registered.
    public var name: String
    /// One sentence for a beginner.
    public var meaning: String
    public var spec: Spec

    /// What is known about a code; of one that nobody registered, what its first digit says (section 15).
    public init(_ code: Int) {
      self =
        Self.byCode[code]
        ?? Status(code, "", Self.meaning(ofClass: code / 100), Spec("RFC 9110", "15"))
    }

    init(_ code: Int, _ name: String, _ meaning: String, _ spec: Spec) {
      self.code = code
      self.name = name
      self.meaning = meaning
      self.spec = spec
    }

    private static let byCode = Dictionary(uniqueKeysWithValues: registered.map { ($0.code, $0) })

    /// What the first digit says of every code that begins with it.
    public static func meaning(ofClass digit: Int) -> String {
      switch digit {
      case 1: "Informational: the answer itself is still to come."
      case 2: "Successful: the request was received, understood and accepted."
      case 3: "Redirection: the client has to do something more."
      case 4: "Client error: the request can't be fulfilled as it is."
      case 5: "Server error: the request may be fine, but the server failed."
      default: "Not a status that HTTP knows."
      }
    }
  }
}
