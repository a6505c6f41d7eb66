/// Reads bits and names them in the same breath: no bits leave without a name, so the explanation cannot drift from
/// the parser.
///
/// Use it inside ``dissect(_:_:spec:_:)``, which turns what was read into one ``Field`` tree over every bit given. For
/// whoever wants the value alone the same reading keeps no names.
/// A read past the end throws ``Fault/Code/truncated`` and leaves what is there unread.
public struct Scanner {
  private let source: ArraySlice<UInt8>
  /// The next bit to be read, counted from the start of the source.
  public private(set) var position = 0
  /// Where reading must stop, in bits: the end of the source, or of the enclosing ``limited(toBytes:for:_:)``.
  public private(set) var end: Int
  private var siblings: [Field] = []
  private let keepsNames: Bool

  init(_ bytes: ArraySlice<UInt8>, keepingNames keepsNames: Bool = false) {
    source = bytes
    end = bytes.count * 8
    self.keepsNames = keepsNames
  }

  public var bitsLeft: Int { end - position }
  public var bytesLeft: Int { bitsLeft / 8 }
  public var isAtEnd: Bool { position >= end }
  /// The next byte's offset from the start of the source.
  public var byteOffset: Int { position / 8 }
  /// All the bytes given, for formats whose parts point at each other (DNS names).
  public var whole: ArraySlice<UInt8> { source }

  /// The byte `ahead` of the next one, unread and unnamed; nil past the end.
  public func peek(_ ahead: Int = 0) -> UInt8? {
    let offset = byteOffset + ahead
    guard ahead >= 0, offset * 8 < end else { return nil }
    return source[source.startIndex + offset]
  }

  /// Up to `count` bytes from here, unread and unnamed.
  public func upcoming(_ count: Int) -> ArraySlice<UInt8> {
    let from = source.startIndex + byteOffset
    return source[from..<min(from + max(0, count), source.startIndex + end / 8)]
  }

  // MARK: Reading is naming

  /// An unsigned number of 1 to 64 bits, most significant first.
  @discardableResult
  public mutating func number(
    _ name: String, bits: Int, _ spec: Spec? = nil, symbol: (UInt64) -> String? = { _ in nil }
  ) throws(Fault) -> UInt64 {
    try need(bits, for: name, spec)
    var value: UInt64 = 0
    let start = position
    if position % 8 == 0 && bits % 8 == 0 {
      for offset in byteOffset..<byteOffset + bits / 8 {
        value = value << 8 | UInt64(source[source.startIndex + offset])
      }
      position += bits
    } else {
      for _ in 0..<bits {
        let byte = source[source.startIndex + position / 8]
        value = value << 1 | UInt64(byte >> (7 - UInt8(position % 8)) & 1)
        position += 1
      }
    }
    if keepsNames {
      siblings.append(Field(name, bits: start..<position, value: .number(value, symbol: symbol(value)), spec: spec))
    }
    return value
  }

  @discardableResult
  public mutating func flag(_ name: String, _ spec: Spec? = nil) throws(Fault) -> Bool {
    try need(1, for: name, spec)
    let byte = source[source.startIndex + position / 8]
    let value = byte >> (7 - UInt8(position % 8)) & 1 == 1
    if keepsNames { siblings.append(Field(name, bits: position..<position + 1, value: .flag(value), spec: spec)) }
    position += 1
    return value
  }

  @discardableResult
  public mutating func bytes(_ name: String, count: Int, _ spec: Spec? = nil) throws(Fault) -> ArraySlice<UInt8> {
    let slice = try take(name, count, spec)
    if keepsNames {
      siblings.append(Field(name, bits: position - count * 8..<position, value: .bytes(Array(slice)), spec: spec))
    }
    return slice
  }

  /// `count` bytes as UTF-8; a byte that is not UTF-8 shows as U+FFFD.
  @discardableResult
  public mutating func text(_ name: String, count: Int, _ spec: Spec? = nil) throws(Fault) -> String {
    let text = String(decoding: try take(name, count, spec), as: UTF8.self)
    if keepsNames {
      siblings.append(Field(name, bits: position - count * 8..<position, value: .text(text), spec: spec))
    }
    return text
  }

  /// Bytes with a value that the caller works out: an address, a date.
  @discardableResult
  public mutating func value(
    _ name: String, count: Int, _ spec: Spec? = nil, _ meaning: (ArraySlice<UInt8>) -> Value
  ) throws(Fault) -> ArraySlice<UInt8> {
    let slice = try take(name, count, spec)
    if keepsNames {
      siblings.append(Field(name, bits: position - count * 8..<position, value: meaning(slice), spec: spec))
    }
    return slice
  }

