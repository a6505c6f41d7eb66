/// The stages of rendering, each as something to look at.
public enum PageStage: String, Sendable, Hashable, CaseIterable {
  case dom, rules, renderTree, boxes, paint

  /// What the stage is called above its view.
  public var title: String {
    switch self {
    case .dom: "DOM: the document's tree"
    case .rules: "Matched rules: which declarations won"
    case .renderTree: "Render tree: what will be seen"
    case .boxes: "Boxes: where everything stands"
    case .paint: "Paint: the page"
    }
  }
}
