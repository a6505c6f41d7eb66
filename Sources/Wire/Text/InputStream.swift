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
    var copied = start
    var at = start
    bytes = []
    if start > 0 { shifts = [Shift(normalised: 0, received: start)] }
    while at < received.count {
      // What most bytes are needs no second look.
      if (0x20..<0x7F).contains(received[at]) {
        at += 1
        continue
      }
      let length: Int
      let replacement: Unicode.Scalar
      switch received[at] {
      case 0x0D: (length, replacement) = (received[at...].dropFirst().first == 0x0A ? 2 : 1, "\n")
      case 0x0C where language == .css: (length, replacement) = (1, "\n")
      case 0 where language == .css: (length, replacement) = (1, "\u{FFFD}")
      case 0...0x7F:
        at += 1
        continue
      default:
        let sequence = UTF8Sequence(in: received, at: at)
        guard !sequence.isValid else {
          at += sequence.length
          continue
        }
        (length, replacement) = (sequence.length, "\u{FFFD}")
      }
      if copied == start { bytes.reserveCapacity(received.count + received.count / 8) }
      bytes += received[copied..<at]
      bytes += String(replacement).utf8
      at += length
      copied = at
      if length != UTF8.width(replacement) { shifts.append(Shift(normalised: bytes.count, received: at)) }
    }
    // Most documents have nothing to replace, and are used whole.
    if copied == 0 { bytes = received } else { bytes += received[copied...] }
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
}
