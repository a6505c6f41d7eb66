extension HTML {
  /// What the tokenizer emits (HTML 13.2.5).
  public enum Token: Sendable, Hashable {
    case doctype(Doctype)
    case startTag(Tag)
    case endTag(Tag)
    case comment(String)
    /// Character tokens that stand together, as one text; never empty.
    case characters(String)
    case endOfFile

    public struct Doctype: Sendable, Hashable {
      public var name: String?
      public var publicID: String?
      public var systemID: String?
      /// The standard's force-quirks flag: the doctype was broken.
      public var forcesQuirks = false
    }

    public struct Tag: Sendable, Hashable {
      public var name: String
      /// In order; a repeated name counts once, the first time.
      public var attributes: [Document.Element.Attribute]
      public var isSelfClosing: Bool
      /// The name as the tree builder compares it.
      var known: TagName

      init(name: String, attributes: [Document.Element.Attribute] = [], isSelfClosing: Bool = false) {
        self.name = name
        self.attributes = attributes
        self.isSelfClosing = isSelfClosing
        known = TagName(name)
      }

      init(_ known: TagName) {
        self.init(name: known.rawValue)
      }

      subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }
    }
  }
}
