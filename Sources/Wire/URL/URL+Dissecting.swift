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
    annotation.addParts(parser.marks, url: parser.url)
    for problem in parser.problems { annotation.root.attach(input.typed(problem)) }
    annotation.attachInvalidUnits(parser.marks)
    if let failure {
      annotation.root.attach(failure)
      annotation.root.fault = failure
      return Dissection(value: .failure(failure), field: annotation.root)
    }
    return Dissection(value: .success(parser.url), field: annotation.root)
  }
}

extension Field {
  /// Puts a fault on the innermost field that holds its first bit and has none yet; outer fields follow.
  mutating func attach(_ fault: Fault) {
    for index in children.indices where children[index].bits.contains(fault.bits.lowerBound) {
      if children[index].isFaultless(fault.bits.lowerBound) { return children[index].attach(fault) }
    }
    if self.fault == nil { self.fault = fault }
  }

  /// True where this field, or one inside it, can still take a fault at `bit`.
  private func isFaultless(_ bit: Int) -> Bool {
    fault == nil || children.contains { $0.bits.contains(bit) && $0.isFaultless(bit) }
  }
}
