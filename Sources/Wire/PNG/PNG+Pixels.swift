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
    var rgb: [UInt8] = []
    rgb.reserveCapacity(header.width * header.height * 3)
    var above = [UInt8](repeating: 0, count: header.rowBytes)
    for row in 0..<header.height {
      let start = row * (header.rowBytes + 1)
      above = try unfiltered(inflated[start..<start + header.rowBytes + 1], above: above)
      for column in 0..<header.width {
        let pixel = try sample(above, column, at: start)
        rgb.append(pixel.overWhite(pixel.red))
        rgb.append(pixel.overWhite(pixel.green))
        rgb.append(pixel.overWhite(pixel.blue))
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

  /// One pixel: parts from 0 to 255, and an alpha from 0 to 65535.
  private struct Sample {
    var red: Int
    var green: Int
    var blue: Int
    var alpha = 65535

    func overWhite(_ part: Int) -> UInt8 { UInt8(clamping: (part * alpha + 255 * (65535 - alpha)) / 65535) }
  }

  private func sample(_ row: [UInt8], _ column: Int, at start: Int) throws(Fault) -> Sample {
    func raw(_ sample: Int) -> Int {
      let bit = (column * header.colorType.samples + sample) * header.bitDepth
      switch header.bitDepth {
      case 8: return Int(row[bit / 8])
      case 16: return Int(row[bit / 8]) << 8 | Int(row[bit / 8 + 1])
      case let depth: return Int(row[bit / 8]) >> (8 - depth - bit % 8) & ((1 << depth) - 1)
      }
    }
    let most = (1 << header.bitDepth) - 1
    func part(_ sample: Int) -> Int { raw(sample) * 255 / most }
    /// For colour types without alpha, tRNS gives one colour, two bytes a sample, that is not to be seen.
    func alpha() -> Int {
      let samples = header.colorType.samples
      guard transparency.count >= samples * 2 else { return 65535 }
      let isThatColor = (0..<samples).allSatisfy { sample in
        Int(transparency[sample * 2]) << 8 | Int(transparency[sample * 2 + 1]) == raw(sample)
      }
      return isThatColor ? 0 : 65535
    }
    switch header.colorType {
    case .grey: return Sample(red: part(0), green: part(0), blue: part(0), alpha: alpha())
    case .greyAlpha: return Sample(red: part(0), green: part(0), blue: part(0), alpha: raw(1) * 65535 / most)
    case .rgb: return Sample(red: part(0), green: part(1), blue: part(2), alpha: alpha())
    case .rgba: return Sample(red: part(0), green: part(1), blue: part(2), alpha: raw(3) * 65535 / most)
    case .palette:
      let entry = raw(0) * 3
      guard entry + 2 < palette.count else {
        throw Fault(
          .malformed, "expected a palette index below \(palette.count / 3), found \(raw(0))",
          bytes: start + 1..<start + 1 + row.count, spec: Self.spec("11.2.2"))
      }
      var sample = Sample(red: Int(palette[entry]), green: Int(palette[entry + 1]), blue: Int(palette[entry + 2]))
      if raw(0) < transparency.count { sample.alpha = Int(transparency[raw(0)]) * 257 }
      return sample
    }
  }
}
