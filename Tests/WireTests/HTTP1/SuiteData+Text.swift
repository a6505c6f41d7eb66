import Foundation

extension SuiteData {
  /// The files below `path` whose names end so, as paths below it, in order.
  static func files(_ path: String, suffix: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: url(path).path).filter { $0.hasSuffix(suffix) }.sorted()
  }

  /// The bytes that a suite's text spells, where `\r`, `\n`, `\t`, `\f`, `\0`, `\xHH` and `\` before a line's end are
  /// escapes and every other character is itself.
  static func unescape(_ text: some Sequence<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(text)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let next = rest.first else {
        bytes.append(byte)
        continue
      }
      let control: [UInt8: UInt8] = [0x72: 13, 0x6E: 10, 0x74: 9, 0x66: 12, 0x30: 0]
      if let value = control[next], !(next == 0x30 && rest.dropFirst().first.map { (0x30...0x39).contains($0) } == true)
      {
        rest = rest.dropFirst()
        bytes.append(value)
      } else if next == UInt8(ascii: "x"),
        let value = UInt8(
          String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
      {
        rest = rest.dropFirst(3)
        bytes.append(value)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }
}
