extension CSS {
  /// Everything that any style sheet says about one element, and what became of it. Weightiest rule first.
  public struct MatchedRules: Sendable, Hashable {
    public var element: Document.ID
    public var matches: [Match]

    /// One rule that is about the element, its `style` attribute, or what its other attributes stand for.
    public struct Match: Sendable, Hashable {
      /// The selector that matched, as written; nil for attributes: `sheet` says which.
      public var selector: String?
      public var specificity: Specificity
      public var origin: Origin
      public var sheet: String
      /// Where the rule stands in its sheet, in bytes.
      public var bytes: Range<Int>
      public var outcomes: [Outcome]
    }

    /// What became of one declaration.
    public struct Outcome: Sendable, Hashable {
      public var text: String
      /// The properties whose value it gives.
      public var won: [Property]
      /// Those that another declaration gives, and why that one outweighs it.
      public var lost: [Loss]
      /// Why it gives nothing to anything.
      public var fault: Fault?
    }

    public struct Loss: Sendable, Hashable {
      public var property: Property
      /// The selector of the rule that won; nil for the `style` attribute.
      public var winner: String?
      public var reason: Reason
    }
  }
}

extension CSS.Styles {
  /// Which declaration gives a property its value: by its place in its rule, and the rule's among those that matched.
  private struct Winner {
    var claim: Int
    var declaration: Int
  }

  /// What every rule said about an element, what won, and why the others lost.
  public func matchedRules(_ id: Document.ID) -> CSS.MatchedRules {
    let claims = claims(id)
    var winners = [Winner?](repeating: nil, count: CSS.Property.allCases.count)
    visit(claims) { claim, declaration, assignment in
      winners[assignment.property.rawValue] = Winner(claim: claim, declaration: declaration)
    }
    let matches = claims.enumerated().map { place, claim in
      let rule = rule(claim)
      let outcomes = rule.declarations.enumerated().map { number, declaration in
        var outcome = CSS.MatchedRules.Outcome(text: declaration.text, won: [], lost: [], fault: declaration.fault)
        for property in declaration.assignments.map(\.property) {
          guard let winner = winners[property.rawValue] else { continue }
          if winner.claim == place, winner.declaration == number {
            outcome.won.append(property)
          } else {
            outcome.lost.append(loss(of: property, claim, declaration, to: claims[winner.claim], winner.declaration))
          }
        }
        return outcome
      }
      return CSS.MatchedRules.Match(
        selector: selector(claim)?.text, specificity: precedence(claim).specificity, origin: rule.origin,
        sheet: rule.sheet, bytes: rule.bytes, outcomes: outcomes)
    }
    return CSS.MatchedRules(element: id, matches: matches)
  }

  private func loss(
    of property: CSS.Property, _ claim: Claim, _ declaration: CSS.StyleDeclaration, to winner: Claim, _ number: Int
  ) -> CSS.MatchedRules.Loss {
    var (lost, won) = (precedence(claim), precedence(winner))
    lost.isImportant = declaration.isImportant
    won.isImportant = rule(winner).declarations[number].isImportant
    return CSS.MatchedRules.Loss(property: property, winner: selector(winner)?.text, reason: won.reason(over: lost))
  }
}
