extension URL {
  /// Parses an address as a browser does (URL Standard, section 4.4).
  ///
  /// A relative one, such as `../cart?id=7`, starts from `base`. Throws a fault whose range counts the UTF-8 bytes of
  /// the input as typed.
  public init(parsing input: some StringProtocol, base: URL? = nil) throws(Fault) {
    self = try URL(parsing: Input(Array(input.utf8)), base: base)
  }

  private init(parsing input: Input, base: URL?) throws(Fault) {
    var parser = BasicParser(input.bytes, url: URL(), base: base)
    do throws(Fault) {
      try parser.run(from: .schemeStart)
    } catch {
      throw input.typed(error)
    }
    self = parser.url
  }

  /// What the parser reads of what was typed: UTF-8 without white space around it and without tabs and newlines, and
  /// the way back from its bytes to those typed.
  struct Input {
    private(set) var bytes: [UInt8]
    /// Typed bytes before the first one read.
    let leading: Int
    /// For each byte read, and for the end, where it was typed; nil where all bytes were read, in order.
    private var places: [Int]?

    /// Steps 1 to 3 of the basic URL parser.
    init(_ typed: [UInt8], trimming: Bool = true) {
      var range = 0..<typed.count
      if trimming {
        let isTrimmed: (UInt8) -> Bool = { $0 <= 0x20 }
        let start = typed.firstIndex { !isTrimmed($0) } ?? typed.count
        range = start..<(typed.lastIndex { !isTrimmed($0) } ?? start - 1) + 1
      }
      leading = range.lowerBound
      let read = typed[range]
      let isPlain = read.allSatisfy { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D && $0 < 0x80 }
      if isPlain {
        bytes = range.count == typed.count ? typed : Array(read)
      } else {
        bytes = []
        mend(read)
      }
    }

    /// Leaves tabs and newlines away, and makes U+FFFD of what is not UTF-8.
    private mutating func mend(_ read: ArraySlice<UInt8>) {
      var places: [Int] = []
      var decoder = Unicode.UTF8.ForwardParser()
      var iterator = read.makeIterator()
      var place = leading
      decoding: while true {
        let scalar: Unicode.Scalar
        let length: Int
        switch decoder.parseScalar(from: &iterator) {
        case .valid(let encoded):
          scalar = Unicode.UTF8.decode(encoded)
          length = encoded.count
        case .error(let count):
          scalar = "\u{FFFD}"
          length = count
        case .emptyInput: break decoding
        }
        if scalar != "\t" && scalar != "\n" && scalar != "\r" {
          for byte in UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter {
            bytes.append(byte)
            places.append(place)
          }
        }
        place += length
      }
      places.append(place)
      self.places = places
    }

    /// Where the bytes of `read` were typed.
    func typed(_ read: Range<Int>) -> Range<Int> {
      guard let places else { return read.lowerBound + leading..<read.upperBound + leading }
      return places[read.lowerBound]..<places[read.upperBound]
    }

    func typed(_ fault: Fault) -> Fault {
      Fault(fault.code, fault.message, bytes: typed(fault.bytes), spec: fault.spec)
    }
  }
}
