extension CSS {
  /// A document with the style of each of its nodes worked out.
  public struct Styles: Sendable, Hashable {
    public let document: Document
    public let cascade: Cascade
    /// By node. Text takes its parent's inherited properties.
    public private(set) var computed: [ComputedStyle]
    /// What went wrong besides the sheets' own faults: a limit reached, a `style` attribute that cannot be read.
    public private(set) var faults: [Fault] = []
    /// By node, the rules that are about it, weightiest first.
    private var claims: [[Claim]]
    /// What elements say about themselves by their attributes, as rules; they are numbered on from the cascade's.
    private var ownRules: [StyleRule] = []

    /// A rule as it stands for one element, with the weightiest of its selectors that fit; what the element says about
    /// itself has none.
    typealias Claim = Cascade.Candidate

    /// - Parameter comparisons: how many times an element may be held against a part of a selector; a hostile sheet
    ///   would otherwise take hours.
    public init(_ document: Document, _ cascade: Cascade, comparisons: Int = Cascade.mostComparisons) {
      self.document = document
      self.cascade = cascade
      computed = Array(repeating: .initial, count: document.nodes.count)
      claims = Array(repeating: [], count: document.nodes.count)
      let index = ElementIndex(document)
      var budget = comparisons
      // In document order a parent's style is there before its children's.
      for id in document.subtree() {
        let parent = document.nodes[id].parent.map { computed[$0] } ?? .initial
        var style = ComputedStyle(inheriting: parent)
        if let element = document.element(id) {
          let claims = claims(of: id, element, index, &budget)
          visit(claims) { _, _, assignment in style.set(assignment, inheriting: parent) }
          self.claims[id] = claims
        }
        computed[id] = style
      }
      if budget <= 0 {
        faults.append(
          Fault(
            .limit, "more than \(comparisons) comparisons of rules with elements: the rest is unstyled"))
      }
    }

    private mutating func claims(
      of id: Document.ID, _ element: Document.Element, _ index: ElementIndex, _ budget: inout Int
    ) -> [Claim] {
      var claims = cascade.matches(id, in: index, budget: &budget)
      if let hints = presentationalHints(element) { claims.append(claim(hints, of: Self.hints)) }
      if let style = element["style"] { claims.append(claim(style, of: Self.styleAttribute)) }
      claims.sort { precedence($0) > precedence($1) }
      return claims
    }

    private static let hints = "attributes"
    private static let styleAttribute = "style attribute"

    /// What an element says about itself, in an attribute's text.
    private mutating func claim(_ text: String, of sheet: String) -> Claim {
      let declarations = styleDeclarations(componentValues(Tokenizer(text.utf8)), &faults)
      ownRules.append(
        StyleRule(
          selectors: [], declarations: declarations, origin: .author, sheet: sheet, bytes: 0..<text.utf8.count))
      return Claim(rule: cascade.rules.count + ownRules.count - 1, selector: 0)
    }

    /// The rules about a node, weightiest first, those of its own attributes too.
    public func rules(about id: Document.ID) -> [StyleRule] { claims(id).map(rule) }

    func claims(_ id: Document.ID) -> [Claim] { claims.indices.contains(id) ? claims[id] : [] }

    func rule(_ claim: Claim) -> StyleRule {
      claim.rule < cascade.rules.count ? cascade.rules[claim.rule] : ownRules[claim.rule - cascade.rules.count]
    }

    func selector(_ claim: Claim) -> Selector? {
      claim.rule < cascade.rules.count ? cascade.rules[claim.rule].selectors[claim.selector] : nil
    }

    /// What the rule's declarations are weighed by, where they are not important.
    ///
    /// An element's hints count as if they stood before the page's first rule, with a specificity of nothing.
    func precedence(_ claim: Claim) -> Precedence {
      guard claim.rule < cascade.rules.count else {
        return Precedence(
          isImportant: false, origin: .author, isStyleAttribute: rule(claim).sheet == Self.styleAttribute,
          specificity: Specificity(), order: -1)
      }
      return Precedence(
        isImportant: false, origin: cascade.rules[claim.rule].origin, isStyleAttribute: false,
        specificity: cascade.specificity(claim), order: claim.rule)
    }

    /// Visits what the declarations of rules give, the weightiest last: whatever comes later replaces what came before
    /// (CSS Cascade 4, section 6.1).
    ///
    /// - Parameter see: is told the place of the claim, and of the declaration in its rule.
    func visit(_ claims: [Claim], _ see: (_ claim: Int, _ declaration: Int, Assignment) -> Void) {
      var hasImportant = false
      func visit(_ place: Int, important: Bool) {
        for (number, declaration) in rule(claims[place]).declarations.enumerated() {
          guard declaration.isImportant == important else {
            hasImportant = true
            continue
          }
          for assignment in declaration.assignments { see(place, number, assignment) }
        }
      }
      for place in claims.indices.reversed() { visit(place, important: false) }
      guard hasImportant else { return }
      // Of what is important the browser's outweighs the page's.
      for origin in [Origin.author, .userAgent] {
        for place in claims.indices.reversed() where rule(claims[place]).origin == origin {
          visit(place, important: true)
        }
      }
    }
  }
}
