extension HTTP1 {
  /// Which rule of the grammar matched which bytes: a tree of fields, as rows of plain numbers.
  ///
  ///     depth  rule          bytes
  ///     0      request       0..<18
  ///     1      request-line  0..<16
  ///     2      method        0..<3      GET
  ///     2      SP            3..<4
  ///     2      …
  ///     1      CRLF          16..<18
  ///
  /// A row's children are the rows behind it that are one deeper, up to the first that is not deeper. The rows name every
  /// byte; what the bytes say is read when somebody looks, and a tree is freed in one piece.
  final class ParseTree: FieldSource {
    struct Row: Sendable {
      var rule: Rule
      var depth: UInt8
      var bytes: Range<Int>
    }

    private let rows: [Row]
    private let source: [UInt8]

    init(_ rows: [Row], of source: [UInt8]) {
      self.rows = rows
      self.source = source
    }

    /// Row `index` as a field.
    func field(_ index: Int) -> Field {
      let row = rows[index]
      let bits = row.bytes.lowerBound * 8..<row.bytes.upperBound * 8
      return Field(row.rule.name, bits: bits, spec: row.rule.spec, row: index, of: self)
    }

    func value(at row: Int) -> Value { rows[row].rule.value(of: rows[row].bytes, in: source) }

    func children(at row: Int) -> [Field] { fields(from: row + 1, depth: rows[row].depth + 1) }

    private func fields(from start: Int, depth: UInt8) -> [Field] {
      var (end, count) = (start, 0)
      while end < rows.count, rows[end].depth >= depth {
        if rows[end].depth == depth { count += 1 }
        end += 1
      }
      guard count > 0 else { return [] }
      var fields: [Field] = []
      fields.reserveCapacity(count)
      for index in start..<end where rows[index].depth == depth { fields.append(field(index)) }
      return fields
    }
  }
}
