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
        let (color, alpha) = try sample(above, column, at: start)
        for part in color { rgb.append(UInt8((part * alpha + 255 * (65535 - alpha)) / 65535)) }
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

  /// One pixel: three parts from 0 to 255, and an alpha from 0 to 65535.
  private func sample(_ row: [UInt8], _ column: Int, at start: Int) throws(Fault) -> (color: [Int], alpha: Int) {
    func raw(_ sample: Int) -> Int {
      let bit = (column * header.colorType.samples + sample) * header.bitDepth
      switch header.bitDepth {
      case 8: return Int(row[bit / 8])
      case 16: return Int(row[bit / 8]) << 8 | Int(row[bit / 8 + 1])
      case let depth: return Int(row[bit / 8]) >> (8 - depth - bit % 8) & ((1 << depth) - 1)
      }
    }
    let most = (1 << header.bitDepth) - 1
    func part(_ value: Int) -> Int { value * 255 / most }
    /// tRNS gives one colour, two bytes a sample, that is not to be seen.
    func isTransparent(_ values: [Int]) -> Bool {
      transparency.count >= values.count * 2
        && values.enumerated().allSatisfy { index, value in
          Int(transparency[index * 2]) << 8 | Int(transparency[index * 2 + 1]) == value
        }
    }
    switch header.colorType {
    case .grey:
      let grey = raw(0)
      return ([Int](repeating: part(grey), count: 3), isTransparent([grey]) ? 0 : 65535)
    case .greyAlpha: return ([Int](repeating: part(raw(0)), count: 3), raw(1) * 65535 / most)
    case .rgb:
      let color = [raw(0), raw(1), raw(2)]
      return (color.map(part), isTransparent(color) ? 0 : 65535)
    case .rgba: return ([part(raw(0)), part(raw(1)), part(raw(2))], raw(3) * 65535 / most)
    case .palette:
      let index = raw(0)
      guard index * 3 + 2 < palette.count else {
        throw Fault(
          .malformed, "expected a palette index below \(palette.count / 3), found \(index)",
          bytes: start + 1..<start + 1 + row.count, spec: Self.spec("11.2.2"))
      }
      let alpha = index < transparency.count ? Int(transparency[index]) * 257 : 65535
      return (palette[index * 3..<index * 3 + 3].map(Int.init), alpha)
    }
  }
}
