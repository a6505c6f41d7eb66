extension URL {
  /// The IPv6 parser (URL Standard, section 3.5).
  struct IPv6Parser {
    private let input: [UInt8]
    /// Where the input, without its brackets, stands in the host.
    private let offset: Int
    private var pointer = 0

    /// The eight pieces that `input` spells.
    static func parse(_ input: [UInt8], at offset: Int) throws(Fault) -> [UInt16] {
      var parser = IPv6Parser(input: input, offset: offset)
      return try parser.address()
    }

    private init(input: [UInt8], offset: Int) {
      self.input = input
      self.offset = offset
    }

    private var c: UInt8? { pointer < input.count ? input[pointer] : nil }

    private func fault(_ error: ValidationError) -> Fault {
      let place = min(pointer, input.count)
      return error.fault(offset + place..<offset + min(place + 1, input.count))
    }

    private mutating func address() throws(Fault) -> [UInt16] {
      var address = [UInt16](repeating: 0, count: 8)
      var pieceIndex = 0
      var compress: Int?
      // 5. A leading "::".
      if c == .colon {
        guard input.dropFirst().first == .colon else { throw fault(.ipv6InvalidCompression) }
        pointer += 2
        pieceIndex += 1
        compress = pieceIndex
      }
      // 6.
      while let byte = c {
        guard pieceIndex < 8 else { throw fault(.ipv6TooManyPieces) }
        if byte == .colon {
          guard compress == nil else { throw fault(.ipv6MultipleCompression) }
          pointer += 1
          pieceIndex += 1
          compress = pieceIndex
          continue
        }
        var value: UInt16 = 0
        var length = 0
        while length < 4, let digit = c?.hexDigitValue {
          value = value << 4 | UInt16(digit)
          pointer += 1
          length += 1
        }
        if c == UInt8(ascii: ".") {
          // 6.5 An IPv4 address in the last two pieces.
          guard length > 0 else { throw fault(.ipv4InIPv6InvalidCodePoint) }
          pointer -= length
          guard pieceIndex <= 6 else { throw fault(.ipv4InIPv6TooManyPieces) }
          let bytes = try embeddedIPv4()
          address[pieceIndex] = UInt16(bytes >> 16)
          address[pieceIndex + 1] = UInt16(bytes & 0xFFFF)
          pieceIndex += 2
          break
        } else if c == .colon {
          pointer += 1
          if c == nil { throw fault(.ipv6InvalidCodePoint) }
        } else if c != nil {
          throw fault(.ipv6InvalidCodePoint)
        }
        address[pieceIndex] = value
        pieceIndex += 1
      }
      // 7. and 8. The zeros that "::" stands for.
      if let compress {
        let moved = address[compress..<max(compress, pieceIndex)]
        let zeros = [UInt16](repeating: 0, count: 8 - pieceIndex)
        address = Array(address[..<compress] + zeros + moved)
      } else if pieceIndex != 8 {
        throw fault(.ipv6TooFewPieces)
      }
      return address
    }

    /// The address in the last two pieces, in dotted decimal and nothing else.
    private mutating func embeddedIPv4() throws(Fault) -> UInt32 {
      var bytes: UInt32 = 0
      var numbersSeen = 0
      while c != nil {
        if numbersSeen > 0 {
          guard c == UInt8(ascii: "."), numbersSeen < 4 else {
            throw fault(.ipv4InIPv6InvalidCodePoint)
          }
          pointer += 1
        }
        var piece: UInt32?
        while let digit = c, digit.isASCIIDigit {
          // A leading zero is an error: nobody can say whether it means octal.
          if piece == 0 { throw fault(.ipv4InIPv6InvalidCodePoint) }
          let number = (piece ?? 0) * 10 + UInt32(digit - 0x30)
          guard number <= 255 else { throw fault(.ipv4InIPv6OutOfRangePart) }
          piece = number
          pointer += 1
        }
        guard let piece else { throw fault(.ipv4InIPv6InvalidCodePoint) }
        bytes = bytes << 8 | piece
        numbersSeen += 1
      }
      guard numbersSeen == 4 else { throw fault(.ipv4InIPv6TooFewParts) }
      return bytes
    }
  }
}
