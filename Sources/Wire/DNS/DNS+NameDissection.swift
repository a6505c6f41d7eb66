extension Scanner {
  /// A name: labels, and perhaps a pointer to where its tail stands earlier in the message (RFC 1035 section 4.1.4).
  ///
  ///      0  1  2  3  4  5  6  7
  ///     +--+--+--+--+--+--+--+--+
  ///     | 0  0|     length      |  then so many bytes of label; length 0 ends the name
  ///     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
  ///     | 1  1|   offset from the start of the message  |  ends the name too
  ///     +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
  ///
  /// Throws ``Fault/Code/loop`` at a pointer that does not lead backwards, ``Fault/Code/limit`` past 255 bytes.
  mutating func domainName(_ title: String, _ spec: Spec) throws(Fault) -> DNS.Name {
    let name = try group(title, spec) { scanner throws(Fault) in
      let start = scanner.byteOffset
      var labels: [[UInt8]] = []
      var length = 1
      while true {
        let kind = try scanner.number("kind", bits: 2, .rfc(1035, "4.1.4")) {
          $0 == 0 ? "label" : $0 == 3 ? "pointer" : nil
        }
        switch kind {
        case 0:
          let count = Int(try scanner.number("length", bits: 6, .rfc(1035, "3.1")))
          if count == 0 { return DNS.Name(unchecked: labels) }
          length += count + 1
          guard length <= DNS.Name.lengthLimit else { throw scanner.nameTooLong() }
          let label = try scanner.value("label", count: count, .rfc(1035, "3.1")) {
            .text(DNS.escaped($0, special: "", visible: 0x21...0x7E))
          }
          labels.append(Array(label))
        case 3:
          let offset = Int(try scanner.number("offset", bits: 14, .rfc(1035, "4.1.4")))
          labels += try scanner.labels(at: offset, before: start, length: length)
          return DNS.Name(unchecked: labels)
        default: throw scanner.unknownKind(kind, at: scanner.position - 2..<scanner.position)
        }
      }
    }
    amend { $0.value = .text(name.description) }
    return name
  }

  /// The labels that a pointer stands for; they were named when they were read for the first time.
  ///
  /// Every pointer must lead to before the run of labels that it ends, so the walk gets nearer to the start each time
  /// and comes to an end. The fault of a wrong one stands on the pointer that was read last.
  private func labels(at offset: Int, before start: Int, length: Int) throws(Fault) -> [[UInt8]] {
    let bytes = whole
    var labels: [[UInt8]] = []
    var length = length
    var start = start
    var at = offset
    var pointerAt = position / 8 - 2
    for _ in 0..<Self.pointerLimit {
      guard at < start else {
        throw Fault(
          .loop,
          "expected a pointer to before byte \(start), where this part of the name begins; found \(at): "
            + "following it would never end", bytes: pointerAt..<pointerAt + 2, spec: .rfc(1035, "4.1.4"))
      }
      start = at
      while let octet = byte(at), octet & 0xC0 == 0 {
        if octet == 0 { return labels }
        length += Int(octet) + 1
        guard length <= DNS.Name.lengthLimit else { throw nameTooLong() }
        guard at + Int(octet) < bytes.count else { throw pastTheEnd(at) }
        labels.append(Array(bytes[bytes.startIndex + at + 1...bytes.startIndex + at + Int(octet)]))
        at += Int(octet) + 1
      }
      guard let high = byte(at) else { throw pastTheEnd(at) }
      guard high & 0xC0 == 0xC0 else { throw unknownKind(UInt64(high >> 6), at: at * 8..<at * 8 + 2) }
      guard let low = byte(at + 1) else { throw pastTheEnd(at) }
      pointerAt = at
      at = Int(high & 0x3F) << 8 | Int(low)
    }
    throw Fault(
      .limit, "expected at most \(Self.pointerLimit) pointers in a name, found more",
      bytes: position / 8 - 2..<position / 8, spec: .rfc(1035, "4.1.4"))
  }

  /// No name has more labels than this, so none needs more pointers.
  private static var pointerLimit: Int { 127 }

  private func byte(_ offset: Int) -> UInt8? {
    offset < whole.count ? whole[whole.startIndex + offset] : nil
  }

  private func nameTooLong() -> Fault {
    Fault(
      .limit, "expected a name of at most \(DNS.Name.lengthLimit) bytes, found a longer one",
      bytes: max(0, position / 8 - 2)..<position / 8, spec: .rfc(1035, "2.3.4"))
  }

  private func pastTheEnd(_ offset: Int) -> Fault {
    Fault(
      .truncated, "expected the rest of a name at byte \(offset), found the end of the message",
      bytes: min(offset, whole.count)..<whole.count, spec: .rfc(1035, "3.1"))
  }

  private func unknownKind(_ kind: UInt64, at bits: Range<Int>) -> Fault {
    Fault(
      .malformed,
      "expected a label (00) or a pointer (11), found the bits \(kind == 1 ? "01" : "10"), which nobody uses",
      bits: bits, spec: .rfc(6891, "5"))
  }
}
