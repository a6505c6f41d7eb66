extension CSS {
  /// The productions under the names that css-parsing-tests gives them.
  public enum Production: String, Sendable, Hashable, CaseIterable {
    case componentValueList = "component_value_list"
    case oneComponentValue = "one_component_value"
    case declarationList = "declaration_list"
    case oneDeclaration = "one_declaration"
    case oneRule = "one_rule"
    case ruleList = "rule_list"
    case stylesheet

    /// What the production makes of `input`, in the form of css-parsing-tests.
    public func json(_ input: some Collection<UInt8>) -> JSON {
      let values = CSS.componentValues(CSS.tokens(input, unicodeRanges: true))
      do throws(Shortfall) {
        return switch self {
        case .componentValueList: .array(CSS.json(values))
        case .oneComponentValue: try CSS.oneEntry(values)
        case .declarationList: .array(CSS.declarationList(values).map(\.json))
        case .oneDeclaration: try CSS.oneDeclaration(values).json
        case .oneRule: try CSS.oneRule(values).json
        case .ruleList: .array(CSS.ruleList(values).map(\.json))
        case .stylesheet: .array(CSS.stylesheet(values).map(\.json))
        }
      } catch {
        return switch error {
        case .empty: ["error", "empty"]
        case .extraInput: ["error", "extra-input"]
        case .invalid: ["error", "invalid"]
        }
      }
    }
  }

  fileprivate static func oneEntry(_ values: [ComponentValue]) throws(Shortfall) -> JSON {
    let entries = json(Array(values.trimmed))
    if entries.count == 1 { return entries[0] }
    return json([try oneComponentValue(values)]).first ?? .null
  }

  /// A token may stand for two entries: a string that the end cut off is followed by its error, and two delimiters
  /// with nothing between them, as in `^=`, are one.
  static func json(_ values: [ComponentValue]) -> [JSON] {
    var entries: [JSON] = []
    var index = 0
    while index < values.count {
      let value = values[index]
      index += 1
      switch value {
      case .block(let block):
        entries.append(.array([.string(block.bracket.opening + block.bracket.closing)] + json(block.values)))
      case .function(let function):
        entries.append(.array(["function", .string(function.name)] + json(function.values)))
      case .token(let token):
        if case .delim(let first) = token.kind, index < values.count, case .token(let following) = values[index],
          case .delim(let second) = following.kind, token.bytes.upperBound == following.bytes.lowerBound,
          second == "=" && "~|^$*".unicodeScalars.contains(first) || first == "|" && second == "|"
        {
          entries.append(.string("\(first)\(second)"))
          index += 1
        } else {
          entries += token.json
        }
      }
    }
    return entries
  }
}

extension CSS.Token {
  fileprivate var json: [JSON] {
    switch kind {
    case .ident(let name): [["ident", .string(name)]]
    case .function(let name): [["function", .string(name)]]
    case .atKeyword(let name): [["at-keyword", .string(name)]]
    case .hash(let name, let isID): [["hash", .string(name), .string(isID ? "id" : "unrestricted")]]
    case .string(let text): [["string", .string(text)]] + (isCutOff ? [["error", "eof-in-string"]] : [])
    case .badString: [["error", "bad-string"]]
    case .url(let text): [["url", .string(text)]] + (isCutOff ? [["error", "eof-in-url"]] : [])
    case .badURL: [["error", "bad-url"]]
    case .number(let number): [.array(["number"] + number.json)]
    case .percentage(let number): [.array(["percentage"] + number.json)]
    case .dimension(let number, let unit): [.array(["dimension"] + number.json + [.string(unit)])]
    case .unicodeRange(let first, let last): [["unicode-range", .number(first), .number(last)]]
    case .close(let bracket): [["error", .string(bracket.closing)]]
    case .delim, .whitespace, .cdo, .cdc, .colon, .semicolon, .comma, .open: [.string(text)]
    }
  }
}

extension CSS.Number {
  /// Spelling, value and type. A whole value is written without a fraction, as JSON's other writers do.
  fileprivate var json: [JSON] {
    let written = value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    return [.string(spelling), .number(written), .string(isInteger ? "integer" : "number")]
  }
}

extension CSS.Rule {
  fileprivate var json: JSON {
    switch self {
    case .at(let rule): rule.json
    case .qualified(let rule):
      ["qualified rule", .array(CSS.json(rule.prelude)), .array(CSS.json(rule.block.values))]
    case .invalid: ["error", "invalid"]
    }
  }
}

extension CSS.AtRule {
  fileprivate var json: JSON {
    let block = block.map { JSON.array(CSS.json($0.values)) } ?? .null
    return ["at-rule", .string(name), .array(CSS.json(prelude)), block]
  }
}

extension CSS.Declaration {
  fileprivate var json: JSON { ["declaration", .string(name), .array(CSS.json(value)), .bool(isImportant)] }
}

extension CSS.DeclarationListItem {
  fileprivate var json: JSON {
    switch self {
    case .declaration(let declaration): declaration.json
    case .at(let rule): rule.json
    case .invalid: ["error", "invalid"]
    }
  }
}
