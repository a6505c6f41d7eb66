extension IPv4 {
  /// Cuts the datagram in `frame` into as few as carry it over a cable that takes `limit` bytes, each in a frame with the
  /// same Ethernet header: what a router does where the sender allows it (RFC 791 section 3.2).
  ///
  /// ```
  ///   header, id 7            | 2000 bytes                                   |
  ///   header, id 7, MF        | 1176 bytes            |
  ///   header, id 7, offset 147                        | 824 bytes            |
  /// ```
  ///
  /// Nil where it may not be cut (Don't Fragment), or can't: an offset counts units of 8 bytes in 13 bits, so no part
  /// but the last ends between two units, and none begins behind byte 65,528.
  public static func fragments(of frame: [UInt8], limit: Int) -> [[UInt8]]? {
    guard let summary = Packet.Summary(frame)?.ipv4, !summary.dontFragment,
      case .success(var header) = dissectQuotation(frame[summary.range.lowerBound..<summary.payload.lowerBound]).value
    else { return nil }
    var fragments: [[UInt8]] = []
    let isLast = !header.moreFragments
    var rest = frame[summary.payload]
    while !rest.isEmpty {
      let room = limit - header.encoded(payloadLength: 0).count
      let part = rest.count <= room ? rest : rest.prefix(max(0, room) / 8 * 8)
      guard !part.isEmpty else { return nil }
      rest = rest.dropFirst(part.count)
      header.moreFragments = !rest.isEmpty || !isLast
      fragments.append(Array(frame[..<summary.range.lowerBound]) + header.encoded(payloadLength: part.count) + part)
      let next = Int(header.fragmentOffset) + part.count / 8
      guard rest.isEmpty || next <= Int(Header.fragmentOffsetBits) else { return nil }
      header.fragmentOffset = UInt16(truncatingIfNeeded: next)
      header.options.removeAll { !$0.type.isCopied }
    }
    return fragments
  }
}
