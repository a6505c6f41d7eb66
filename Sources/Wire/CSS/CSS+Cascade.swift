extension CSS {
  /// All the rules that a page is styled by, with an index to find those that may be about an element.
  public struct Cascade: Sendable, Hashable {
    public private(set) var rules: [StyleRule] = []
    /// What was passed over in each sheet, by the sheet's name. The places are bytes of that sheet.
    public private(set) var faults: [SheetFault] = []

    public struct SheetFault: Sendable, Hashable {
      public var sheet: String
      public var fault: Fault
    }

    /// One of a rule's selectors, by its place, and the rule by its own.
    struct Candidate: Sendable, Hashable {
      var rule: Int
      var selector: Int
    }

    private var byID: [Verbatim: [Candidate]] = [:]
    private var byClass: [Verbatim: [Candidate]] = [:]
    private var byType: [Verbatim: [Candidate]] = [:]
    private var universal: [Candidate] = []

    /// Comparisons of an element with a compound, at most, for one document. Past it no further rule matches.
    public static let mostComparisons = 2_000_000

    private static let browser = {
      var cascade = Cascade()
      cascade.add(Source(name: "browser", bytes: Array(userAgentSheet.utf8)), origin: .userAgent)
      cascade.faults = []
      return cascade
    }()

    private init() {}

    /// - Parameter sheets: the page's, in the order in which the document names them.
    public init(_ sheets: [Source]) {
      self = Self.browser
      for sheet in sheets { add(sheet, origin: .author) }
    }

    private mutating func add(_ sheet: Source, origin: Origin) {
      let read = styleRules(sheet, origin: origin)
      for (rule, content) in zip(rules.count..., read.rules) {
        for (selector, written) in content.selectors.enumerated() {
          guard let subject = written.runs.last?.last else { continue }
          let candidate = Candidate(rule: rule, selector: selector)
          if let id = subject.ids.first {
            byID[Verbatim(id), default: []].append(candidate)
          } else if let name = subject.classes.first {
            byClass[Verbatim(name), default: []].append(candidate)
          } else if let type = subject.type {
            byType[Verbatim(type), default: []].append(candidate)
          } else {
            universal.append(candidate)
          }
        }
      }
      rules += read.rules
      faults += read.faults.map { SheetFault(sheet: sheet.name, fault: $0) }
    }

    func specificity(_ candidate: Candidate) -> Specificity {
      rules[candidate.rule].selectors[candidate.selector].specificity
    }

    /// The rules about an element, each once, with the weightiest of its selectors that fit.
    func matches(_ id: Document.ID, in index: ElementIndex, budget: inout Int) -> [Candidate] {
      let element = index.entries[id]
      var found: [Candidate] = []
      func hold(_ candidates: [Candidate]) {
        for candidate in candidates where budget > 0 {
          let fits = index.matches(rules[candidate.rule].selectors[candidate.selector], id, budget: &budget)
          guard fits else { continue }
          budget -= rules[candidate.rule].declarations.count
          found.append(candidate)
        }
      }
      // Each selector stands under one key only.
      hold(universal)
      if let candidates = byType[element.type] { hold(candidates) }
      if let id = element.id, let candidates = byID[id] { hold(candidates) }
      for name in element.classes { if let candidates = byClass[name] { hold(candidates) } }
      return weightiest(found)
    }

    /// Of several selectors of a rule the weightiest; of those the first.
    private func weightiest(_ found: [Candidate]) -> [Candidate] {
      var kept: [Candidate] = []
      for candidate in found.sorted(by: { ($0.rule, $0.selector) < ($1.rule, $1.selector) }) {
        guard let last = kept.last, last.rule == candidate.rule else {
          kept.append(candidate)
          continue
        }
        if specificity(last) < specificity(candidate) { kept[kept.count - 1] = candidate }
      }
      return kept
    }
  }
}
