extension CSS {
  /// One property set to one value.
  public struct Assignment: Sendable, Hashable {
    public var property: Property
    public var value: PropertyValue
  }
}

extension CSS.Property {
  /// What a declaration sets: one property, or for a shorthand several.
  ///
  /// Throws ``Fault/Code/unsupported`` for a property that is not shown here, ``Fault/Code/malformed`` for a value that
  /// the property does not take. Either way the declaration is passed over, as browsers do.
  public static func expand(_ declaration: CSS.Declaration) throws(Fault) -> [CSS.Assignment] {
    let name = declaration.name.asciiLowercased
    guard let target = CSS.Property(name: name).map(Target.property) ?? shorthands[name] else {
      throw Fault(.unsupported, "\"\(declaration.name)\" is not shown here", bytes: declaration.bytes)
    }
    let values = declaration.value.filter { !$0.isWhitespace }
    if values.count == 1, let keyword = values[0].keyword {
      switch keyword {
      case "inherit", "initial", "unset":
        return target.properties.map { CSS.Assignment(property: $0, value: .keyword(keyword)) }
      default: break
      }
    }
    if let assignments = target.assignments(values) { return assignments }
    throw Fault(
      .malformed, "\"\(declaration.value.trimmed.text)\" is no value for \"\(declaration.name)\"",
      bytes: declaration.bytes)
  }

  /// What a name stands for.
  private enum Target {
    /// The property of that name.
    case property(CSS.Property)
    /// One to four values: top, right, bottom, left; a missing one is that of the side across.
    case sides([CSS.Property])
    /// A value for each group, in any order; what is not given takes its initial value. All properties of a group take
    /// the same values.
    case groups([[CSS.Property]])
    /// Of backgrounds, lines under text and lists this one alone is shown here: pictures, patterns and places are not.
    case part(CSS.Property)

    var properties: [CSS.Property] {
      switch self {
      case .property(let property), .part(let property): [property]
      case .sides(let properties): properties
      case .groups(let groups): groups.flatMap(\.self)
      }
    }

    /// Nil where the values are none that it takes.
    func assignments(_ values: [CSS.ComponentValue]) -> [CSS.Assignment]? {
      switch self {
      case .property(let property):
        guard let value = property.value(values) else { return nil }
        return [CSS.Assignment(property: property, value: value)]
      case .sides(let properties):
        guard (1...4).contains(values.count) else { return nil }
        var assignments: [CSS.Assignment] = []
        for (side, property) in properties.enumerated() {
          let written = values[side < values.count ? side : side == 3 && values.count > 1 ? 1 : 0]
          guard let value = property.value(written) else { return nil }
          assignments.append(CSS.Assignment(property: property, value: value))
        }
        return assignments
      case .groups(let groups):
        guard !values.isEmpty else { return nil }
        var chosen: [CSS.PropertyValue?] = groups.map { _ in nil }
        for written in values {
          var isTaken = false
          for (place, group) in groups.enumerated() {
            guard chosen[place] == nil, let value = group.first?.value(written) else { continue }
            chosen[place] = value
            isTaken = true
          }
          guard isTaken else { return nil }
        }
        return zip(groups, chosen).flatMap { group, value in
          group.map { CSS.Assignment(property: $0, value: value ?? $0.initial) }
        }
      case .part(let property):
        var own = values.filter { property.value($0) != nil }
        // Beside a mark, `none` is the picture's.
        if property == .listStyleType, own.count == 2, let none = own.firstIndex(where: { $0.keyword == "none" }) {
          own.remove(at: none)
        }
        guard !values.isEmpty, values.allSatisfy({ property.value($0) != nil || property.standsBeside($0) }) else {
          return nil
        }
        guard let value = own.isEmpty ? property.initial : property.value(own) else { return nil }
        return [CSS.Assignment(property: property, value: value)]
      }
    }
  }

  private static let shorthands: [String: Target] = [
    "margin": .sides(margin), "padding": .sides(padding), "border-width": .sides(borderWidth),
    "border-style": .sides(borderStyle), "border-color": .sides(borderColor),
    "border": .groups([borderWidth, borderStyle, borderColor]),
    "border-top": .groups([[.borderTopWidth], [.borderTopStyle], [.borderTopColor]]),
    "border-right": .groups([[.borderRightWidth], [.borderRightStyle], [.borderRightColor]]),
    "border-bottom": .groups([[.borderBottomWidth], [.borderBottomStyle], [.borderBottomColor]]),
    "border-left": .groups([[.borderLeftWidth], [.borderLeftStyle], [.borderLeftColor]]),
    "background": .part(.backgroundColor), "text-decoration": .part(.textDecorationLine),
    "list-style": .part(.listStyleType),
  ]

  /// The value of several words; lines under, over and through text may come together.
  private func value(_ written: [CSS.ComponentValue]) -> CSS.PropertyValue? {
    guard written.count != 1 else { return value(written[0]) }
    let words = written.compactMap(\.keyword)
    guard self == .textDecorationLine, words.count == written.count, Set(words).count == words.count,
      !words.isEmpty, words.allSatisfy({ $0 != "none" && keywords.contains($0) })
    else { return nil }
    return .keyword(words.joined(separator: " "))
  }

