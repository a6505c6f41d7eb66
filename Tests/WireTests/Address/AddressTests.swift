import Testing
import Wire

@Suite("IP addresses as text")
struct AddressTests {
  @Test("four numbers from 0 to 255", arguments: ["0.0.0.0", "192.0.2.10", "255.255.255.255"])
  func four(_ text: String) {
    #expect(IPv4Address(text)?.description == text)
  }

  @Test(
    "anything else is none, and a zero in front might mean octal",
    arguments: [
      "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.", "1..2.3", "01.2.3.4", "1.2.3.00", "+1.2.3.4", "1.2.3.-4",
      " 1.2.3.4", "0x1.2.3.4", "1.2.3.٤", "1.2.3.4\u{301}", "1.2.3.99999999999999999999",
    ])
  func refused(_ text: String) {
    #expect(IPv4Address(text) == nil)
  }

  @Test(
    "the one recommended spelling (RFC 5952)",
    arguments: [
      ([0x2001, 0xDB8, 0, 0, 1, 0, 0, 1], "2001:db8::1:0:0:1"),  // the first of two equal runs
      ([0x2001, 0xDB8, 0, 1, 1, 1, 1, 1], "2001:db8:0:1:1:1:1:1"),  // never for one group
      ([0x2001, 0, 0, 1, 0, 0, 0, 1], "2001:0:0:1::1"),  // the longest run
      ([0, 0, 0, 0, 0, 0, 0, 0], "::"), ([0, 0, 0, 0, 0, 0, 0, 1], "::1"), ([1, 0, 0, 0, 0, 0, 0, 0], "1::"),
      ([0, 0, 0, 0, 0, 0xFFFF, 0xC000, 0x20A], "::ffff:192.0.2.10"),
    ] as [([UInt16], String)])
  func spelling(_ row: (groups: [UInt16], text: String)) {
    let octets = row.groups.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(IPv6Address(octets: octets).description == row.text)
    #expect(IPv6Address(octets: octets).groups == row.groups)
  }
}
