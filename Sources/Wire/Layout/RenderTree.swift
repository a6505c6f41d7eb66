/// The part of a document that is seen: one node for each box to be made, in document order.
///
/// `display: none` and everything in it is left out, so is white space between blocks; where blocks and text are
/// siblings the text gets an anonymous block of its own (CSS 2.2, section 9.2.1.1). Nodes live in one array and know
/// each other by index, as in ``Document``. Node 0 is the root.
public struct RenderTree: Sendable, Hashable {
  public typealias ID = Int

  public struct Node: Sendable, Hashable {
    public var parent: ID?
    public var children: [ID] = []
    public var kind: Kind
    /// The document's node; nil for anonymous boxes.
    public var source: Document.ID?
    public var style: CSS.ComputedStyle
  }

  public enum Kind: Sendable, Hashable {
    case block
    /// A block with a marker before it: a bullet, or its number.
    case listItem(marker: String)
    case inline
    case text(String)
    case lineBreak
    /// An image by its address, with what stands in for it while it is missing.
    case image(source: String, alternative: String)
    case table, tableRow, tableCell
    /// A block made up to hold inline boxes that stand between blocks.
    case anonymousBlock

    /// True for what starts on a row of its own.
    public var isBlockLevel: Bool {
      switch self {
      case .block, .listItem, .table, .tableRow, .tableCell, .anonymousBlock: true
      case .inline, .text, .lineBreak, .image: false
      }
    }

    /// What the node is called where the tree is shown.
    public var name: String {
      switch self {
      case .block: "block"
      case .listItem: "list-item"
      case .inline: "inline"
      case .text: "text"
      case .lineBreak: "line break"
      case .image: "image"
      case .table: "table"
      case .tableRow: "table row"
      case .tableCell: "table cell"
      case .anonymousBlock: "anonymous block"
      }
    }
  }

  public internal(set) var nodes: [Node]
  /// What was left out for being too deep.
  public internal(set) var faults: [Fault] = []

  public static let root: ID = 0

  /// Elements inside each other, at most; what is deeper is not shown.
  public static let deepest = 200

  /// True where the node's children stand in lines rather than below each other.
  public func holdsLines(_ id: ID) -> Bool {
    guard let first = nodes[id].children.first else { return false }
    return !nodes[first].kind.isBlockLevel
  }
}
