extension DNS.Message {
  /// The message as it goes into a UDP datagram, names compressed (RFC 1035 section 4.1.4).
  ///
  /// It is as long as its records make it: see ``DNS/plainUDPLimit`` and ``DNS/messageLimit``.
  public func encoded() -> [UInt8] {
    var encoder = DNS.Encoder()
    encoder.append(header.id)
    encoder.append(header.flags)
    for count in [questions.count, answers.count, authorities.count, additionals.count] {
      encoder.append(UInt16(clamping: count))
    }
    for question in questions {
      encoder.append(question.name, compressed: true)
      encoder.append(question.type.rawValue)
      encoder.append(question.class.rawValue)
    }
    for record in answers + authorities + additionals { encoder.append(record) }
    return encoder.bytes
  }
}

extension DNS.Header {
  /// The header's second 16 bits.
  var flags: UInt16 {
    var bits = UInt16(opcode.rawValue & 0xF) << 11 | responseCode.rawValue & 0xF
    for (isSet, place) in [
      (isResponse, 15), (isAuthoritative, 10), (isTruncated, 9), (recursionDesired, 8), (recursionAvailable, 7),
      (reserved, 6), (isAuthenticData, 5), (checkingDisabled, 4),
    ] where isSet { bits |= 1 << place }
    return bits
  }
}

extension DNS {
  /// Writes names so that a tail that was written before becomes a pointer to it.
  struct Encoder {
    private(set) var bytes: [UInt8] = []
    /// Where a name's tail, spelled exactly so, was written first.
    private var tails: [[UInt8]: Int] = [:]

    mutating func append(_ number: some FixedWidthInteger & UnsignedInteger) {
      for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: number >> shift))
      }
    }

    /// Compressing is only for places that every reader knows to hold a name (RFC 3597 section 4). The spelling is
    /// kept: `WWW` does not become a pointer to `www`.
    mutating func append(_ name: DNS.Name, compressed: Bool) {
      var tail = name.labels.flatMap { [UInt8($0.count)] + $0 }[...]
      for label in name.labels {
        if compressed, let earlier = tails[Array(tail)] { return append(UInt16(0xC000 | earlier)) }
        if bytes.count < 0x4000 { tails[Array(tail)] = bytes.count }
        bytes += tail.prefix(label.count + 1)
        tail = tail.dropFirst(label.count + 1)
      }
      bytes.append(0)
    }

    mutating func append(_ record: DNS.Record) {
      append(record.name, compressed: true)
      append(record.type.rawValue)
      append(record.class.rawValue)
      append(record.timeToLive)
      let lengthAt = bytes.count
      append(UInt16(0))
      append(record.data)
      let length = UInt16(clamping: bytes.count - lengthAt - 2)
      bytes[lengthAt] = UInt8(length >> 8)
      bytes[lengthAt + 1] = UInt8(length & 0xFF)
    }

    private mutating func append(_ data: DNS.RecordData) {
      switch data {
      case .a(let address): append(address.bits)
      case .aaaa(let address):
        append(address.high)
        append(address.low)
      case .ns(let name), .cname(let name), .ptr(let name): append(name, compressed: true)
      case .soa(let soa):
        append(soa.primary, compressed: true)
        append(soa.mailbox, compressed: true)
        for number in [soa.serial, soa.refresh, soa.retry, soa.expire, soa.minimum] { append(number) }
      case .mx(let preference, let exchange):
        append(preference)
        append(exchange, compressed: true)
      case .txt(let strings):
        for string in strings { appendStrings(string[...]) }
      case .srv(let priority, let weight, let port, let target):
        for number in [priority, weight, port] { append(number) }
        append(target, compressed: false)
      case .service(let priority, let target, let parameters):
        append(priority)
        append(target, compressed: false)
        for parameter in parameters {
          append(parameter.key.rawValue)
          append(UInt16(clamping: parameter.value.count))
          bytes += parameter.value
        }
      case .caa(let flags, let tag, let value):
        bytes += [flags, UInt8(clamping: tag.count)] + tag + value
      case .opt(let options):
        for option in options {
          append(option.code.rawValue)
          append(UInt16(clamping: option.data.count))
          bytes += option.data
        }
      case .opaque(let data): bytes += data
      }
    }

    /// A string as one or more character-strings of at most 255 bytes.
    private mutating func appendStrings(_ string: ArraySlice<UInt8>) {
      var rest = string
      repeat {
        let piece = rest.prefix(255)
        bytes.append(UInt8(piece.count))
        bytes += piece
        rest = rest.dropFirst(255)
      } while !rest.isEmpty
    }
  }
}
