/// The head of an HTTP message as lines of text, with the body behind it, for showing: a message that breaks the rules
/// is shown all the same.
struct MessageHead {
  /// The start line.
  let line: String
  /// What the start line is made of.
  let words: [String]
  let fields: [(name: String, value: String)]
  /// As it was on the wire: chunked and compressed, if it was.
  let body: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    var end = bytes.count
    // A head is a few kilobytes; what is longer than that is cut.
    for at in bytes.indices.prefix(65_536) where bytes[at] == 0x0A {
      let line = bytes[start..<at].last == 0x0D ? bytes[start..<at - 1] : bytes[start..<at]
      start = at + 1
      if line.isEmpty, !lines.isEmpty {
        end = start
        break
      }
      lines.append(line)
    }
    line = String(decoding: lines.first ?? [], as: UTF8.self)
    words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    fields = lines.dropFirst().prefix(200).map { line in
      let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
      let value = line[colon...].dropFirst().drop { $0 == 0x20 || $0 == 0x09 }
      return (String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self))
    }
    body = bytes[end...]
  }

  func first(_ name: String) -> String? { fields.first { $0.name.lowercased() == name.lowercased() }?.value }
}