  /// The value that `written` spells for this property; nil where it takes no such value.
  private func value(_ written: CSS.ComponentValue) -> CSS.PropertyValue? {
    switch self {
    case .color, .backgroundColor, .borderTopColor, .borderRightColor, .borderBottomColor, .borderLeftColor:
      if written.keyword == "currentcolor" { return .keyword("currentcolor") }
      return CSS.Color(written).map(CSS.PropertyValue.color)
    case .marginTop, .marginRight, .marginBottom, .marginLeft, .width, .height:
      if written.keyword == "auto" { return .keyword("auto") }
      guard let length = CSS.Length(written) else { return nil }
      return (self == .width || self == .height) && length.value < 0 ? nil : .length(length)
    case .paddingTop, .paddingRight, .paddingBottom, .paddingLeft:
      return CSS.Length(written).flatMap { $0.value < 0 ? nil : .length($0) }
    case .borderTopWidth, .borderRightWidth, .borderBottomWidth, .borderLeftWidth:
      if let keyword = written.keyword { return keywords.contains(keyword) ? .keyword(keyword) : nil }
      return CSS.Length(written).flatMap { $0.value < 0 || $0.unit == .percent ? nil : .length($0) }
    case .fontWeight:
      if case .number(let number) = written.kind, (1...1000).contains(number.value) {
        return .keyword(number.value >= 600 ? "bold" : "normal")
      }
      return known(written)
    case .display, .borderTopStyle, .borderRightStyle, .borderBottomStyle, .borderLeftStyle, .textAlign, .fontStyle,
      .textDecorationLine, .whiteSpace, .listStyleType:
      return known(written)
    }
  }

  private func known(_ written: CSS.ComponentValue) -> CSS.PropertyValue? {
    written.keyword.flatMap { keywords.contains($0) ? .keyword($0) : nil }
  }

  /// The words that this property takes.
  private var keywords: [String] { Self.keywords[rawValue] }

  /// In the order of the cases.
  private static let keywords: [[String]] = allCases.map { property in
    switch property {
    case .display:
      [
        "none", "block", "inline", "inline-block", "list-item", "table", "table-row-group", "table-header-group",
        "table-footer-group", "table-row", "table-cell", "table-caption", "flow-root",
      ]
    case .borderTopWidth, .borderRightWidth, .borderBottomWidth, .borderLeftWidth: ["thin", "medium", "thick"]
    case .borderTopStyle, .borderRightStyle, .borderBottomStyle, .borderLeftStyle:
      ["none", "hidden", "solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset"]
    case .textAlign: ["left", "center", "right", "start", "end", "justify"]
    case .fontWeight: ["normal", "bold", "bolder", "lighter"]
    case .fontStyle: ["normal", "italic", "oblique"]
    case .textDecorationLine: ["none", "underline", "overline", "line-through"]
    case .whiteSpace: ["normal", "pre", "pre-wrap", "pre-line", "nowrap"]
    case .listStyleType: ["none", "disc", "circle", "square", "decimal"]
    default: []
    }
  }
}

extension CSS.ComponentValue {
  /// An identifier in lower case.
  fileprivate var keyword: String? { if case .ident(let name) = kind { name.asciiLowercased } else { nil } }
}

extension CSS.Property {
  /// What the shorthand of this property may hold besides: a background's pictures and their places, the look of a
  /// line, the place of a list's marks.
  fileprivate func standsBeside(_ written: CSS.ComponentValue) -> Bool {
    let keyword = written.keyword ?? ""
    switch self {
    case .backgroundColor:
      return written.isPicture || written.isComma || written.isDelim("/") || CSS.Length(written) != nil
        || written.isReckoned
        || [
          "left", "right", "top", "bottom", "center", "repeat", "repeat-x", "repeat-y", "no-repeat", "space", "round",
          "scroll", "fixed", "local", "cover", "contain", "auto", "border-box", "padding-box", "content-box",
        ].contains(keyword)
    case .textDecorationLine:
      return keyword == "currentcolor" || CSS.Color(written) != nil || CSS.Length(written) != nil
        || ["solid", "double", "dotted", "dashed", "wavy", "auto", "from-font"].contains(keyword)
    case .listStyleType: return written.isPicture || ["inside", "outside"].contains(keyword)
    default: return false
    }
  }
}

extension CSS.ComponentValue {
  /// A picture, or `none`.
  fileprivate var isPicture: Bool {
    switch self {
    case .token(let token): if case .url = token.kind { true } else { keyword == "none" }
    case .function(let function):
      ["url", "image-set", "-webkit-image-set"].contains(function.name.asciiLowercased)
        || function.name.asciiLowercased.hasSuffix("-gradient")
    case .block: false
    }
  }

  /// A length that is worked out from others.
  fileprivate var isReckoned: Bool {
    if case .function(let function) = self {
      ["calc", "min", "max", "clamp"].contains(function.name.asciiLowercased)
    } else {
      false
    }
  }
}
