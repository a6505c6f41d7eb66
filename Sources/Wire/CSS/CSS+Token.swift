extension CSS {
  /// The smallest piece of a style sheet that means something, and where it stood.
  public struct Token: Sendable, Hashable {
    public var kind: Kind
    /// Where it stands in the source, in bytes.
    public var bytes: Range<Int>
    /// The parse error that a token survives: it is a string or a URL, and the end of the input cut it off.
    public var isCutOff: Bool

    public init(_ kind: Kind, bytes: Range<Int>, isCutOff: Bool = false) {
      self.kind = kind
      self.bytes = bytes
      self.isCutOff = isCutOff
    }
  }

  /// A number as it was written and what it comes to (CSS Syntax 3, section 4.2).
  public struct Number: Sendable, Hashable {
    public var spelling: String
    public var value: Double
    /// False where it was written with a fraction or an exponent.
    public var isInteger: Bool

    public init(spelling: String, value: Double, isInteger: Bool) {
      self.spelling = spelling
      self.value = value
      self.isInteger = isInteger
    }
  }
}

extension CSS.Token {
  /// The token types of CSS Syntax 3, section 4. Comments are not tokens.
  public enum Kind: Sendable, Hashable {
    case ident(String)
    /// A name and the `(` after it.
    case function(String)
    case atKeyword(String)
    /// `isID` where the name could also be an identifier, so `#x` can select an ID and `#0` cannot.
    case hash(String, isID: Bool)
    case string(String)
    case badString
    case url(String)
    case badURL
    case delim(Unicode.Scalar)
    case number(CSS.Number)
    case percentage(CSS.Number)
    case dimension(CSS.Number, unit: String)
    /// First and last code point, as written: they may lie beyond Unicode's end, or the wrong way round.
    case unicodeRange(UInt32, UInt32)
    case whitespace
    /// `<!--`
    case cdo
    /// `-->`
    case cdc
    case colon, semicolon, comma
    case open(CSS.Bracket)
    case close(CSS.Bracket)
  }

  /// Written again as CSS: what it says, not always how it was spelled.
  public var text: String {
    switch kind {
    case .ident(let name): name
    case .function(let name): name + "("
    case .atKeyword(let name): "@" + name
    case .hash(let name, _): "#" + name
    case .string(let text): "\"\(text)\""
    case .badString: "(bad string)"
    case .url(let text): "url(\(text))"
    case .badURL: "(bad url)"
    case .delim(let scalar): String(scalar)
    case .number(let number): number.spelling
    case .percentage(let number): number.spelling + "%"
    case .dimension(let number, let unit): number.spelling + unit
    case .unicodeRange(let first, let last): "U+\(String(first, radix: 16))-\(String(last, radix: 16))"
    case .whitespace: " "
    case .cdo: "<!--"
    case .cdc: "-->"
    case .colon: ":"
    case .semicolon: ";"
    case .comma: ","
    case .open(let bracket): bracket.opening
    case .close(let bracket): bracket.closing
    }
  }
}

extension CSS {
  /// The three pairs that a block stands between.
  public enum Bracket: Sendable, Hashable, CaseIterable {
    case parenthesis, square, curly

    public var opening: String {
      switch self {
      case .parenthesis: "("
      case .square: "["
      case .curly: "{"
      }
    }

    public var closing: String {
      switch self {
      case .parenthesis: ")"
      case .square: "]"
      case .curly: "}"
      }
    }
  }
}
