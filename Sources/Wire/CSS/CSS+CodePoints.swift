extension CSS {
  /// The input as the tokenizer reads it: decoded and filtered (CSS Syntax 3, section 3.3), each code point with the
  /// byte where it began, so that every token can say where it stood.
  struct CodePoints {
    private(set) var scalars: [Unicode.Scalar] = []
    /// One longer than `scalars`: the last is the end of the input.
    private(set) var offsets: [Int] = []

    init(_ bytes: some Collection<UInt8>) {
      scalars.reserveCapacity(bytes.count)
      offsets.reserveCapacity(bytes.count + 1)
      var parser = Unicode.UTF8.ForwardParser()
      var source = bytes.makeIterator()
      var offset = 0
      var afterReturn = false
      decoding: while true {
        let start = offset
        var scalar: Unicode.Scalar
        switch parser.parseScalar(from: &source) {
        case .valid(let encoded):
          scalar = UTF8.decode(encoded)
          offset += encoded.count
        case .error(let length):
          scalar = "\u{FFFD}"
          offset += length
        case .emptyInput:
          offsets.append(offset)
          break decoding
        }
        let isReturn = scalar == "\r"
        switch scalar {
        case "\u{FEFF}" where start == 0: continue
        case "\n" where afterReturn:
          afterReturn = false
          continue
        case "\r", "\u{C}": scalar = "\n"
        case "\0": scalar = "\u{FFFD}"
        default: break
        }
        afterReturn = isReturn
        scalars.append(scalar)
        offsets.append(start)
      }
    }
  }
}

extension Unicode.Scalar {
  /// After filtering, the only white space there is (CSS Syntax 3, section 4.2).
  var isCSSWhitespace: Bool { self == "\n" || self == "\t" || self == " " }

  var isCSSDigit: Bool { (0x30...0x39).contains(value) }

  var cssHexDigit: UInt32? { value < 0x80 ? UInt8(truncatingIfNeeded: value).hexDigitValue.map(UInt32.init) : nil }

  /// A code point that an identifier may begin with.
  var startsCSSIdent: Bool {
    (0x61...0x7A).contains(value) || (0x41...0x5A).contains(value) || value >= 0x80 || self == "_"
  }

  /// A code point that may stand in an identifier.
  var continuesCSSIdent: Bool { startsCSSIdent || isCSSDigit || self == "-" }

  var isCSSNonPrintable: Bool {
    value <= 0x08 || value == 0x0B || (0x0E...0x1F).contains(value) || value == 0x7F
  }
}
