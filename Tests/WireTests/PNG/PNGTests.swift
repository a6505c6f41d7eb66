import Testing
@testable import Wire

@Suite("PNG")
struct PNGTests {
  /// Two by two pixels of 8-bit RGB; the IDAT's bytes are not inflated here, so any will do.
  static let small =
    [UInt8](
      hex: """
        89504e470d0a1a0a
        0000000d 49484452 00000002 00000002 08 02 00 00 00 fdd49a73
        00000001 49444154 00 28387de8
        00000000 49454e44 ae426082
        """) ?? []

  private func header(_ depth: Int, _ type: PNG.ColorType, width: Int = 2, height: Int = 1) -> PNG.Header {
    PNG.Header(width: width, height: height, bitDepth: depth, colorType: type, isInterlaced: false)
  }

  private func rgb(
    _ header: PNG.Header, _ inflated: [UInt8], palette: [UInt8] = [], transparency: [UInt8] = []
  ) throws -> [UInt8] {
    try PNG(header: header, palette: palette, transparency: transparency, compressed: [0]).pixels(inflated: inflated)
      .rgb
  }

  @Test("chunks are read, every byte has its name")
  func dissection() throws {
    let dissection = PNG.dissect(Self.small)
    let png = try dissection.value.get()
    #expect(png.header.width == 2 && png.header.colorType == .rgb && png.compressed == [0])
    #expect(dissection.field.children.map(\.name) == ["signature", "chunk IHDR", "chunk IDAT", "chunk IEND"])
    #expect(dissection.field.first("bit depth")?.bytes == 24..<25)
    #expect(dissection.field.first("colour type")?.value == .number(2, symbol: "truecolour"))
  }

  @Test("a changed byte is found by the CRC, a cut is named, and neither traps")
  func faults() {
    for end in Self.small.indices {
      guard case .failure(let fault) = PNG.dissect(Array(Self.small[..<end])).value else {
        Issue.record("cut at \(end) was accepted")
        continue
      }
      #expect(end < 8 ? fault.code == .malformed : fault.code == .truncated, "cut at \(end)")
    }
    for index in Self.small.indices {
      var flipped = Self.small
      flipped[index] ^= 0xFF
      #expect(throws: Fault.self, "byte \(index)") { try PNG.dissect(flipped).value.get() }
    }
    #expect(throws: Fault.self) { try PNG.dissect(PNG.signature).value.get() }
  }

  @Test("an image too large is refused by its header")
  func limits() throws {
    var bytes = Self.small
    bytes.replaceSubrange(16..<24, with: [0, 0, 0x10, 0, 0, 0, 0x10, 0])
    #expect(throws: Fault.self) { try PNG.dissect(bytes).value.get() }
    #expect(PNG.dissect(bytes).field.fault?.code == .limit)
  }

  @Test("the five filters are undone")
  func filters() throws {
    // Three grey pixels a row: 10 20 30, then 11 22 33, each time written by the next filter.
    let rows: [[UInt8]] = [
      [0, 10, 20, 30],
      [1, 11, 11, 11],  // minus the left one
      [2, 0, 0, 0],  // minus the one above
      [3, 6, 6, 6],  // minus half of left and above: (0 + 11)/2, (11 + 22)/2, (22 + 33)/2
      [4, 0, 11, 11],  // minus the nearest of left, above, corner
    ]
    let pixels = try rgb(header(8, .grey, width: 3, height: 5), rows.flatMap { $0 })
    let grey = stride(from: 0, to: pixels.count, by: 3).map { pixels[$0] }
    #expect(Array(grey[..<12]) == [10, 20, 30, 11, 22, 33, 11, 22, 33, 11, 22, 33])
    #expect(Array(grey[12...]) == [11, 33, 44])
  }

  @Test("every colour type and depth comes to RGB over white")
  func colours() throws {
    #expect(try rgb(header(1, .grey), [0, 0b0100_0000]) == [0, 0, 0, 255, 255, 255])
    #expect(try rgb(header(2, .grey), [0, 0b0110_0000]) == [85, 85, 85, 170, 170, 170])
    #expect(try rgb(header(4, .grey), [0, 0xF1]) == [255, 255, 255, 17, 17, 17])
    #expect(try rgb(header(16, .grey), [0, 0xFF, 0xFF, 0, 0]) == [255, 255, 255, 0, 0, 0])
    #expect(try rgb(header(8, .greyAlpha), [0, 0, 255, 0, 0]) == [0, 0, 0, 255, 255, 255])
    #expect(try rgb(header(8, .rgba), [0, 255, 0, 0, 128, 1, 2, 3, 255]) == [255, 127, 127, 1, 2, 3])
    // To the nearest: 0xFEC0 is 253.8 of 255, and 100 with an alpha of 129 comes to 176.6 over white.
    #expect(try rgb(header(16, .grey), [0, 0xFE, 0xC0, 0xFE, 0x40]) == [254, 254, 254, 253, 253, 253])
    #expect(try rgb(header(8, .greyAlpha), [0, 100, 129, 100, 128]) == [177, 177, 177, 177, 177, 177])
    #expect(
      try rgb(header(4, .palette), [0, 0x10], palette: [1, 2, 3, 4, 5, 6], transparency: [0]) == [
        4, 5, 6, 255, 255, 255,
      ])
    #expect(
      try rgb(header(8, .rgb), [0, 1, 2, 3, 4, 5, 6], transparency: [0, 1, 0, 2, 0, 3]) == [255, 255, 255, 4, 5, 6])
  }

  @Test("data that does not fit its header is a fault")
  func badPixels() {
    #expect(throws: Fault.self) { try rgb(header(8, .grey), [0, 1]) }
    #expect(throws: Fault.self) { try rgb(header(8, .grey), [5, 1, 2]) }
    #expect(throws: Fault.self) { try rgb(header(8, .palette), [0, 0, 1], palette: [1, 2, 3]) }
    let interlaced = PNG.Header(width: 1, height: 1, bitDepth: 8, colorType: .grey, isInterlaced: true)
    #expect(throws: Fault.self) { try rgb(interlaced, [0, 0]) }
  }
}
