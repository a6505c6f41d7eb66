extension Document {
  /// The tree as html5lib's tests write it: a line a node, `| `, two spaces a level, attributes in order of name.
  ///
  ///     | <!DOCTYPE html>
  ///     | <html>
  ///     |   <head>
  ///     |   <body>
  ///     |     class="wide"
  ///     |     "Hello"
  public var outline: String {
    var lines: [String] = []
    var stack = nodes[Document.root].children.reversed().map { (id: $0, depth: 0) }
    while let (id, depth) = stack.popLast() {
      let indent = "| " + String(repeating: "  ", count: depth)
      switch nodes[id].kind {
      case .document: break
      case .doctype(let name, let publicID, let systemID):
        let identifiers =
          "\(publicID ?? "")\(systemID ?? "")".isEmpty ? "" : " \"\(publicID ?? "")\" \"\(systemID ?? "")\""
        lines.append("\(indent)<!DOCTYPE \(name)\(identifiers)>")
      case .element(let element):
        let prefix = element.namespace == .html ? "" : "\(element.namespace.rawValue) "
        lines.append("\(indent)<\(prefix)\(element.name)>")
        let attributes = element.attributes.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
        lines += attributes.map { "\(indent)  \($0.name)=\"\($0.value)\"" }
      case .text(let text): lines.append("\(indent)\"\(text)\"")
      case .comment(let text): lines.append("\(indent)<!-- \(text) -->")
      case .fragment: lines.append("\(indent)content")
      }
      stack += nodes[id].children.reversed().map { (id: $0, depth: depth + 1) }
    }
    return lines.joined(separator: "\n")
  }
}

extension Document.Element {
  /// A fragment's context as html5lib's tests name it: `div`, `svg path`, `math mi`.
  public init(html5lib name: String) {
    let parts = name.split(separator: " ", maxSplits: 1)
    if let prefix = parts.first, parts.count == 2, let namespace = Namespace(rawValue: String(prefix)) {
      self.init(name: String(parts[1]), namespace: namespace)
    } else {
      self.init(name: name)
    }
  }
}
