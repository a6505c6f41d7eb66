import Wire

/// Prints a field tree as JSON while it walks it: the tree of a long input is large enough once.
struct FieldPrinter {
  /// So much is written at once.
  private static let pieceBytes = 1 << 16
  /// A field takes some 150 bytes, and may stand for one byte of the input: that of a page of a megabyte would be a
  /// hundred.
  static let mostFields = 50_000

  private var waiting: [UInt8] = []
  /// How many fields were printed.
  private var told = 0
  private var omits = false

  /// Prints `{"schema":1,"kind":…,"bytes":…,"field":…}`; `input` are the bytes that `field` explains.
  static func print(_ field: Field, kind: String, of input: [UInt8]) throws(Stop) {
    var printer = FieldPrinter()
    printer.add("{\"schema\":1,\"kind\":", .string(kind))
    printer.add(",\"bytes\":", .string(input.hex))
    printer.add(",\"field\":")
    try printer.print(field)
    printer.add("}\n")
    try Files.write(printer.waiting)
    guard printer.omits else { return }
    Files.complain(
      "note: only the first \(mostFields) fields are told; \"omitted\" counts the parts that a field lacks")
  }

  private mutating func print(_ field: Field) throws(Stop) {
    told += 1
    add("{\"name\":", .string(field.name))
    add(",\"bits\":[\(field.bits.lowerBound),\(field.bits.upperBound)]")
    switch field.value {
    case .none: break
    case .number(let number, let symbol):
      add(",\"value\":", .number(number))
      if let symbol { add(",\"symbol\":", .string(symbol)) }
    case .flag(let flag): add(",\"value\":", .bool(flag))
    case .text(let text): add(",\"value\":", .string(text))
    case .bytes(let bytes): add(",\"value\":", .string(bytes.hex))
    }
    if let spec = field.spec { add(",\"spec\":", .string(spec.description)) }
    if let fault = field.fault { add(",\"fault\":", .string(fault.description)) }
    let children = field.children
    if !children.isEmpty {
      add(",\"children\":")
      var separator = "["
      var omitted = children.count
      for child in children where told < Self.mostFields {
        add(separator)
        try print(child)
        separator = ","
        omitted -= 1
      }
      add(separator == "[" ? "[]" : "]")
      if omitted > 0 {
        add(",\"omitted\":", .number(omitted))
        omits = true
      }
    }
    add("}")
    if waiting.count >= Self.pieceBytes {
      try Files.write(waiting)
      waiting.removeAll(keepingCapacity: true)
    }
  }

  private mutating func add(_ text: String) { waiting += text.utf8 }

  private mutating func add(_ name: String, _ value: JSON) {
    add(name)
    value.append(to: &waiting)
  }
}
