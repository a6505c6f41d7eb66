import Screen
import Wire

extension Page {
  /// For each element the rules that are about it, weightiest first, and what became of their declarations.
  ///
  /// Elements that only the browser's own sheet speaks of are left out: they would hide the page's rules.
  var ruleLines: StageLines {
    var parts: [StageLines.Part] = []
    for id in document.subtree() {
      let rules = styles.rules(about: id)
      guard rules.contains(where: { $0.origin == .author }) else { continue }
      // An empty line, the element, and a line for each rule and each of its declarations.
      parts.append(StageLines.Part(id, count: rules.reduce(2) { $0 + 1 + $1.declarations.count }))
    }
    let note =
      parts.isEmpty
      ? TextLine("No rule of the page is about any element.")
      : TextLine("specificity: ids, classes, names in the selector; the larger wins", .faint)
    let (sheets, own) = (styles.cascade.faults, styles.faults)
    let faults = StageLines((0..<sheets.count + own.count).map { StageLines.Part($0, depth: 1) }) { part in
      let (sheet, fault) =
        part.id < sheets.count ? (sheets[part.id].sheet, sheets[part.id].fault) : ("", own[part.id - sheets.count])
      return [TextLine([Run(sheet, .code), Run("  \(fault)", .faint)], depth: part.depth)]
    }
    return StageLines([note]) + StageLines(parts) { lines(about: $0.id) }
      + faults.under([.empty, TextLine("Passed over", .heading)])
  }

  private func lines(about id: Document.ID) -> [TextLine] {
    guard let element = document.element(id) else { return [] }
    var lines = [.empty, TextLine(element.tag)]
    for match in styles.matchedRules(id).matches {
      lines.append(TextLine(match.heading, depth: 1))
      lines += match.outcomes.map { TextLine($0.runs, depth: 2) }
    }
    return lines
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
