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
  /// A failure of ``Fault/Code/unsupported`` means a property that is not shown here, ``Fault/Code/malformed`` a value
  /// that the property does not take. Either way the declaration is passed over, as browsers do.
  public static func expand(_ declaration: CSS.Declaration) -> Result<[CSS.Assignment], Fault> {
    let name = declaration.name.asciiLowercased
    let values = declaration.value.filter { $0.kind != .whitespace }
    let properties = CSS.Property(name: name).map { [$0] } ?? shorthands[name]
    guard let properties else {
      let fault = Fault(.unsupported, "\"\(declaration.name)\" is not shown here", bytes: declaration.bytes)
      return .failure(fault)
    }
    if values.count == 1, let keyword = values[0].keyword, ["inherit", "initial", "unset"].contains(keyword) {
      return .success(properties.map { CSS.Assignment(property: $0, value: .keyword(keyword)) })
    }
    if let assignments = assignments(name, properties, values) { return .success(assignments) }
    return .failure(
      Fault(
        .malformed, "\"\(declaration.value.trimmed.text)\" is no value for \"\(declaration.name)\"",
        bytes: declaration.bytes))
  }

  private static let shorthands: [String: [CSS.Property]] = [
    "margin": margin, "padding": padding, "border-width": borderWidth, "border-style": borderStyle,
    "border-color": borderColor, "border": borderWidth + borderStyle + borderColor,
    "border-top": [.borderTopWidth, .borderTopStyle, .borderTopColor],
    "border-right": [.borderRightWidth, .borderRightStyle, .borderRightColor],
    "border-bottom": [.borderBottomWidth, .borderBottomStyle, .borderBottomColor],
    "border-left": [.borderLeftWidth, .borderLeftStyle, .borderLeftColor],
    "background": [.backgroundColor], "text-decoration": [.textDecorationLine], "list-style": [.listStyleType],
  ]

  private static func assignments(
    _ name: String, _ properties: [CSS.Property], _ values: [CSS.ComponentValue]
  ) -> [CSS.Assignment]? {
    switch name {
    case "margin", "padding", "border-width", "border-style", "border-color":
      // One to four values: top, right, bottom, left; a missing one is that of the side across.
      guard (1...4).contains(values.count) else { return nil }
      let sides = [0, 1, 2, 3].map { values[$0 < values.count ? $0 : $0 == 3 && values.count > 1 ? 1 : 0] }
      return zip(properties, sides).assigned { $0.value($1) }
    case "border", "border-top", "border-right", "border-bottom", "border-left", "background", "text-decoration",
      "list-style":
      // Of backgrounds, lines under text and lists a part alone is shown here: pictures, patterns and places are not.
      let isPart = !name.hasPrefix("border")
      // Any order; what is not given takes its initial value.
      guard !values.isEmpty else { return nil }
      var chosen = Dictionary(uniqueKeysWithValues: properties.map { ($0, $0.initial) })
      var isUnderstood = values[0].isPicture
      for value in values {
        let takers = properties.filter { $0.value(value) != nil }
        guard !takers.isEmpty || isPart else { return nil }
        for property in takers { chosen[property] = property.value(value) }
        isUnderstood = isUnderstood || !takers.isEmpty
      }
      guard isUnderstood else { return nil }
      return properties.map { CSS.Assignment(property: $0, value: chosen[$0] ?? $0.initial) }
    default:
      guard values.count == 1, let property = properties.first, let value = property.value(values[0]) else {
        return nil
      }
      return [CSS.Assignment(property: property, value: value)]
    }
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
  private var keywords: [String] {
    switch self {
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

  /// What a background may have besides its colour: a picture, or none.
  fileprivate var isPicture: Bool {
    switch self {
    case .token(let token): if case .url = token.kind { true } else { keyword == "none" }
    case .function(let function): function.name.equalsIgnoringASCIICase("url")
    case .block: false
    }
  }
}

extension Sequence where Element == (CSS.Property, CSS.ComponentValue) {
  fileprivate func assigned(_ value: (CSS.Property, CSS.ComponentValue) -> CSS.PropertyValue?) -> [CSS.Assignment]? {
    var assignments: [CSS.Assignment] = []
    for (property, written) in self {
      guard let value = value(property, written) else { return nil }
      assignments.append(CSS.Assignment(property: property, value: value))
    }
    return assignments
  }
}
