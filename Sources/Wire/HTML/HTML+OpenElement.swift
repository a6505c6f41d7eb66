extension HTML {
  /// An element on the stack of open elements, with what parsing asks about it most.
  struct OpenElement {
    let id: Document.ID
    let namespace: Document.Element.Namespace
    /// The name of an HTML element that parsing knows; any other, also in SVG and MathML, is ``TagName/other``.
    let name: TagName
    let isSpecial: Bool
    let endsScope: Bool
    var isMathMLTextIntegrationPoint = false
    var isHTMLIntegrationPoint = false
    var isAnnotationXML = false

    /// `known` spares looking the name up, where the tag has done so.
    init(_ id: Document.ID, _ element: Document.Element, known: TagName? = nil) {
      self.id = id
      namespace = element.namespace
      switch element.namespace {
      case .html:
        name = known ?? TagName(element.name)
        isSpecial = name.isSpecial
        endsScope = name.endsScope
      case .mathml:
        name = .other
        switch element.name {
        case "mi", "mo", "mn", "ms", "mtext":
          isMathMLTextIntegrationPoint = true
          isSpecial = true
        case "annotation-xml":
          isAnnotationXML = true
          let encoding = element["encoding"] ?? ""
          isHTMLIntegrationPoint =
            encoding.equalsIgnoringASCIICase("text/html")
            || encoding.equalsIgnoringASCIICase("application/xhtml+xml")
          isSpecial = true
        default: isSpecial = false
        }
        endsScope = isSpecial
      case .svg:
        name = .other
        switch element.name {
        case "foreignObject", "desc", "title":
          isHTMLIntegrationPoint = true
          isSpecial = true
        default: isSpecial = false
        }
        endsScope = isSpecial
      }
    }
  }
}
