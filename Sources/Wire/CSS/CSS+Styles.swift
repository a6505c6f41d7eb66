extension CSS {
  /// A document with the style of each of its nodes worked out.
  public struct Styles: Sendable, Hashable {
    public let document: Document
    public let cascade: Cascade
    /// By node. Text takes its parent's inherited properties.
    public let computed: [ComputedStyle]
    /// What went wrong besides the sheets' own faults: a limit reached, a `style` attribute that cannot be read.
    public let faults: [Fault]
    private let index: ElementIndex

    /// - Parameter comparisons: how many times an element may be held against a part of a selector; a hostile sheet
    ///   would otherwise take hours.
    public init(_ document: Document, _ cascade: Cascade, comparisons: Int = Cascade.mostComparisons) {
      self.document = document
      self.cascade = cascade
      let index = ElementIndex(document)
      var budget = comparisons
      var faults: [Fault] = []
      var computed = [ComputedStyle](repeating: .initial, count: document.nodes.count)
      // In document order a parent's style is there before its children's.
      for id in document.subtree() {
        let parent = document.nodes[id].parent.map { computed[$0] } ?? .initial
        guard let element = document.element(id) else {
          computed[id] = ComputedStyle(inheriting: parent)
          continue
        }
        let claims = Self.claims(id, element, cascade, index, &budget, &faults)
        computed[id] = ComputedStyle(inheriting: parent, winners: Self.winners(claims))
      }
      if budget <= 0 {
        faults.append(
          Fault(
            .limit, "more than \(comparisons) comparisons of rules with elements: the rest is unstyled"))
      }
      self.index = index
      self.computed = computed
      self.faults = faults
    }

    /// A rule's declarations as they stand for one element.
    private struct Claim {
      var match: MatchedRules.Match
      var declarations: [StyleDeclaration]
      var precedence: Precedence
    }

    private struct Winner {
      var claim: Int
      var declaration: Int
      var value: PropertyValue
      var precedence: Precedence
    }

    private static func claims(
      _ id: Document.ID, _ element: Document.Element, _ cascade: Cascade, _ index: ElementIndex, _ budget: inout Int,
      _ faults: inout [Fault]
    ) -> [Claim] {
      var claims = cascade.matches(id, in: index, budget: &budget).map { order, found in
        let rule = cascade.rules[order]
        return Claim(
          match: MatchedRules.Match(
            selector: found.0.text, specificity: found.1, origin: rule.origin, sheet: rule.sheet, bytes: rule.bytes,
            outcomes: []),
          declarations: rule.declarations,
          precedence: Precedence(
            isImportant: false, origin: rule.origin, isStyleAttribute: false, specificity: found.1, order: order))
      }
      func claim(_ text: String, _ sheet: String, isStyleAttribute: Bool, order: Int) {
        let declarations = styleDeclarations(componentValues(tokens(text.utf8)), &faults)
        claims.append(
          Claim(
            match: MatchedRules.Match(
              selector: nil, specificity: Specificity(), origin: .author, sheet: sheet, bytes: 0..<text.utf8.count,
              outcomes: []),
            declarations: declarations,
            precedence: Precedence(
              isImportant: false, origin: .author, isStyleAttribute: isStyleAttribute, specificity: Specificity(),
              order: order)))
      }
      // As if they stood before the page's first rule, with a specificity of nothing.
      if let hints = presentationalHints(element) { claim(hints, "attributes", isStyleAttribute: false, order: -1) }
      if let style = element["style"] {
        claim(style, "style attribute", isStyleAttribute: true, order: cascade.rules.count)
      }
      return claims.sorted { $0.precedence > $1.precedence }
    }

    private static func winners(_ claims: [Claim]) -> [Property: Winner] {
      var winners: [Property: Winner] = [:]
      for (claim, content) in claims.enumerated() {
        for (place, declaration) in content.declarations.enumerated() {
          guard case .success(let assignments) = declaration.assignments else { continue }
          var precedence = content.precedence
          precedence.isImportant = declaration.isImportant
          for assignment in assignments {
            // Within one rule the later declaration wins, so an equal precedence replaces.
            if let holder = winners[assignment.property], holder.precedence > precedence { continue }
            winners[assignment.property] = Winner(
              claim: claim, declaration: place, value: assignment.value, precedence: precedence)
          }
        }
      }
      return winners
    }

    private static func winners(_ claims: [Claim]) -> [Property: PropertyValue] {
      let winners: [Property: Winner] = winners(claims)
      return winners.mapValues(\.value)
    }

    /// What every rule said about an element, what won, and why the others lost.
    public func matchedRules(_ id: Document.ID) -> MatchedRules {
      var budget = Cascade.mostComparisons
      return matchedRules(id, budget: &budget)
    }

    /// The same for one of many elements, all of which share a budget of comparisons.
    public func matchedRules(_ id: Document.ID, budget: inout Int) -> MatchedRules {
      guard let element = document.element(id) else { return MatchedRules(element: id, matches: []) }
      var faults: [Fault] = []
      let claims = Self.claims(id, element, cascade, index, &budget, &faults)
      let winners: [Property: Winner] = Self.winners(claims)
      let matches = claims.enumerated().map { claim, content in
        var match = content.match
        match.outcomes = content.declarations.enumerated().map { place, declaration in
          var outcome = MatchedRules.Outcome(text: declaration.text, won: [], lost: [])
          switch declaration.assignments {
          case .failure(let fault): outcome.fault = fault
          case .success(let assignments):
            var precedence = content.precedence
            precedence.isImportant = declaration.isImportant
            for property in assignments.map(\.property) {
              guard let winner = winners[property] else { continue }
              if winner.claim == claim, winner.declaration == place {
                outcome.won.append(property)
              } else {
                outcome.lost.append(
                  MatchedRules.Loss(
                    property: property, winner: claims[winner.claim].match.selector,
                    reason: winner.precedence.reason(over: precedence)))
              }
            }
          }
          return outcome
        }
        return match
      }
      return MatchedRules(element: id, matches: matches)
    }
  }
}
