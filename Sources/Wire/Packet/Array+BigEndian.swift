extension [UInt8] {
  /// Appends a number as it goes on the wire, most significant byte first.
  mutating func append(bigEndian number: some FixedWidthInteger & UnsignedInteger) {
    for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  /// Writes a 16-bit number over the two bytes at `place`; nothing where they are not there.
  mutating func put(_ number: UInt16, at place: Int) {
    guard place >= 0, place + 2 <= count else { return }
    self[place] = UInt8(number >> 8)
    self[place + 1] = UInt8(number & 0xFF)
  }
}

extension ArraySlice<UInt8> {
  /// The 16-bit number `offset` bytes from the start, most significant byte first; nil past the end.
  func number16(at offset: Int) -> UInt16? {
    guard offset >= 0, offset + 2 <= count else { return nil }
    return UInt16(self[startIndex + offset]) << 8 | UInt16(self[startIndex + offset + 1])
  }

  /// The 32-bit number `offset` bytes from the start, most significant byte first; nil past the end.
  func number32(at offset: Int) -> UInt32? {
    guard let high = number16(at: offset), let low = number16(at: offset + 2) else { return nil }
    return UInt32(high) << 16 | UInt32(low)
  }
}
