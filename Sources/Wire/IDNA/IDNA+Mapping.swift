extension IDNA {
  /// The IDNA mapping table: what becomes of each code point (UTS 46 section 5).
  struct Mapping: Sendable {
    enum Status: Hashable {
      case valid, ignored, disallowed
      case mapped(ArraySlice<Unicode.Scalar>)
    }

    static let table = Mapping()

    private enum Kind: UInt8 { case valid, disallowed, ignored, shifted, alternating, listed }

    private var runs = Runs()
    /// By run: where its replacements begin in `ends`, or the distance of a shift.
    private var payloads: [Int32] = []
    /// By replacement: where it ends in `replacements`. It begins where the one before ends.
    private var ends: [Int32] = [0]
    private var replacements: [Unicode.Scalar] = []

    private init() {
      var digits = Digits(Tables.mapping)
      var start: UInt32 = 0
      var last: Int32 = 0
      while let head = digits.next() {
        let kind = Kind(rawValue: UInt8(head & 7)) ?? .disallowed
        runs.append(start: start, kind: kind.rawValue)
        start += head >> 3
        switch kind {
        case .valid, .disallowed, .ignored, .alternating: payloads.append(0)
        case .shifted: payloads.append(digits.nextSigned())
        case .listed:
          payloads.append(Int32(ends.count - 1))
          for _ in 0..<head >> 3 {
            for _ in 0..<(digits.next() ?? 0) {
              last += digits.nextSigned()
              if let scalar = Unicode.Scalar(UInt32(bitPattern: last)) { replacements.append(scalar) }
            }
            ends.append(Int32(replacements.count))
          }
        }
      }
    }

    subscript(scalar: Unicode.Scalar) -> Status {
      let run = runs.index(of: scalar)
      let offset = scalar.value - runs.starts[run]
      switch Kind(rawValue: runs.kinds[run]) {
      case .valid: return .valid
      case .ignored: return .ignored
      case .disallowed, nil: return .disallowed
      case .shifted: return Self.mapped(Int32(bitPattern: scalar.value) + payloads[run])
      case .alternating: return offset % 2 == 1 ? .valid : Self.mapped(Int32(bitPattern: scalar.value) + 1)
      case .listed:
        let index = Int(payloads[run]) + Int(offset)
        return .mapped(replacements[Int(ends[index])..<Int(ends[index + 1])])
      }
    }

    private static func mapped(_ value: Int32) -> Status {
      guard let scalar = Unicode.Scalar(UInt32(bitPattern: value)) else { return .disallowed }
      return .mapped([scalar])
    }
  }

  /// Stretches of code points that share a property, each up to the start of the next.
  struct Runs: Sendable {
    private(set) var starts: [UInt32] = []
    private(set) var kinds: [UInt8] = []

    init() {}

    /// From a table whose numbers are a distance times `radix`, plus the kind.
    init(_ table: StaticString, radix: UInt32) {
      var digits = Digits(table)
      var start: UInt32 = 0
      while let number = digits.next() {
        start += number / radix
        append(start: start, kind: UInt8(number % radix))
      }
    }

    mutating func append(start: UInt32, kind: UInt8) {
      starts.append(start)
      kinds.append(kind)
    }

    /// The run that holds `scalar`; the first one for a scalar before all of them.
    func index(of scalar: Unicode.Scalar) -> Int {
      var low = 0
      var high = starts.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if starts[middle] <= scalar.value { low = middle } else { high = middle }
      }
      return low
    }

    subscript(scalar: Unicode.Scalar) -> UInt8 { kinds[index(of: scalar)] }
  }

  /// Reads the numbers of ``Tables``.
  struct Digits {
    private let text: [UInt8]
    private var at = 0

    init(_ table: StaticString) { text = table.withUTF8Buffer(Array.init) }

    mutating func next() -> UInt32? {
      var number: UInt32 = 0
      var shift: UInt32 = 0
      while at < text.count {
        let digit = UInt32(text[at]) &- 0x30
        at += 1
        guard digit < 64 else { continue }
        number |= (digit & 31) << shift
        shift += 5
        if digit < 32 { return number }
      }
      return nil
    }

    mutating func nextSigned() -> Int32 {
      let number = next() ?? 0
      return number % 2 == 0 ? Int32(number / 2) : -Int32(number / 2) - 1
    }
  }
}