  /// What `body` reads, as the children of one field.
  public mutating func group<T>(
    _ name: String, _ spec: Spec? = nil, _ body: (inout Scanner) throws(Fault) -> T
  ) throws(Fault) -> T {
    var outer: [Field] = []
    swap(&outer, &siblings)
    let start = position
    do throws(Fault) {
      let result = try body(&self)
      swap(&outer, &siblings)
      if keepsNames { siblings.append(Field(name, bits: start..<position, spec: spec, children: outer)) }
      return result
    } catch {
      let reached = max(position, min(error.bits.upperBound, end))
      if keepsNames, position < reached { siblings.append(Field("gap", bits: position..<reached)) }
      position = reached
      swap(&outer, &siblings)
      if keepsNames { siblings.append(Field(name, bits: start..<reached, spec: spec, fault: error, children: outer)) }
      throw error
    }
  }

  /// Runs `body` with the end moved to `count` bytes from here; what it leaves unread becomes a gap.
  public mutating func limited<T>(
    toBytes count: Int, for name: String, _ body: (inout Scanner) throws(Fault) -> T
  ) throws(Fault) -> T {
    try need(count * 8, for: name, nil)
    let outerEnd = end
    end = position + count * 8
    defer { end = outerEnd }
    let result = try body(&self)
    if position < end {
      if keepsNames { siblings.append(Field("gap", bits: position..<end)) }
      position = end
    }
    return result
  }

  /// Changes the field named last: to give a group its value, or a number its symbol once more is known.
  public mutating func amend(_ change: (inout Field) -> Void) {
    guard let last = siblings.indices.last else { return }
    change(&siblings[last])
  }

  /// All whole bytes that are left, explained by the field that `dissect` makes of them: asked only where names are kept.
  public mutating func rest(dissect: (ArraySlice<UInt8>) -> Field) -> ArraySlice<UInt8> {
    let slice = upcoming(bytesLeft)
    if keepsNames { siblings.append(dissect(slice).moved(byBytes: byteOffset)) }
    position += slice.count * 8
    return slice
  }

  // MARK: Faults

  /// A fault over the next `bytes` bytes (or up to the end).
  public func fault(_ code: Fault.Code, _ message: String, bytes: Int = 0, _ spec: Spec? = nil) -> Fault {
    Fault(code, message, bits: position..<min(end, position + max(0, bytes) * 8), spec: spec)
  }

  /// Throws ``Fault/Code/malformed`` where bytes are left.
  public func expectEnd(of name: String, _ spec: Spec) throws(Fault) {
    guard isAtEnd else {
      throw fault(.malformed, "expected \(name) to end here, found \(bytesLeft) more bytes", bytes: bytesLeft, spec)
    }
  }

  private func need(_ bits: Int, for name: String, _ spec: Spec?) throws(Fault) {
    guard bits >= 0 else { throw fault(.malformed, "\(name) has a negative length", spec) }
    if bits > bitsLeft {
      let unit = bits % 8 == 0 ? "\(bits / 8) bytes" : "\(bits) bits"
      throw Fault(
        .truncated, "expected \(unit) of \(name), found \(bytesLeft) bytes before the end", bits: position..<end,
        spec: spec)
    }
  }

  private mutating func take(_ name: String, _ count: Int, _ spec: Spec?) throws(Fault) -> ArraySlice<UInt8> {
    let (bits, overflow) = count.multipliedReportingOverflow(by: 8)
    try need(overflow ? Int.max : bits, for: name, spec)
    let from = source.startIndex + byteOffset
    position += bits
    return source[from..<from + count]
  }

  /// The tree of all that was read, with a gap for what was not.
  fileprivate func finish(_ name: String, _ spec: Spec?, _ fault: Fault?) -> Field {
    var children = siblings
    if position < source.count * 8 { children.append(Field("gap", bits: position..<source.count * 8)) }
    return Field(name, bits: 0..<source.count * 8, spec: spec, fault: fault, children: children)
  }
}

/// Parses `bytes` with `body`, and once more with every name kept when somebody looks at the tree: the value or the fault,
/// and one tree over every bit.
public func dissect<T: Sendable>(
  _ name: String, _ bytes: ArraySlice<UInt8>, spec: Spec? = nil,
  _ body: @escaping @Sendable (inout Scanner) throws(Fault) -> T
) -> Dissection<T> {
  var scanner = Scanner(bytes)
  let value = Result { () throws(Fault) in try body(&scanner) }
  return Dissection(value: value, field: explanation(name, bytes, spec, body))
}

private func explanation<T>(
  _ name: String, _ bytes: ArraySlice<UInt8>, _ spec: Spec?, _ body: (inout Scanner) throws(Fault) -> T
) -> Field {
  var scanner = Scanner(bytes, keepingNames: true)
  do throws(Fault) {
    _ = try body(&scanner)
    return scanner.finish(name, spec, nil)
  } catch { return scanner.finish(name, spec, error) }
}
