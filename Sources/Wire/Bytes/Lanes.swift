/// Eight bytes in one word, first byte lowest: each has a lane of eight bits. A question is asked of all of them at
/// once, and the answer stands in each lane's highest bit. Only the lowest answer of yes is sure to be right: to find it,
/// lanes borrow from those above.
extension UInt64 {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Which are no ASCII.
  var lanesOutsideASCII: UInt64 { self & Self.highs }

  /// Which are under `floor`, are `other` (both ASCII), or are no ASCII.
  @inline(__always)
  func lanes(under floor: UInt8 = 0, or other: UInt8) -> UInt64 {
    let difference = self ^ Self.ones &* UInt64(other)
    return ((self &- Self.ones &* UInt64(floor)) | (difference &- Self.ones) | self) & Self.highs
  }

  /// Which are neither an ASCII letter nor `-`.
  @inline(__always)
  var lanesOutsideWords: UInt64 {
    let small = (self | Self.ones &* 0x20) & Self.lows
    let letters = (small &+ Self.ones &* 0x1F) & ~(small &+ Self.ones &* 0x05)
    let others = ((self ^ Self.ones &* 0x2D) & Self.lows) &+ Self.lows
    return (~letters & others | self) & Self.highs
  }
}

extension [UInt8] {
  /// The index behind the bytes from `start` on that `isMember` is true of, at most `end`.
  ///
  /// Eight at a time are looked at where `lanes` says which of them need a closer look: at least those that
  /// `isMember` is not true of.
  @inline(__always)
  func end(
    from start: Int, to end: Int, lanes: (UInt64) -> UInt64 = { _ in .max }, where isMember: (UInt8) -> Bool
  ) -> Int {
    let stop = Swift.min(end, count)
    guard start >= 0, start < stop else { return start }
    return withUnsafeBytes { bytes in
      var at = start
      let last = Swift.min(stop - 1, bytes.count - 8)
      while at <= last {
        let found = lanes(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
        guard found != 0 else {
          at += 8
          continue
        }
        at += found.trailingZeroBitCount / 8
        guard at < stop, isMember(bytes[at]) else { break }
        at += 1
      }
      while at < stop, isMember(bytes[at]) { at += 1 }
      return Swift.min(at, stop)
    }
  }
}
