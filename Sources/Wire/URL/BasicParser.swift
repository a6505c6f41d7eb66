/// The basic URL parser: the URL Standard's state machine, with its states (section 4.4).
///
/// Two liberties, neither of them visible: a state reads all the bytes that it would read one by one, and a buffer is
/// the stretch of input since `start`. Code points past ASCII all mean the same to every state, so UTF-8 will do.
/// Encodings other than UTF-8 are not supported: they matter only to old pages' forms.
struct BasicParser {
  enum State {
    case schemeStart, scheme, noScheme, specialRelativeOrAuthority, pathOrAuthority, relative, relativeSlash,
      specialAuthoritySlashes, specialAuthorityIgnoreSlashes, authority, host, hostname, port, file, fileSlash,
      fileHost, pathStart, path, opaquePath, query, fragment
  }

  /// Where the parts stand in the input.
  struct Marks {
    var scheme: Range<Int>?
    var username: Range<Int>?
    var password: Range<Int>?
    var host: Range<Int>?
    var port: Range<Int>?
    var path: Range<Int>?
    var query: Range<Int>?
    var fragment: Range<Int>?
  }

  let input: [UInt8]
  let base: URL?
  /// Set while a part of an existing URL is replaced: the state that the parser began in and may not leave.
  private(set) var stateOverride: State?
  var url: URL
  var pointer = 0
  var marks = Marks()
  /// Validation errors that did not stop the parser: the first few, since a megabyte of `\` has no more to say.
  var problems: [Fault] = []
  static let mostProblems = 16

  init(_ input: [UInt8], url: URL, base: URL?) {
    self.input = input
    self.url = url
    self.base = base
  }

  /// Runs to the end of the input. Throws where the standard says "return failure".
  mutating func run(from first: State, override: Bool = false) throws(Fault) {
    stateOverride = override ? first : nil
    var state = first
    while let next = try step(state) { state = next }
  }

  /// One state: reads from `pointer` on, and says which state reads next; nil at the end.
  private mutating func step(_ state: State) throws(Fault) -> State? {
    switch state {
    case .schemeStart: try schemeStart()
    case .scheme: try scheme()
    case .noScheme: try noScheme()
    case .specialRelativeOrAuthority: specialRelativeOrAuthority()
    case .pathOrAuthority: pathOrAuthority()
    case .relative: relative()
    case .relativeSlash: relativeSlash()
    case .specialAuthoritySlashes: specialAuthoritySlashes()
    case .specialAuthorityIgnoreSlashes: specialAuthorityIgnoreSlashes()
    case .authority: try authority()
    case .host, .hostname: try host()
    case .port: try port()
    case .file: file()
    case .fileSlash: fileSlash()
    case .fileHost: try fileHost()
    case .pathStart: pathStart()
    case .path: path()
    case .opaquePath: opaquePath()
    case .query: query()
    case .fragment: fragment()
    }
  }

  // MARK: Reading

  /// The code unit under the pointer; nil at the end (the standard's EOF code point).
  var c: UInt8? { pointer < input.count ? input[pointer] : nil }

  /// The code unit after `c`.
  var remainingFirst: UInt8? { pointer + 1 < input.count ? input[pointer + 1] : nil }

  /// True at a `/`, and at a `\` where the scheme is special.
  var isAtSlash: Bool { c == .solidus || (c == .reverseSolidus && url.isSpecial) }

  /// Moves to the next byte that `isEnd` holds for, or to the end, and gives back what was passed.
  mutating func read(until isEnd: (UInt8) -> Bool) -> Range<Int> {
    let start = pointer
    while pointer < input.count, !isEnd(input[pointer]) { pointer += 1 }
    return start..<pointer
  }

  // MARK: Mistakes

  /// A validation error at the pointer.
  mutating func note(_ error: URL.ValidationError) { note(error, pointer..<min(pointer + 1, input.count)) }

  mutating func note(_ error: URL.ValidationError, _ range: Range<Int>) {
    if problems.count < Self.mostProblems { problems.append(error.fault(range)) }
  }

  /// A failure at the pointer.
  func failure(_ error: URL.ValidationError) -> Fault { error.fault(pointer..<min(pointer + 1, input.count)) }

  mutating func noteReverseSolidus() { if c == .reverseSolidus { note(.invalidReverseSolidus) } }
}

extension UInt8 {
  static let solidus = UInt8(ascii: "/")
  static let reverseSolidus = UInt8(ascii: "\\")
  static let questionMark = UInt8(ascii: "?")
  static let numberSign = UInt8(ascii: "#")
  static let colon = UInt8(ascii: ":")

  var isASCIIAlpha: Bool { (0x61...0x7A).contains(asciiLowercased) }
  var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
}
