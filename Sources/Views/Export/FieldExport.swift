public import Screen
public import Wire

/// A field tree as lines: where each field stands, its name, its value, the specification that says so, and what is
/// wrong with it.
public struct FieldExport: Sendable {
  public var width: Int
  public var theme: Theme
  public var depth: ColorDepth

  /// A tree of a huge input is cut here, and says so.
  private static let mostLines = 20_000

  public init(width: Int = 80, theme: Theme = Theme(), depth: ColorDepth = .none) {
    self.width = max(40, width)
    self.theme = theme
    self.depth = depth
  }

  /// `bytes` are what the tree explains.
  public func bytes(of root: Field, in bytes: [UInt8]) -> [UInt8] {
    var lines = TextLines()
    var told: Set<String> = []
    var path: [Field] = []
    // What is still to be told on each level.
    var rest: [ArraySlice<Field>] = [[root]]
    while !rest.isEmpty {
      let level = rest.count - 1
      guard let field = rest[level].popFirst() else {
        rest.removeLast()
        continue
      }
      guard lines.count < Self.mostLines else {
        lines.wrap(
          [Run("… and more, which is left out: the input has \(bytes.count) bytes", .faint)],
          in: TextLines.Frame(width: width))
        break
      }
      path.removeLast(path.count - level)
      path.append(field)
      // What is said once needs not be said of the next one.
      let meaning = Glossary.meaning(of: path).flatMap { told.insert($0).inserted ? $0 : nil }
      add(field, meaning, level: level, in: bytes, root.fault, to: &lines)
      rest.append(field.children[...])
    }
    return depth == .none
      ? lines.bytes(width: width, isASCII: theme.isASCII) : lines.grid(width: width, theme: theme).lines(depth: depth)
  }

  /// `12..<15  method: GET        RFC 9112 section 3.1`
  private func add(
    _ field: Field, _ meaning: String?, level: Int, in bytes: [UInt8], _ rootFault: Fault?, to lines: inout TextLines
  ) {
    let indent = String(repeating: " ", count: min(level * 2, width / 3))
    let place = Self.place(field)
    let gap = String(repeating: " ", count: max(1, 12 - place.utf8.count))
    var runs = [Run(place + gap, .faint), Run(indent), Run(field.name, .name)]
    let value = value(of: field, in: bytes)
    if !value.isEmpty { runs += [Run(": "), Run(value, .strong)] }
    if let spec = field.spec { runs.append(Run("  \(spec)", .faint)) }
    let hanging = 12 + indent.utf8.count + 2
    lines.wrap(theme.isASCII ? runs.map(\.inASCII) : runs, in: TextLines.Frame(width: width, hanging: hanging))
    let below = TextLines.Frame(width: max(20, width - hanging), indent: hanging)
    if let meaning { lines.wrap([Run(meaning, .faint)], in: below) }
    // A fault is told where it is, not by everything around it as well.
    if let fault = field.fault, !field.children.contains(where: { $0.fault == fault }) {
      // A part that is passed over, or only not known here, is no mistake.
      let runs =
        fault.isRemark && fault != rootFault
        ? [Run("note: \(fault.message)", .faint)] : [Run("! ", .wrong), Run(fault.message, .wrong)]
      lines.wrap(runs, in: below)
    }
  }

  /// `3..<9` in bytes, or `16.4+4` where a field is no whole number of them: byte, bit, and how many bits.
  private static func place(_ field: Field) -> String {
    let bits = field.bits
    if bits.lowerBound % 8 == 0 && bits.upperBound % 8 == 0 {
      return "\(bits.lowerBound / 8)..<\(bits.upperBound / 8)"
    }
    return "\(bits.lowerBound / 8).\(bits.lowerBound % 8)+\(bits.count)"
  }

  private func value(of field: Field, in bytes: [UInt8]) -> String {
    let longest = 160
    let text: String
    switch field.value {
    case .none:
      guard field.children.isEmpty, !field.bits.isEmpty else { return "" }
      let slice = bytes[field.bytes.clamped(to: 0..<bytes.count)].prefix(longest)
      // Separators are characters; what else has no value of its own is shown as it is.
      let isText = slice.allSatisfy { (0x20..<0x7F).contains($0) || (0x09...0x0D).contains($0) }
      text = isText ? "\"\(String(decoding: slice, as: UTF8.self))\"" : slice.hex
    case .bytes(let value): text = value.prefix(longest).hex + (value.count > longest ? "…" : "")
    case .number, .flag, .text: text = field.value.description
    }
    return text.count > longest ? text.prefix(longest) + "…" : text
  }
}
