/// The UTF-8 sequence at one place: how long it is, or how many bytes one U+FFFD stands for where it is not valid
/// (the Encoding standard's UTF-8 decoder: as far as the bytes could still have become a character).
struct UTF8Sequence {
  let length: Int
  let isValid: Bool

  init(in bytes: [UInt8], at start: Int) {
    let lead = bytes[start]
    let more: Int
    var allowed: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0...0x7F: more = 0
    case 0xC2...0xDF: more = 1
    case 0xE0...0xEF:
      more = 2
      if lead == 0xE0 { allowed = 0xA0...0xBF }
      if lead == 0xED { allowed = 0x80...0x9F }
    case 0xF0...0xF4:
      more = 3
      if lead == 0xF0 { allowed = 0x90...0xBF }
      if lead == 0xF4 { allowed = 0x80...0x8F }
    default:
      (length, isValid) = (1, false)
      return
    }
    for step in 0..<more {
      guard start + 1 + step < bytes.count, allowed.contains(bytes[start + 1 + step]) else {
        (length, isValid) = (1 + step, false)
        return
      }
      allowed = 0x80...0xBF
    }
    (length, isValid) = (1 + more, true)
  }
}
