extension CSS {
  /// The properties that a page in terminal cells can show; shorthands are taken apart into these.
  public enum Property: Int, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    // Those that are inherited come first.
    case color, textAlign, fontWeight, fontStyle, whiteSpace, listStyleType
    case display, backgroundColor
    case marginTop, marginRight, marginBottom, marginLeft
    case paddingTop, paddingRight, paddingBottom, paddingLeft
    case borderTopWidth, borderRightWidth, borderBottomWidth, borderLeftWidth
    case borderTopStyle, borderRightStyle, borderBottomStyle, borderLeftStyle
    case borderTopColor, borderRightColor, borderBottomColor, borderLeftColor
    case width, height, textDecorationLine

    /// The four properties of a kind, in the order in which shorthands list their sides.
    static let margin: [Property] = [.marginTop, .marginRight, .marginBottom, .marginLeft]
    static let padding: [Property] = [.paddingTop, .paddingRight, .paddingBottom, .paddingLeft]
    static let borderWidth: [Property] = [.borderTopWidth, .borderRightWidth, .borderBottomWidth, .borderLeftWidth]
    static let borderStyle: [Property] = [.borderTopStyle, .borderRightStyle, .borderBottomStyle, .borderLeftStyle]
    static let borderColor: [Property] = [.borderTopColor, .borderRightColor, .borderBottomColor, .borderLeftColor]

    /// The name in a style sheet: `background-color`.
    public var description: String { Self.names[rawValue] }

    /// In the order of the cases.
    private static let names = [
      "color", "text-align", "font-weight", "font-style", "white-space", "list-style-type",
      "display", "background-color", "margin-top", "margin-right", "margin-bottom", "margin-left",
      "padding-top", "padding-right", "padding-bottom", "padding-left", "border-top-width", "border-right-width",
      "border-bottom-width", "border-left-width", "border-top-style", "border-right-style", "border-bottom-style",
      "border-left-style", "border-top-color", "border-right-color", "border-bottom-color", "border-left-color",
      "width", "height", "text-decoration-line",
    ]

    private static let named = Dictionary(uniqueKeysWithValues: zip(names, allCases))

    /// The property of that name, in lower case; nil for a shorthand or one that is not known here.
    init?(name: String) {
      guard let property = Self.named[name] else { return nil }
      self = property
    }

    /// True where an element that says nothing takes its parent's value.
    public var isInherited: Bool { rawValue < Self.inheritedCount }

    static let inheritedCount = display.rawValue

    /// The value where nobody says anything and nothing is inherited.
    public var initial: PropertyValue {
      switch self {
      case .display: .keyword("inline")
      case .color: .color(.black)
      case .backgroundColor: .color(.transparent)
      case .marginTop, .marginRight, .marginBottom, .marginLeft, .paddingTop, .paddingRight, .paddingBottom,
        .paddingLeft:
        .length(.zero)
      case .borderTopWidth, .borderRightWidth, .borderBottomWidth, .borderLeftWidth: .keyword("medium")
      case .borderTopStyle, .borderRightStyle, .borderBottomStyle, .borderLeftStyle: .keyword("none")
      case .borderTopColor, .borderRightColor, .borderBottomColor, .borderLeftColor: .keyword("currentcolor")
      case .width, .height: .keyword("auto")
      case .textAlign: .keyword("left")
      case .fontWeight, .fontStyle, .whiteSpace: .keyword("normal")
      case .textDecorationLine: .keyword("none")
      case .listStyleType: .keyword("disc")
      }
    }
  }

  /// What a declaration gives a property.
  public enum PropertyValue: Sendable, Hashable, CustomStringConvertible {
    /// In lower case; `inherit`, `initial` and `unset` too.
    case keyword(String)
    case color(Color)
    case length(Length)

    public var description: String {
      switch self {
      case .keyword(let keyword): keyword
      case .color(let color): color.description
      case .length(let length): length.description
      }
    }
  }
}
