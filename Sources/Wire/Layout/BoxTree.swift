/// Every box of a page in its place: the result of layout. Unit is the terminal's cell, 8 CSS pixels wide and 16 high.
///
/// Boxes stand in one array, a box before those inside it, and know each other by index. Box 0 is the page.
public struct BoxTree: Sendable, Hashable {
  public typealias ID = Int

  /// A rectangle of cells; column and row count from the page's top left corner.
  public struct Rect: Sendable, Hashable, CustomStringConvertible {
    public var column: Int
    public var row: Int
    public var width: Int
    public var height: Int

    public init(column: Int, row: Int, width: Int, height: Int) {
      self.column = column
      self.row = row
      self.width = width
      self.height = height
    }

    public var description: String { "\(width)x\(height) at \(column),\(row)" }
  }

  public struct Box: Sendable, Hashable {
    public var parent: ID?
    public var children: [ID] = []
    /// The render tree's node.
    public var node: RenderTree.ID
    public var style: CSS.ComputedStyle
    /// Border, padding and content; the margin lies outside.
    public var frame: Rect
    /// Where the children or lines stand.
    public var content: Rect
    public var lines: [Line] = []
    /// A list item's bullet or number, to the left of its content.
    public var marker: Fragment?
  }

  /// One line of text and images.
  public struct Line: Sendable, Hashable {
    public var row: Int
    public var height: Int
    public var fragments: [Fragment]
  }

  /// A run of one line that looks the same all along.
  public struct Fragment: Sendable, Hashable {
    public enum Content: Sendable, Hashable {
      case text(String)
      case image(source: String)
    }
    public var rect: Rect
    public var content: Content
    /// The render tree's node.
    public var node: RenderTree.ID
    public var style: CSS.ComputedStyle
    /// The background of the nearest inline box around it that has one.
    public var background: CSS.Color?
  }

  public internal(set) var boxes: [Box] = []

  public static let root: ID = 0

  /// The page's height in rows.
  public var height: Int { boxes.first?.frame.height ?? 0 }
}
