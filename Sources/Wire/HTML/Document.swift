/// A document tree (the DOM standard's nodes, as far as parsing and drawing need them).
///
/// Nodes live in one array and know each other by index, so the tree is a value: it can be kept, compared and walked
/// from any side. Node 0 is the document.
public struct Document: Sendable, Hashable {
  public typealias ID = Int

  public struct Node: Sendable, Hashable {
    public var parent: ID?
    public var children: [ID]
    public var kind: Kind
    public init(parent: ID? = nil, children: [ID] = [], kind: Kind) {
      self.parent = parent
      self.children = children
      self.kind = kind
    }
  }

  public enum Kind: Sendable, Hashable {
    case document
    case doctype(name: String, publicID: String?, systemID: String?)
    case element(Element)
    case text(String)
    case comment(String)
    /// The content of a `template` element: in the tree, but never drawn.
    case fragment
  }

  public struct Element: Sendable, Hashable {
    public enum Namespace: String, Sendable, Hashable { case html, svg, mathml = "math" }
    public struct Attribute: Sendable, Hashable {
      /// The name as html5lib writes it; a foreign attribute keeps its prefix, as `xlink href`.
      public var name: String
      public var value: String
      public init(name: String, value: String) {
        self.name = name
        self.value = value
      }

      public static func == (left: Self, right: Self) -> Bool {
        Verbatim(left.name) == Verbatim(right.name) && Verbatim(left.value) == Verbatim(right.value)
      }

      public func hash(into hasher: inout Hasher) {
        hasher.combine(Verbatim(name))
        hasher.combine(Verbatim(value))
      }
    }
    public var name: String
    public var namespace: Namespace
    public var attributes: [Attribute]
    public init(name: String, namespace: Namespace = .html, attributes: [Attribute] = []) {
      self.name = name
      self.namespace = namespace
      self.attributes = attributes
    }
    public subscript(attribute: String) -> String? {
      attributes.first { Verbatim($0.name) == Verbatim(attribute) }?.value
    }
  }

  public var nodes: [Node]
  /// True when the doctype (or its absence) asks for the old rules.
  public var quirks = false

  public init() { nodes = [Node(kind: .document)] }

  public static let root: ID = 0

  public func element(_ id: ID) -> Element? {
    if nodes.indices.contains(id), case .element(let element) = nodes[id].kind { element } else { nil }
  }

  /// Every node below `id` and `id` itself, in document order.
  public func subtree(of id: ID = root) -> [ID] {
    var order: [ID] = []
    var stack = [id]
    while let next = stack.popLast() {
      guard nodes.indices.contains(next) else { continue }
      order.append(next)
      stack.append(contentsOf: nodes[next].children.reversed())
    }
    return order
  }

  /// The text of all text nodes below `id`, joined.
  public func text(of id: ID) -> String {
    subtree(of: id).map { if case .text(let text) = nodes[$0].kind { text } else { "" } }.joined()
  }
}
