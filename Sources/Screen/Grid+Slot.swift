extension Grid {
  /// A cell as a grid keeps it: two numbers, so that copying one counts no references and comparing two compares no
  /// strings.
  struct Slot: Sendable, Hashable {
    var code: Code
    var style: Style

    static let blank = Slot(code: .space, style: .plain)
  }

  /// What stands in a slot: a Unicode scalar, nothing of its own right of a wide character, or a grapheme of several
  /// scalars by its number in the grid's ``Grid/clusters``.
  ///
  ///     0 ... 10FFFF    110000          110001 ...
  ///     a scalar        continuation    a cluster, counted from there
  struct Code: Sendable, Hashable {
    var rawValue: UInt32

    static let space = Code(rawValue: 0x20)
    static let continuation = Code(rawValue: 0x11_0000)
    private static let clusters: UInt32 = 0x11_0001

    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(cluster number: Int) { rawValue = Self.clusters + UInt32(truncatingIfNeeded: number) }

    var cluster: Int? { rawValue < Self.clusters ? nil : Int(rawValue - Self.clusters) }

    var isASCII: Bool { rawValue < 0x80 }
  }

  /// The glyph that a code of this grid stands for.
  func glyph(_ code: Code) -> Cell.Glyph {
    if code == .continuation { return .continuation }
    if let cluster = code.cluster { return .character(clusters.indices.contains(cluster) ? clusters[cluster] : "?") }
    return .character(Character(Unicode.Scalar(code.rawValue) ?? "?"))
  }

  /// Appends the UTF-8 of what stands in a slot; nothing for a continuation.
  func write(_ code: Code, to bytes: inout [UInt8]) {
    if code.isASCII {
      bytes.append(UInt8(truncatingIfNeeded: code.rawValue))
    } else if case .character(let character) = glyph(code) {
      bytes += character.utf8
    }
  }
}
