import Wire

/// A document written down as a tree, for tests of what comes after parsing.
indirect enum Branch: ExpressibleByStringLiteral {
  case text(String)
  case element(String, [String: String], [Branch])

  init(stringLiteral text: String) { self = .text(text) }

  static func of(_ name: String, _ children: Branch...) -> Branch { .element(name, [:], children) }

  static func of(_ name: String, _ attributes: [String: String], _ children: Branch...) -> Branch {
    .element(name, attributes, children)
  }
}

extension Document {
  static func tree(_ branches: Branch...) -> Document {
    var document = Document()
    for branch in branches { document.add(branch, to: root) }
    return document
  }

  @discardableResult
  mutating func append(_ kind: Kind, to parent: ID) -> ID {
    nodes.append(Node(parent: parent, kind: kind))
    nodes[parent].children.append(nodes.count - 1)
    return nodes.count - 1
  }

  private mutating func add(_ branch: Branch, to parent: ID) {
    switch branch {
    case .text(let text): append(.text(text), to: parent)
    case .element(let name, let attributes, let children):
      let written = attributes.sorted { $0.key < $1.key }.map { Element.Attribute(name: $0.key, value: $0.value) }
      let id = append(.element(Element(name: name, attributes: written)), to: parent)
      for child in children { add(child, to: id) }
    }
  }

  /// The first element of that name.
  func first(_ name: String) -> ID? { subtree().first { element($0)?.name == name } }
}
