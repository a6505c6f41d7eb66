/// A page's or a sheet's input after decoding and normalising: UTF-8 without a byte order mark, U+FFFD for what was not
/// UTF-8, and one line feed for each line end (HTML 13.2.3, CSS Syntax 3 section 3.3).
///
/// It remembers where each byte came from, so that a token can be pointed at in the bytes that were received:
///
///     received    a  b  CR LF c  FF d        shifts:  normalised 3 is received 4   (after CR LF)
///     normalised  a  b  LF    c  EF BF BD d           normalised 7 is received 6   (after U+FFFD)
struct InputStream {
  enum Language { case html, css }

  private(set) var bytes: [UInt8]
  private var shifts: [Shift] = []

  /// From `normalised` on, until the next shift, the two counts run in step again.
  private struct Shift {
    var normalised: Int
    var received: Int
  }

  /// Bytes as they came, or (`isDecoded`) the UTF-8 of a text, where U+FEFF is a character like any other.
  ///
  /// In CSS form feeds are line ends too, and U+FFFD stands for NUL.
  init(_ received: [UInt8], for language: Language = .html, isDecoded: Bool = false) {
    let start = !isDecoded && received.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = Self.firstChange(in: received, from: start, for: language) else {
      bytes = received
      if start > 0 {
        bytes.removeFirst(start)
        shifts = [Shift(normalised: 0, received: start)]
      }
      return
    }
    bytes = []
    bytes.reserveCapacity(received.count + received.count / 8)
    if start > 0 { shifts = [Shift(normalised: 0, received: start)] }
    var copied = start
    var at = first
    while at < received.count {
      let length: Int
      let replacement: [UInt8]
      switch received[at] {
      case 0x0D:
        length = at + 1 < received.count && received[at + 1] == 0x0A ? 2 : 1
        replacement = [0x0A]
      case 0x0C where language == .css: (length, replacement) = (1, [0x0A])
      case 0 where language == .css: (length, replacement) = (1, [0xEF, 0xBF, 0xBD])
      default:
        let sequence = UTF8Sequence(in: received, at: at)
        guard !sequence.isValid else {
          at += sequence.length
          continue
        }
        length = sequence.length
        replacement = [0xEF, 0xBF, 0xBD]
      }
      bytes += received[copied..<at]
      bytes += replacement
      at += length
      copied = at
      if length != replacement.count { shifts.append(Shift(normalised: bytes.count, received: at)) }
    }
    bytes += received[copied...]
  }

  /// Where the byte at `offset` of ``bytes`` stands in what was received.
  func received(_ offset: Int) -> Int {
    var low = 0
    var high = shifts.count
    while low < high {
      let middle = (low + high) / 2
      if shifts[middle].normalised <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return offset }
    return shifts[low - 1].received + offset - shifts[low - 1].normalised
  }

  func received(_ range: Range<Int>) -> Range<Int> { received(range.lowerBound)..<received(range.upperBound) }

  /// The first byte that will not stay as it is: most documents have none and are used whole.
  private static func firstChange(in bytes: [UInt8], from start: Int, for language: Language) -> Int? {
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      if byte == 0x0D || language == .css && (byte == 0x0C || byte == 0) { return at }
      if byte < 0x80 {
        at += 1
        continue
      }
      let sequence = UTF8Sequence(in: bytes, at: at)
      guard sequence.isValid else { return at }
      at += sequence.length
    }
    return nil
  }
}
