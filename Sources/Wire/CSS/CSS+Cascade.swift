extension CSS {
  /// All the rules that a page is styled by, with an index to find those that may be about an element.
  public struct Cascade: Sendable, Hashable {
    public let rules: [StyleRule]
    /// What was passed over in each sheet, by the sheet's name. The places are bytes of that sheet.
    public let faults: [SheetFault]

    public struct SheetFault: Sendable, Hashable {
      public var sheet: String
      public var fault: Fault
    }

    /// A rule's selector, by its place in ``rules``.
    struct Candidate: Sendable, Hashable {
      var rule: Int
      var selector: Int
    }

    private let byID: [String: [Candidate]]
    private let byClass: [String: [Candidate]]
    private let byType: [String: [Candidate]]
    private let universal: [Candidate]

    /// Comparisons of an element with a compound, at most, for one document. Past it no further rule matches.
    public static let mostComparisons = 2_000_000

    private static let userAgentRules = styleRules(
      Source(name: "browser", bytes: Array(userAgentSheet.utf8)), origin: .userAgent
    ).rules

    /// - Parameter sheets: the page's, in the order in which the document names them.
    public init(_ sheets: [Source]) {
      var rules = Self.userAgentRules
      var faults: [SheetFault] = []
      for sheet in sheets {
        let read = styleRules(sheet, origin: .author)
        rules += read.rules
        faults += read.faults.map { SheetFault(sheet: sheet.name, fault: $0) }
      }
      self.rules = rules
      self.faults = faults

      var byID: [String: [Candidate]] = [:]
      var byClass: [String: [Candidate]] = [:]
      var byType: [String: [Candidate]] = [:]
      var universal: [Candidate] = []
      for (rule, content) in rules.enumerated() {
        for (selector, written) in content.selectors.enumerated() {
          guard let subject = written.runs.last?.last else { continue }
          let candidate = Candidate(rule: rule, selector: selector)
          if let id = subject.ids.first {
            byID[id, default: []].append(candidate)
          } else if let name = subject.classes.first {
            byClass[name, default: []].append(candidate)
          } else if let type = subject.type {
            byType[type, default: []].append(candidate)
          } else {
            universal.append(candidate)
          }
        }
      }
      self.byID = byID
      self.byClass = byClass
      self.byType = byType
      self.universal = universal
    }

    /// The selectors whose last compound may fit the element: each selector stands under one key only.
    private func candidates(_ element: ElementIndex.Entry) -> [Candidate] {
      var found = universal + (byType[element.type] ?? [])
      if let id = element.id { found += byID[id] ?? [] }
      for name in element.classes { found += byClass[name] ?? [] }
      return found
    }

    /// The rules about an element, each once, with the weightiest of its selectors that fit.
    func matches(_ id: Document.ID, in index: ElementIndex, budget: inout Int) -> [Int: (Selector, Specificity)] {
      guard let element = index[id] else { return [:] }
      var found: [Int: (Selector, Specificity)] = [:]
      for candidate in candidates(element) {
        guard budget > 0 else { break }
        let selector = rules[candidate.rule].selectors[candidate.selector]
        guard index.matches(selector, id, budget: &budget) else { continue }
        let specificity = selector.specificity
        if let other = found[candidate.rule], other.1 >= specificity { continue }
        found[candidate.rule] = (selector, specificity)
        budget -= rules[candidate.rule].declarations.count
      }
      return found
    }
  }
}
