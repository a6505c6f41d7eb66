extension IPv4 {
  /// Takes one from the Time to Live of the datagram that begins `start` bytes into `frame`, and mends the header's
  /// checksum without summing it again: what a router does to every packet (RFC 1812 section 5.3.1, RFC 1624).
  ///
  /// False where the time is over, or no header is there: then nothing was changed and nothing may be sent on.
  @discardableResult
  public static func decrementTimeToLive(in frame: inout [UInt8], at start: Int = Ethernet.Header.length) -> Bool {
    guard start >= 0, start + Header.minimumLength <= frame.count, frame[start + 8] > 1 else { return false }
    let old = UInt16(frame[start + 8]) << 8 | UInt16(frame[start + 9])
    let checksum = UInt16(frame[start + 10]) << 8 | UInt16(frame[start + 11])
    frame[start + 8] -= 1
    frame.put(InternetChecksum.updated(checksum, from: old, to: old - 0x100), at: start + 10)
    return true
  }
}
