// Creating and inserting nodes (HTML 13.2.6.1).
extension HTML.TreeBuilder {
  /// Where a node goes: inside `parent`, before one of its children or at its end.
  struct Place {
    var parent: Document.ID
    var before: Document.ID?
  }

  /// The appropriate place for inserting a node.
  func appropriatePlace(overriding target: HTML.OpenElement? = nil) -> Place {
    guard let target = target ?? stack.last else { return Place(parent: Document.root) }
    guard fostersParents, target.name.fostersOut else { return Place(parent: inside(target.id)) }
    let template = stack.lastIndex { $0.name == .template }
    let table = stack.lastIndex { $0.name == .table }
    if let template, table.map({ template > $0 }) ?? true { return Place(parent: inside(stack[template].id)) }
    guard let table, table > 0 else { return Place(parent: stack.first?.id ?? Document.root) }
    if let parent = document.nodes[stack[table].id].parent { return Place(parent: parent, before: stack[table].id) }
    return Place(parent: inside(stack[table - 1].id))
  }

  /// The node itself, or the content of a template.
  private func inside(_ id: Document.ID) -> Document.ID {
    guard let first = document.nodes[id].children.first, case .fragment = document.nodes[first].kind else { return id }
    return first
  }

  mutating func create(_ kind: Document.Kind) -> Document.ID {
    document.nodes.append(Document.Node(kind: kind))
    isOpen.append(false)
    return document.nodes.count - 1
  }

  mutating func insert(_ id: Document.ID, at place: Place) {
    document.nodes[id].parent = place.parent
    if let before = place.before, let index = document.nodes[place.parent].children.lastIndex(of: before) {
      document.nodes[place.parent].children.insert(id, at: index)
    } else {
      document.nodes[place.parent].children.append(id)
    }
  }

  mutating func detach(_ id: Document.ID) {
    guard let parent = document.nodes[id].parent else { return }
    document.nodes[id].parent = nil
    // Searched from the end: what moves was inserted lately.
    if let index = document.nodes[parent].children.lastIndex(of: id) {
      document.nodes[parent].children.remove(at: index)
    }
  }

  /// Inserts a foreign or HTML element for a token and pushes it.
  @discardableResult
  mutating func insert(_ element: Document.Element, known: HTML.TagName? = nil) -> Document.ID {
    makeRoom()
    let place = appropriatePlace()
    let id = create(.element(element))
    insert(id, at: place)
    push(id, element, known: known)
    if element.namespace == .html { selectWasTold(of: id, element) }
    return id
  }

  @discardableResult
  mutating func insertHTML(_ tag: HTML.Token.Tag) -> Document.ID {
    insert(Document.Element(name: tag.name, attributes: tag.attributes), known: tag.known)
  }

  /// For a tag that nobody wrote, such as the `tbody` around a row.
  @discardableResult
  mutating func insertImplied(_ name: HTML.TagName) -> Document.ID {
    insert(Document.Element(name: name.rawValue), known: name)
  }

  /// Inserts an element that has no end tag.
  mutating func insertVoid(_ tag: HTML.Token.Tag) {
    insertHTML(tag)
    pop()
  }

  /// True when nesting has reached its limit: another table, template or frameset is then ignored.
  var isFull: Bool { stack.count >= Self.deepest }

  /// At the limit the current node is closed, so that the next one becomes its sibling.
  private mutating func makeRoom() {
    if isFull, let element = stack.last, !element.name.holdsStructure { pop() }
  }

  mutating func insertComment(_ text: String, at place: Place? = nil) {
    let place = place ?? appropriatePlace()
    insert(create(.comment(text)), at: place)
  }

  mutating func insertCharacters(_ text: String) {
    guard !text.isEmpty else { return }
    let place = appropriatePlace()
    guard place.parent != Document.root else { return }
    var previous = document.nodes[place.parent].children.last
    if let before = place.before, let index = document.nodes[place.parent].children.lastIndex(of: before) {
      previous = index > 0 ? document.nodes[place.parent].children[index - 1] : nil
    }
    if let previous, case .text(var joined) = document.nodes[previous].kind {
      // Taken out while it grows, so that it is not copied each time.
      document.nodes[previous].kind = .fragment
      joined += text
      document.nodes[previous].kind = .text(joined)
    } else {
      let id = create(.text(text))
      insert(id, at: place)
    }
  }

  /// Adds the attributes of a second `html` or `body` tag that the element does not have yet.
  mutating func addMissingAttributes(of tag: HTML.Token.Tag, to id: Document.ID) {
    guard !tag.attributes.isEmpty, case .element(var element) = document.nodes[id].kind else { return }
    if rootAttributes[id] == nil { rootAttributes[id] = Set(element.attributes.map(\.name)) }
    document.nodes[id].kind = .fragment
    for attribute in tag.attributes where rootAttributes[id]?.insert(attribute.name).inserted ?? false {
      element.attributes.append(attribute)
    }
    document.nodes[id].kind = .element(element)
  }
}
