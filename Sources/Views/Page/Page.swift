import Screen
public import Wire

/// A page on its way from document to painted cells, every stage at hand: DOM, matched rules, render tree, boxes, paint.
public struct Page: Sendable {
  public let document: Document
  public let styles: CSS.Styles
  public let renderTree: RenderTree
  /// By address as the document writes it.
  let pictures: [String: Picture]

  /// Styles a document and makes its render tree.
  ///
  /// - Parameters:
  ///   - sheet: a style sheet's bytes by its address, as a `link` writes it; nil while it is not there.
  ///   - picture: an image by its address, as an `img` writes it; nil while it is not there.
  public init(
    _ document: Document, sheet: (_ href: String) -> [UInt8]? = { _ in nil },
    picture: (_ source: String) -> Picture? = { _ in nil }
  ) {
    self.document = document
    styles = CSS.Styles(document, CSS.Cascade(document.styleSheets(sheet)))
    renderTree = RenderTree(styles)
    var pictures: [String: Picture] = [:]
    for node in renderTree.nodes {
      guard case .image(let source, _) = node.kind, pictures[source] == nil else { continue }
      pictures[source] = picture(source)
    }
    self.pictures = pictures
  }

  /// Every box in its place on a page `width` columns wide.
  public func boxes(width: Int) -> BoxTree {
    Layout.boxes(renderTree, width: width, columns: Width.of) { source in
      pictures[source].map { Layout.ImageSize(width: $0.width, height: $0.height) }
    }
  }
}

extension Document {
  /// The page's sheets in document order: the text of `style` elements, and what `sheet` has for the links.
  fileprivate func styleSheets(_ sheet: (String) -> [UInt8]?) -> [CSS.Source] {
    subtree().compactMap { id in
      guard let element = element(id), element.namespace == .html else { return nil }
      switch element.name {
      case "style": return CSS.Source(name: "<style>", bytes: Array(text(of: id).utf8))
      case "link":
        let relations = element["rel"]?.asciiLowercased.split(separator: " ") ?? []
        guard relations.contains("stylesheet"), let href = element["href"], let bytes = sheet(href) else { return nil }
        return CSS.Source(name: href, bytes: bytes)
      default: return nil
      }
    }
  }
}
