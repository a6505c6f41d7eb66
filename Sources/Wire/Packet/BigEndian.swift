extension [UInt8] {
  /// Appends a number as it goes on the wire, most significant byte first.
  mutating func append(bigEndian number: some FixedWidthInteger & UnsignedInteger) {
    for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  /// Writes a number over the bytes at `index`; nothing where they are not all there.
  mutating func put(_ number: some FixedWidthInteger & UnsignedInteger, at index: Int) {
    let width = number.bitWidth / 8
    guard index >= 0, index <= count - width else { return }
    for place in 0..<width { self[index + place] = UInt8(truncatingIfNeeded: number >> (8 * (width - 1 - place))) }
  }
}

extension RandomAccessCollection<UInt8> where Index == Int {
  /// The number that begins at `index`, most significant byte first; nil where its bytes are not all there.
  public func number<Number: FixedWidthInteger & UnsignedInteger>(at index: Int) -> Number? {
    let width = Number.bitWidth / 8
    guard index >= startIndex, index <= endIndex - width else { return nil }
    var number: Number = 0
    for place in index..<index + width { number = number << 8 | Number(truncatingIfNeeded: self[place]) }
    return number
  }
}
