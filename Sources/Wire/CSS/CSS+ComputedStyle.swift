extension CSS {
  /// The value of every property for one node, defaults and inheritance applied (CSS Cascade 4, section 4.4).
  public struct ComputedStyle: Sendable, Hashable {
    private var values: [PropertyValue]
    private var decorations: Decoration

    /// What every property is before anyone says anything.
    public static let initial = ComputedStyle(values: Property.allCases.map(\.initial), decorations: [])

    private init(values: [PropertyValue], decorations: Decoration) {
      self.values = values
      self.decorations = decorations
    }

    /// - Parameter winners: the properties that some declaration sets. The others are inherited, or initial.
    init(inheriting parent: ComputedStyle, winners: [Property: PropertyValue] = [:]) {
      values = Property.allCases.map { property in
        let byDefault = property.isInherited ? parent[property] : property.initial
        switch winners[property] {
        case nil, .keyword("unset"): return byDefault
        case .keyword("inherit"): return parent[property]
        case .keyword("initial"): return property.initial
        case let value?: return value
        }
      }
      if values[Property.color.rawValue] == .keyword("currentcolor") {
        values[Property.color.rawValue] = parent[.color]
      }
      // A line through or under a box runs on under all that it holds (CSS Text Decoration 3, section 2).
      decorations = parent.decorations
      switch self[.textDecorationLine] {
      case .keyword("underline"): decorations.insert(.underline)
      case .keyword("line-through"): decorations.insert(.lineThrough)
      default: break
      }
    }

    public subscript(property: Property) -> PropertyValue { values[property.rawValue] }
  }

  /// How a box takes part in its surroundings.
  public enum Display: String, Sendable, Hashable {
    case none, block, inline
    case listItem = "list-item"
    case table
    case tableRowGroup = "table-row-group"
    case tableRow = "table-row"
    case tableCell = "table-cell"

    /// True for what starts on a row of its own.
    public var isBlockLevel: Bool { self != .inline && self != .none }
  }

  /// Lines drawn with text.
  public struct Decoration: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let underline = Decoration(rawValue: 1)
    public static let lineThrough = Decoration(rawValue: 2)
  }

  public enum TextAlign: String, Sendable, Hashable { case left, center, right }

  public enum Side: Int, Sendable, Hashable, CaseIterable { case top, right, bottom, left }
}

extension CSS.ComputedStyle {
  /// `inline-block` counts as inline here, a caption as a block.
  public var display: CSS.Display {
    switch keyword(.display) {
    case "inline-block": .inline
    case "flow-root", "table-caption": .block
    case "table-header-group", "table-footer-group": .tableRowGroup
    case let keyword: CSS.Display(rawValue: keyword) ?? .inline
    }
  }

  public var color: CSS.Color { if case .color(let color) = self[.color] { color } else { .black } }

  public var backgroundColor: CSS.Color { resolved(.backgroundColor) }

  /// Nil for `auto`.
  public func margin(_ side: CSS.Side) -> CSS.Length? { length(CSS.Property.margin[side.rawValue]) }

  public func padding(_ side: CSS.Side) -> CSS.Length { length(CSS.Property.padding[side.rawValue]) ?? .zero }

  /// In cells: a border is there, or it is not.
  public func border(_ side: CSS.Side) -> Int {
    let style = keyword(CSS.Property.borderStyle[side.rawValue])
    guard style != "none", style != "hidden" else { return 0 }
    return length(CSS.Property.borderWidth[side.rawValue])?.value == 0 ? 0 : 1
  }

  public func borderColor(_ side: CSS.Side) -> CSS.Color { resolved(CSS.Property.borderColor[side.rawValue]) }

  /// Nil for `auto`.
  public var width: CSS.Length? { length(.width) }
  public var height: CSS.Length? { length(.height) }

  public var textAlign: CSS.TextAlign {
    switch keyword(.textAlign) {
    case "center": .center
    case "right", "end": .right
    default: .left
    }
  }

  public var isBold: Bool { ["bold", "bolder"].contains(keyword(.fontWeight)) }
  public var isItalic: Bool { keyword(.fontStyle) != "normal" }
  /// The element's own lines and those that run on from the elements around it.
  public var decoration: CSS.Decoration { decorations }

  /// True where white space and line breaks stay as they are written.
  public var keepsWhitespace: Bool { keyword(.whiteSpace).hasPrefix("pre") && keyword(.whiteSpace) != "pre-line" }
  /// True where a line that is too long goes on in the next.
  public var wraps: Bool { !["pre", "nowrap"].contains(keyword(.whiteSpace)) }
  /// True where a line break in the source is one on the page.
  public var keepsLineBreaks: Bool { keyword(.whiteSpace).hasPrefix("pre") }

  public var listStyleType: String { keyword(.listStyleType) }

  private func keyword(_ property: CSS.Property) -> String {
    if case .keyword(let keyword) = self[property] { keyword } else { "" }
  }

  private func length(_ property: CSS.Property) -> CSS.Length? {
    if case .length(let length) = self[property] { length } else { nil }
  }

  private func resolved(_ property: CSS.Property) -> CSS.Color {
    if case .color(let color) = self[property] { color } else { color }
  }
}
