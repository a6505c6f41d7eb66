extension PNG {
  /// The image's colours, from what ``compressed`` inflates to (sections 9 and 10).
  ///
  /// Throws where the data has another length than the header asks for, where a filter or palette index does not
  /// exist, and ``Fault/Code/unsupported`` for interlaced images. Ranges are bytes of the inflated data.
  public func pixels(inflated: [UInt8]) throws(Fault) -> Pixels {
    guard !header.isInterlaced else {
      throw Fault(
        .unsupported, "interlaced images are not shown here: save it without interlacing", bytes: 0..<inflated.count,
        spec: Self.spec("8"))
    }
    guard inflated.count == header.inflatedSize else {
      throw Fault(
        .malformed, "expected \(header.inflatedSize) bytes of pixels, found \(inflated.count)",
        bytes: 0..<inflated.count, spec: Self.spec("7.2"))
    }
    // Pixels of eight bits or fewer are one sample each, and can't be more than 256: each is worked out once.
    let known = header.bitsPerPixel <= 8 ? (0..<1 << header.bitsPerPixel).map { value in color { _ in value } } : nil
    // And these are in their rows as they are wanted.
    let isPlain = header.colorType == .rgb && header.bitDepth == 8 && transparency.isEmpty
    var rgb: [UInt8] = []
    rgb.reserveCapacity(header.width * header.height * 3)
    var above = [UInt8](repeating: 0, count: header.rowBytes)
    for row in 0..<header.height {
      let start = row * (header.rowBytes + 1)
      above = try unfiltered(inflated[start..<start + header.rowBytes + 1], above: above)
      if isPlain {
        rgb += above
        continue
      }
      for column in 0..<header.width {
        let first = column * header.colorType.samples
        guard let color = known.map({ $0[sample(first, of: above)] }) ?? color({ sample(first + $0, of: above) }) else {
          throw Fault(
            .malformed, "expected a palette index below \(palette.count / 3), found \(sample(first, of: above))",
            bytes: start + 1..<start + 1 + above.count, spec: Self.spec("11.2.2"))
        }
        rgb.append(color.red)
        rgb.append(color.green)
        rgb.append(color.blue)
      }
    }
    return Pixels(width: header.width, height: header.height, rgb: rgb)
  }

  /// Undoes one row's filter (section 9.2): each byte was written as its difference from a guess made from the byte
  /// to the left, the one above, and the one above that.
  private func unfiltered(_ row: ArraySlice<UInt8>, above: [UInt8]) throws(Fault) -> [UInt8] {
    var bytes = Array(row.dropFirst())
    let step = max(1, header.bitsPerPixel / 8)
    let filter = row.first ?? 0
    guard filter <= 4 else {
      throw Fault(
        .malformed, "expected a filter from 0 to 4, found \(filter)", bytes: row.startIndex..<row.startIndex + 1,
        spec: Self.spec("9.2"))
    }
    for index in bytes.indices {
      let left = index >= step ? Int(bytes[index - step]) : 0
      let up = Int(above[index])
      let corner = index >= step ? Int(above[index - step]) : 0
      let guess =
        switch filter {
        case 1: left
        case 2: up
        case 3: (left + up) / 2
        case 4: Self.paeth(left, up, corner)
        default: 0
        }
      bytes[index] &+= UInt8(truncatingIfNeeded: guess)
    }
    return bytes
  }

  /// Whichever of the three is nearest to left + up - corner (section 9.4).
  private static func paeth(_ left: Int, _ up: Int, _ corner: Int) -> Int {
    let estimate = left + up - corner
    let (toLeft, toUp, toCorner) = (abs(estimate - left), abs(estimate - up), abs(estimate - corner))
    if toLeft <= toUp && toLeft <= toCorner { return left }
    return toUp <= toCorner ? up : corner
  }

  /// A sample as it stands in its row.
  private func sample(_ number: Int, of row: [UInt8]) -> Int {
    let bit = number * header.bitDepth
    switch header.bitDepth {
    case 8: return Int(row[bit / 8])
    case 16: return Int(row[bit / 8]) << 8 | Int(row[bit / 8 + 1])
    case let depth: return Int(row[bit / 8]) >> (8 - depth - bit % 8) & ((1 << depth) - 1)
    }
  }

  /// One pixel over white.
  private struct Color {
    var red: UInt8
    var green: UInt8
    var blue: UInt8

    /// Parts from 0 to 255, and an alpha from 0 to 65535.
    init(_ red: Int, _ green: Int, _ blue: Int, alpha: Int) {
      func overWhite(_ part: Int) -> UInt8 { UInt8(clamping: (part * alpha + 255 * (65535 - alpha) + 32767) / 65535) }
      (self.red, self.green, self.blue) = (overWhite(red), overWhite(green), overWhite(blue))
    }
  }

  /// What a pixel of these samples looks like; nil where the palette has no such entry.
  private func color(_ sample: (Int) -> Int) -> Color? {
    let most = (1 << header.bitDepth) - 1
    func part(_ number: Int) -> Int { (sample(number) * 255 + most / 2) / most }
    /// For colour types without alpha, tRNS gives one colour, two bytes a sample, that is not to be seen.
    func alpha() -> Int {
      let samples = header.colorType.samples
      guard transparency.count >= samples * 2 else { return 65535 }
      let isThatColor = (0..<samples).allSatisfy { number in
        Int(transparency[number * 2]) << 8 | Int(transparency[number * 2 + 1]) == sample(number)
      }
      return isThatColor ? 0 : 65535
    }
    switch header.colorType {
    case .grey: return Color(part(0), part(0), part(0), alpha: alpha())
    case .greyAlpha: return Color(part(0), part(0), part(0), alpha: sample(1) * 65535 / most)
    case .rgb: return Color(part(0), part(1), part(2), alpha: alpha())
    case .rgba: return Color(part(0), part(1), part(2), alpha: sample(3) * 65535 / most)
    case .palette:
      let (index, entry) = (sample(0), sample(0) * 3)
      guard entry + 2 < palette.count else { return nil }
      let alpha = index < transparency.count ? Int(transparency[index]) * 257 : 65535
      return Color(Int(palette[entry]), Int(palette[entry + 1]), Int(palette[entry + 2]), alpha: alpha)
    }
  }
}
