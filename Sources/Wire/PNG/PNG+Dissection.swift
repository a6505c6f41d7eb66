extension PNG {
  /// Reads the signature and the chunks up to IEND, and explains every byte.
  ///
  /// ```
  ///  +--------+------+----------------+-----+
  ///  | length | type | length bytes   | CRC |      a chunk; the CRC covers type and data
  ///  +--------+------+----------------+-----+
  ///      4       4                       4
  /// ```
  public static func dissect(_ bytes: [UInt8]) -> Dissection<PNG> {
    Wire.dissect("png", bytes[...], spec: spec("5")) { scanner throws(Fault) in
      guard scanner.upcoming(8).elementsEqual(signature) else {
        throw scanner.fault(.malformed, "expected the PNG signature 89 50 4e 47 0d 0a 1a 0a", bytes: 8, spec("5.2"))
      }
      try scanner.bytes("signature", count: 8, spec("5.2"))
      var reader = Chunks()
      while !reader.ended { try reader.read(&scanner) }
      return try reader.image(scanner)
    }
  }

  private struct Chunks {
    var header: Header?
    var palette: [UInt8] = []
    var transparency: [UInt8] = []
    var compressed: [UInt8] = []
    var ended = false

    mutating func read(_ scanner: inout Scanner) throws(Fault) {
      let name = String(decoding: scanner.upcoming(8).dropFirst(4), as: UTF8.self).escapingControls
      try scanner.group("chunk \(name)", PNG.spec("5.3")) { scanner throws(Fault) in
        let length = Int(try scanner.number("length", bits: 32, PNG.spec("5.3")))
        guard length <= scanner.bytesLeft - 8 else {
          throw scanner.fault(
            .truncated, "expected \(length) bytes of data and a CRC, found \(scanner.bytesLeft) bytes in all",
            bytes: scanner.bytesLeft, PNG.spec("5.3"))
        }
        let covered = scanner.upcoming(4 + length)
        let type = try scanner.text("type", count: 4, PNG.spec("5.4"))
        if header == nil, type != "IHDR" {
          throw scanner.fault(.malformed, "expected IHDR as the first chunk, found \(type)", PNG.spec("5.6"))
        }
        try self.data(type, length, &scanner)
        let expected = CRC32.of(covered)
        let found = try scanner.number("CRC", bits: 32, PNG.spec("5.5"))
        guard found == UInt64(expected) else {
          let fault = Fault(
            .conflict,
            "the CRC says \(String(found, radix: 16)), the bytes come to \(String(expected, radix: 16)): they changed on the way",
            bytes: scanner.byteOffset - 4..<scanner.byteOffset, spec: PNG.spec("5.5"))
          scanner.amend { $0.fault = fault }
          throw fault
        }
      }
    }

    private mutating func data(_ type: String, _ length: Int, _ scanner: inout Scanner) throws(Fault) {
      switch type {
      case "IHDR":
        guard header == nil else { throw scanner.fault(.conflict, "a second IHDR chunk", PNG.spec("5.6")) }
        header = try scanner.limited(toBytes: length, for: "IHDR") { scanner throws(Fault) in
          try Header(reading: &scanner)
        }
      case "PLTE":
        guard length % 3 == 0, (3...768).contains(length) else {
          throw scanner.fault(
            .malformed, "expected 1 to 256 entries of three bytes, found \(length) bytes", bytes: length,
            PNG.spec("11.2.2"))
        }
        palette = Array(try scanner.bytes("entries", count: length, PNG.spec("11.2.2")))
      case "tRNS": transparency = Array(try scanner.bytes("transparency", count: length, PNG.spec("11.3.1")))
      case "IDAT": compressed += try scanner.bytes("compressed data", count: length, PNG.spec("11.2.3"))
      case "IEND":
        try scanner.bytes("data", count: length, PNG.spec("11.2.4"))
        ended = true
      default:
        // Section 5.4: a capital letter first marks a chunk that nobody may pass over.
        if type.utf8.first.map({ $0 & 0x20 == 0 }) ?? true {
          throw scanner.fault(
            .unsupported, "the critical chunk \(type.escapingControls) is not read here", bytes: length,
            PNG.spec("5.4"))
        }
        try scanner.bytes("data", count: length, PNG.spec("5.4"))
      }
    }

    func image(_ scanner: Scanner) throws(Fault) -> PNG {
      guard let header else { throw scanner.fault(.malformed, "expected an IHDR chunk", PNG.spec("5.6")) }
      if header.colorType == .palette, palette.isEmpty {
        throw scanner.fault(.malformed, "expected a PLTE chunk, as the colour type says", PNG.spec("5.6"))
      }
      guard !compressed.isEmpty else { throw scanner.fault(.malformed, "expected an IDAT chunk", PNG.spec("5.6")) }
      return PNG(header: header, palette: palette, transparency: transparency, compressed: compressed)
    }
  }
}

extension PNG.Header {
  fileprivate init(reading scanner: inout Scanner) throws(Fault) {
    let spec = PNG.spec("11.2.1")
    width = Int(try scanner.number("width", bits: 32, spec))
    height = Int(try scanner.number("height", bits: 32, spec))
    let side = PNG.longestSide
    guard (1...side).contains(width), (1...side).contains(height), width * height <= PNG.mostPixels else {
      throw scanner.fault(
        .limit, "expected at most \(side) pixels a side and \(PNG.mostPixels) in all, found \(width) by \(height)", spec
      )
    }
    bitDepth = Int(try scanner.number("bit depth", bits: 8, spec))
    let type = try scanner.number("colour type", bits: 8, spec) { number in
      UInt8(exactly: number).flatMap(PNG.ColorType.init)?.name
    }
    guard let known = UInt8(exactly: type).flatMap(PNG.ColorType.init), known.depths.contains(bitDepth) else {
      throw scanner.fault(.malformed, "no colour type \(type) with \(bitDepth) bits a sample", spec)
    }
    colorType = known
    let compression = try scanner.number("compression method", bits: 8, spec) { $0 == 0 ? "deflate" : nil }
    let filter = try scanner.number("filter method", bits: 8, spec) { $0 == 0 ? "adaptive" : nil }
    guard compression == 0, filter == 0 else {
      throw scanner.fault(.malformed, "expected compression method 0 and filter method 0", spec)
    }
    let interlace = try scanner.number("interlace method", bits: 8, spec) { $0 == 0 ? "none" : $0 == 1 ? "Adam7" : nil }
    guard interlace <= 1 else { throw scanner.fault(.malformed, "expected interlace method 0 or 1", spec) }
    isInterlaced = interlace == 1
  }
}
