extension CSS {
  /// What selectors ask of a document's elements, looked up once: names, IDs, classes and parents.
  struct ElementIndex: Sendable {
    struct Entry: Sendable {
      var type = Verbatim("")
      var id: Verbatim?
      var classes: Set<Verbatim> = []
      /// The nearest element above.
      var parent: Document.ID?
      /// What looking for one attribute costs.
      var attributes = 0
    }
    /// By node; of one that is no element nothing is asked.
    let entries: [Entry]
    private let document: Document

    init(_ document: Document) {
      self.document = document
      entries = document.nodes.map { node in
        guard case .element(let element) = node.kind else { return Entry() }
        let classes = element["class"]?.utf8.split(whereSeparator: \.isHTMLSpace) ?? []
        let parent = node.parent.flatMap { document.element($0) == nil ? nil : $0 }
        // SVG has names such as `foreignObject`; a selector's are lower case.
        let type = element.namespace == .html ? element.name : element.name.asciiLowercased
        return Entry(
          type: Verbatim(type), id: element["id"].map(Verbatim.init),
          classes: Set(classes.map { Verbatim(String(Substring($0))) }), parent: parent,
          attributes: element.attributes.count)
      }
    }

    func matches(_ compound: Compound, _ id: Document.ID) -> Bool {
      let entry = entries[id]
      if let type = compound.type, Verbatim(type) != entry.type { return false }
      guard compound.ids.allSatisfy({ Verbatim($0) == entry.id }),
        compound.classes.allSatisfy({ entry.classes.contains(Verbatim($0)) })
      else { return false }
      return compound.attributes.allSatisfy { condition in
        guard let value = document.element(id)?[condition.name] else { return false }
        return condition.value.map { Verbatim($0) == Verbatim(value) } ?? true
      }
    }

    /// Whether `selector` is about the element. Each comparison of one compound takes one from `budget`.
    ///
    /// From the right, each run is placed at the nearest ancestor it fits: that leaves the most ancestors for the runs
    /// to its left, so the first place found is the right one, and the work is depth times length at the most.
    func matches(_ selector: Selector, _ id: Document.ID, budget: inout Int) -> Bool {
      guard selector.fault == nil, let last = selector.runs.last else { return false }
      guard var above = place(last, endingAt: id, budget: &budget) else { return false }
      for run in selector.runs.dropLast().reversed() {
        var candidate = above
        while let here = candidate {
          if let found = place(run, endingAt: here, budget: &budget) {
            above = found
            break
          }
          guard budget > 0 else { return false }
          candidate = entries[here].parent
        }
        if candidate == nil { return false }
      }
      return true
    }

    /// Where the run's last compound fits `id` and each other one its parent: the element above them all, which may
    /// be none (`.some(nil)`); nil where they do not fit.
    private func place(_ run: [Compound], endingAt id: Document.ID, budget: inout Int) -> Document.ID?? {
      var here: Document.ID? = id
      for compound in run.reversed() {
        guard let element = here else { return nil }
        budget -= 1 + compound.attributes.count * entries[element].attributes
        guard budget >= 0, matches(compound, element) else { return nil }
        here = entries[element].parent
      }
      return .some(here)
    }
  }
}

extension Character {
  var isASCIIWhitespace: Bool {
    self == " " || self == "\t" || self == "\n" || self == "\r" || self == "\r\n" || self == "\u{C}"
  }
}
