import Tracing
import Wire

/// Something that a document asks for while it is parsed.
struct Resource: Hashable {
  var kind: RenderingEvent.Kind
  /// As written, relative to the page.
  var address: String
  /// The tag that asked: `link`.
  var element: String

  var reason: VisitEvent.Reason {
    switch kind {
    case .stylesheet: .stylesheet
    case .script: .script
    case .image, .document: .image
    }
  }

  /// Stylesheets, scripts and images, in document order.
  static func all(in document: Document) -> [Resource] {
    document.subtree().compactMap { id in
      guard let element = document.element(id), element.namespace == .html else { return nil }
      switch element.name {
      case "link":
        let relations = (element["rel"] ?? "").asciiLowercased.split(separator: " ")
        return relations.contains("stylesheet") ? make(.stylesheet, element, "href") : nil
      case "script": return make(.script, element, "src")
      case "img": return make(.image, element, "src")
      default: return nil
      }
    }
  }

  private static func make(_ kind: RenderingEvent.Kind, _ element: Document.Element, _ attribute: String) -> Resource? {
    guard let address = element[attribute], !address.isEmpty else { return nil }
    return Resource(kind: kind, address: address, element: element.name)
  }
}
