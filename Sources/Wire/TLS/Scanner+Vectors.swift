/// TLS's vectors: a length, then so many bytes (RFC 8446 section 3.4).
extension Scanner {
  /// A vector whose content `body` reads; what it leaves over is a fault.
  mutating func vector<T>(
    _ name: String, lengthBytes: Int, _ spec: Spec, _ body: (inout Scanner) throws(Fault) -> T
  ) throws(Fault) -> T {
    try group(name, spec) { scanner throws(Fault) in
      let count = Int(try scanner.number("length", bits: lengthBytes * 8, spec))
      return try scanner.limited(toBytes: count, for: name) { scanner throws(Fault) in
        let value = try body(&scanner)
        try scanner.expectEnd(of: name, spec)
        return value
      }
    }
  }

  /// A vector of elements, each read by `element`.
  mutating func list<T>(
    _ name: String, lengthBytes: Int, _ spec: Spec, _ element: (inout Scanner) throws(Fault) -> T
  ) throws(Fault) -> [T] {
    try vector(name, lengthBytes: lengthBytes, spec) { scanner throws(Fault) in
      var elements: [T] = []
      while !scanner.isAtEnd { elements.append(try element(&scanner)) }
      return elements
    }
  }

  /// A vector of numbers from a registry; its value names them all.
  mutating func codes<C: Codepoint>(
    _ name: String, _ type: C.Type, lengthBytes: Int, _ spec: Spec
  ) throws(Fault) -> [C] {
    let codes = try list(name, lengthBytes: lengthBytes, spec) { scanner throws(Fault) in
      try scanner.code("value", type, spec)
    }
    amend { $0.value = .text(codes.map(\.description).joined(separator: ", ")) }
    return codes
  }

  /// A vector of bytes that mean nothing to us.
  mutating func opaque(_ name: String, lengthBytes: Int, _ spec: Spec) throws(Fault) -> [UInt8] {
    let bytes = try vector(name, lengthBytes: lengthBytes, spec) { scanner throws(Fault) in
      Array(try scanner.bytes("data", count: scanner.bytesLeft, spec))
    }
    amend { $0.value = .bytes(bytes) }
    return bytes
  }
}
