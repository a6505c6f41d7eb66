extension CSS {
  /// The value of every property for one node, defaults and inheritance applied (CSS Cascade 4, section 4.4).
  ///
  /// The inherited properties are the parent's, the others the initial ones, until a declaration sets one: nodes that
  /// say nothing share them, and text takes no room.
  public struct ComputedStyle: Sendable, Hashable {
    private var inherited: [PropertyValue]
    private var others: [PropertyValue]
    /// A line through or under a box runs on under all that it holds (CSS Text Decoration 3, section 2).
    private var decorationAround: Decoration

    /// What every property is before anyone says anything.
    public static let initial = ComputedStyle(
      inherited: Property.allCases.prefix(Property.inheritedCount).map(\.initial),
      others: Property.allCases.dropFirst(Property.inheritedCount).map(\.initial), decorationAround: [])

    private init(inherited: [PropertyValue], others: [PropertyValue], decorationAround: Decoration) {
      self.inherited = inherited
      self.others = others
      self.decorationAround = decorationAround
    }

    /// The style of a node that says nothing of its own.
    init(inheriting parent: ComputedStyle) {
      self.init(
        inherited: parent.inherited, others: Self.initial.others, decorationAround: parent.decoration)
    }

    /// Sets what a declaration gives, where `parent` is the style to inherit from.
    mutating func set(_ assignment: Assignment, inheriting parent: ComputedStyle) {
      let property = assignment.property
      switch assignment.value {
      case .keyword("inherit"): self[property] = parent[property]
      case .keyword("initial"): self[property] = property.initial
      case .keyword("unset"): self[property] = property.isInherited ? parent[property] : property.initial
      case .keyword("currentcolor") where property == .color: self[property] = parent[property]
      case let value: self[property] = value
      }
    }

    public private(set) subscript(property: Property) -> PropertyValue {
      get {
        property.isInherited
          ? inherited[property.rawValue] : others[property.rawValue - Property.inheritedCount]
      }
      set {
        if property.isInherited {
          inherited[property.rawValue] = newValue
        } else {
          others[property.rawValue - Property.inheritedCount] = newValue
        }
      }
    }

    /// The element's own lines and those that run on from the elements around it.
    public var decoration: Decoration {
      guard case .keyword(let written) = self[.textDecorationLine], written != "none" else { return decorationAround }
      let lines = written.split(separator: " ")
      var decoration = decorationAround
      if lines.contains("underline") { decoration.insert(.underline) }
      if lines.contains("line-through") { decoration.insert(.lineThrough) }
      return decoration
    }
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
