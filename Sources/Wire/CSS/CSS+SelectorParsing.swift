extension CSS.Selector {
  /// The selectors of a rule's prelude. A fault of ``Fault/Code/malformed`` on one of them spoils the whole rule.
  public static func list(_ prelude: [CSS.ComponentValue]) -> [CSS.Selector] {
    prelude.split(omittingEmptySubsequences: false, whereSeparator: \.isComma).map { Self(parsing: $0) }
  }

  /// One selector from the values between two commas.
  public init(parsing values: ArraySlice<CSS.ComponentValue>) {
    let values = values.trimmed
    let start = values.first?.bytes.lowerBound ?? 0
    bytes = start..<(values.last?.bytes.upperBound ?? start)
    text = values.text
    var reader = Reader(rest: values)
    do throws(Fault) {
      runs = try reader.runs(whole: bytes)
      fault = nil
    } catch {
      runs = []
      fault = error
    }
    specificity = runs.joined().reduce(CSS.Specificity()) { $0 + $1.specificity }
  }

  private struct Reader {
    var rest: ArraySlice<CSS.ComponentValue>
    var runs: [[CSS.Compound]] = []
    var run: [CSS.Compound] = []
    var compound = CSS.Compound()

    static let spec = Spec("Selectors 4", "grammar")

    mutating func runs(whole: Range<Int>) throws(Fault) -> [[CSS.Compound]] {
      var descends = false
      while let value = rest.popFirst() {
        if value.isWhitespace {
          descends = !compound.isEmpty
          continue
        }
        if value.isDelim(">") {
          guard !compound.isEmpty else { throw malformed("an element before \">\"", value.bytes) }
          run.append(compound)
          compound = CSS.Compound()
          descends = false
          while rest.first?.isWhitespace == true { rest.removeFirst() }
          guard !rest.isEmpty else { throw malformed("an element after \">\"", value.bytes) }
          continue
        }
        if descends {
          endRun()
          descends = false
        }
        try addSimple(value)
      }
      guard !compound.isEmpty else { throw malformed("a selector", whole) }
      endRun()
      return runs
    }

    private mutating func endRun() {
      run.append(compound)
      runs.append(run)
      run = []
      compound = CSS.Compound()
    }

    private mutating func addSimple(_ value: CSS.ComponentValue) throws(Fault) {
      switch value {
      case .block(let block) where block.bracket == .square:
        compound.attributes.append(try attribute(block))
      case .block, .function: throw malformed("a selector", value.bytes)
      case .token(let token):
        switch token.kind {
        case .ident(let name) where compound.isEmpty: compound.type = name.asciiLowercased
        case .hash(let name, isID: true): compound.ids.append(name)
        case .delim("*") where compound.isEmpty: compound.isUniversal = true
        case .delim("."):
          guard case .ident(let name) = rest.popFirst()?.kind else {
            throw malformed("a class's name after \".\"", token.bytes)
          }
          compound.classes.append(name)
        case .delim("+"), .delim("~"): throw unsupported("sibling selectors", token.bytes)
        case .delim("|"): throw unsupported("namespaces", token.bytes)
        case .delim("&"): throw unsupported("nesting", token.bytes)
        case .colon:
          let name = rest.first { !$0.isColon }
          throw unsupported("\":\(name?.text ?? "")\"", token.bytes.lowerBound..<(name ?? value).bytes.upperBound)
        default: throw malformed("a selector", token.bytes)
        }
      }
    }

    private func attribute(_ block: CSS.Block) throws(Fault) -> CSS.AttributeCondition {
      let values = block.values.filter { !$0.isWhitespace }
      guard case .ident(let name) = values.first?.kind else { throw malformed("an attribute's name", block.bytes) }
      let condition = values.dropFirst()
      if condition.isEmpty { return CSS.AttributeCondition(name: name.asciiLowercased, value: nil) }
      // `~=` and its kin, a `|` for a namespace, and the `i` or `s` that says whether letters count as alike.
      let comparisons: [Unicode.Scalar] = ["~", "|", "^", "$", "*"]
      let comparesOtherwise = comparisons.contains { condition.first?.isDelim($0) == true }
      let hasFlag =
        if condition.count == 3, case .ident(let flag) = condition.last?.kind {
          ["i", "s"].contains(flag.asciiLowercased)
        } else { false }
      guard !comparesOtherwise, !hasFlag else { throw unsupported("this way to compare an attribute", block.bytes) }
      guard condition.first?.isDelim("=") == true else {
        throw malformed("\"=\" after the attribute's name", block.bytes)
      }
      guard condition.count == 2 else { throw malformed("one value after \"=\"", block.bytes) }
      switch condition.last?.kind {
      case .ident(let value), .string(let value):
        return CSS.AttributeCondition(name: name.asciiLowercased, value: value)
      default: throw malformed("a name or a string after \"=\"", block.bytes)
      }
    }

    private func malformed(_ expected: String, _ bytes: Range<Int>) -> Fault {
      Fault(.malformed, "expected \(expected)", bytes: bytes, spec: Self.spec)
    }

    private func unsupported(_ what: String, _ bytes: Range<Int>) -> Fault {
      Fault(.unsupported, "\(what) is not read here: this selector matches nothing", bytes: bytes, spec: Self.spec)
    }
  }
}
