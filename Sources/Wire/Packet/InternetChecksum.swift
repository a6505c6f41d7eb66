/// The checksum of IPv4, ICMP, UDP and TCP: the one's complement of the one's complement sum of 16-bit words (RFC 1071).
///
/// It finds accidents, not attacks: whoever changes bytes can change the sum to match.
public struct InternetChecksum: Sendable, Hashable {
  /// Carries gather in the upper bits and are folded in at the end (RFC 1071 section 2, "deferred carries").
  private var sum: UInt64 = 0

  public init() {}

  /// Adds `bytes`, the last of an odd number as the upper half of a word. Only the last piece may have an odd length.
  public mutating func add(_ bytes: ArraySlice<UInt8>) {
    let added = bytes.withUnsafeBytes { buffer in
      var sum: UInt64 = 0
      var place = 0
      // Two words at a time: their carries land where the fold finds them (RFC 1071 section 2, "parallel summation").
      while place + 4 <= buffer.count {
        sum += UInt64(UInt32(bigEndian: buffer.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
        place += 4
      }
      var shift: UInt64 = 24
      for byte in buffer[place...] {
        sum += UInt64(byte) << shift
        shift &-= 8
      }
      return sum
    }
    add(added)
  }

  public mutating func add(_ bytes: [UInt8]) { add(bytes[...]) }

  /// Adds a number as the words it would be on the wire.
  mutating func add(word: some FixedWidthInteger & UnsignedInteger) { add(UInt64(word)) }

  private mutating func add(_ number: UInt64) {
    let (partial, carry) = sum.addingReportingOverflow(number)
    sum = partial &+ (carry ? 1 : 0)
  }

  /// What goes into the checksum field; 0 over bytes whose checksum field is right.
  public var value: UInt16 {
    var folded = sum
    while folded > 0xFFFF { folded = (folded & 0xFFFF) + (folded >> 16) }
    return ~UInt16(truncatingIfNeeded: folded)
  }

  /// The checksum of `bytes`, which hold their own checksum as zeros.
  public static func of(_ bytes: ArraySlice<UInt8>) -> UInt16 {
    var checksum = InternetChecksum()
    checksum.add(bytes)
    return checksum.value
  }

  public static func of(_ bytes: [UInt8]) -> UInt16 { of(bytes[...]) }

  /// The checksum once a 16-bit word under it has changed, without a look at the other words (RFC 1624 equation 3).
  public static func updated(_ checksum: UInt16, from old: UInt16, to new: UInt16) -> UInt16 {
    var sum = UInt32(~checksum) + UInt32(~old) + UInt32(new)
    while sum > 0xFFFF { sum = (sum & 0xFFFF) + (sum >> 16) }
    return ~UInt16(truncatingIfNeeded: sum)
  }
}

extension Scanner {
  /// A checksum field over bytes whose sum, the field with them, came to `residue`: 0 where it is right. Where it isn't,
  /// the fault stands on the field and reading goes on, because a learner wants to see the rest all the same.
  mutating func checksum(
    _ name: String, residue: UInt16, _ spec: Spec, _ isIntact: inout Bool
  ) throws(Fault) {
    let found = UInt16(truncatingIfNeeded: try number(name, bits: 16, spec))
    guard residue != 0 else { return }
    isIntact = false
    // With one's complement, taking the field out of the sum again is adding it to the complement.
    let (sum, carry) = residue.addingReportingOverflow(found)
    let right = sum &+ (carry ? 1 : 0)
    amend { field in
      field.fault = Fault(
        .conflict, "expected the checksum \(right), found \(found): some bit changed on the way", bits: field.bits,
        spec: spec)
    }
  }
}
