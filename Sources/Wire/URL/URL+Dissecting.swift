extension URL {
  /// Parses an address and explains each of its bytes: a field for each part, with what the part means as its value.
  ///
  /// What the standard calls a validation error is a fault on the field it touches; only a failure leaves no value.
  /// Ranges count the bytes as typed, also where tabs were dropped.
  public static func dissect(_ typed: [UInt8], base: URL? = nil) -> Dissection<URL> {
    let input = Input(typed)
    var parser = BasicParser(input.bytes, url: URL(), base: base)
    var failure: Fault?
    do throws(Fault) {
      try parser.run(from: .schemeStart)
    } catch {
      failure = input.typed(error)
    }
    var annotation = Annotation(typed: typed, input: input, isSpecial: parser.url.isSpecial)
    var root = annotation.root(parser.marks, url: parser.url)
    for problem in parser.problems { root.attach(input.typed(problem)) }
    annotation.attachInvalidUnits(parser.marks, to: &root)
    if let failure {
      root.attach(failure)
      root.fault = failure
    }
    let field = root
    return Dissection(value: failure.map(Result.failure) ?? .success(parser.url), field: field)
  }
}

extension Field {
  /// Puts a fault on the innermost field that holds its first bit and has none yet; outer fields follow.
  mutating func attach(_ fault: Fault) {
    var inner = children
    let bit = fault.bits.lowerBound
    if let index = inner.firstIndex(where: { $0.bits.contains(bit) && $0.isFaultless(bit) }) {
      inner[index].attach(fault)
      children = inner
    } else if self.fault == nil {
      self.fault = fault
    }
  }

  /// True where this field, or one inside it, can still take a fault at `bit`.
  private func isFaultless(_ bit: Int) -> Bool {
    fault == nil || children.contains { $0.bits.contains(bit) && $0.isFaultless(bit) }
  }
}
