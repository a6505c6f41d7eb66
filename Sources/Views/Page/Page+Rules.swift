import Screen
import Wire

extension Page {
  /// For each element the rules that are about it, weightiest first, and what became of their declarations.
  ///
  /// Elements that only the browser's own sheet speaks of are left out: they would hide the page's rules.
  var ruleLines: [TextLine] {
    var lines: [TextLine] = []
    var budget = CSS.Cascade.mostComparisons
    for id in document.subtree() where lines.count <= TextLine.most && budget > 0 {
      let matched = styles.matchedRules(id, budget: &budget).matches
      guard let element = document.element(id), matched.contains(where: { $0.origin == .author }) else { continue }
      if !lines.isEmpty { lines.append(.empty) }
      lines.append(TextLine(element.tag))
      for match in matched {
        lines.append(TextLine(match.heading, depth: 1))
        lines += match.outcomes.map { TextLine($0.runs, depth: 2) }
      }
    }
    let note = TextLine("specificity: ids, classes, names in the selector; the larger wins", .faint)
    lines = lines.isEmpty ? [TextLine("No rule of the page is about any element.")] : [note, .empty] + lines
    let faults = styles.cascade.faults.map { ($0.sheet, $0.fault) } + styles.faults.map { ("", $0) }
    if !faults.isEmpty {
      lines += [.empty, TextLine("Passed over", .heading)]
      lines += faults.map { TextLine([Run($0.0, .code), Run("  \($0.1)", .faint)], depth: 1) }
    }
    return lines.limited
  }
}

extension CSS.MatchedRules.Match {
  fileprivate var heading: [Run] {
    guard let selector else { return [Run(sheet, .code), Run("  of the element itself", .faint)] }
    let from = origin == .author ? "from \(sheet)" : "from the browser"
    return [Run(selector, .code), "  specificity ", Run("\(specificity)", .number), Run("  \(from)", .faint)]
  }
}

extension CSS.MatchedRules.Outcome {
  /// The declaration and what became of it, in words.
  fileprivate var runs: [Run] {
    let declaration = Run(shortened(text, to: 60))
    let gap = Run.space(max(2, 32 - declaration.width))
    if let fault { return [declaration, gap, Run(fault.message, .faint)] }
    guard let loss = lost.first else { return [declaration, gap, Run("won", .right)] }
    let winner = Run(loss.winner ?? "the style attribute", .code)
    let why = Run(": \(loss.reason.meaning)", .faint)
    guard !won.isEmpty else { return [declaration, gap, Run("lost", .wrong), " to ", winner, why] }
    let properties = lost.map(\.property.description).joined(separator: ", ")
    return [declaration, gap, Run("won", .right), ", but for ", Run(properties, .name), ", lost to ", winner, why]
  }
}

extension CSS.Reason {
  /// What the winner has that the loser has not.
  fileprivate var meaning: String {
    switch self {
    case .importance: "it is !important"
    case .origin: "the page outweighs the browser"
    case .styleAttribute: "the element's own style outweighs selectors"
    case .specificity: "its selector is more specific"
    case .order: "it comes later"
    }
  }
}
