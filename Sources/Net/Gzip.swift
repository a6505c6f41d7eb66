import CZlib
public import Wire

/// The gzip and zlib formats (RFC 1952, RFC 1950) through the system's zlib.
public enum Gzip {
  /// Which wrapping the compressed bytes have.
  public enum Format: Sendable, Hashable {
    case gzip
    /// RFC 1950: what `deflate` means in HTTP, and what PNG uses.
    case zlib
    /// Either of the two, told by its first bytes.
    case either

    /// zlib's window bits: 15, plus 16 for gzip or 32 for either.
    fileprivate var windowBits: Int32 {
      switch self {
      case .gzip: 31
      case .zlib: 15
      case .either: 47
      }
    }
  }

  /// The header carries no time and no name, so the same bytes give the same result.
  public static func compress(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
    var stream = z_stream()
    guard roundtrip_deflate_init(&stream, level, Format.gzip.windowBits) == Z_OK else { return [] }
    defer { deflateEnd(&stream) }
    let room = Int(deflateBound(&stream, UInt(bytes.count)))
    var input = bytes
    return [UInt8](unsafeUninitializedCapacity: room) { output, filled in
      input.withUnsafeMutableBufferPointer { buffer in
        stream.next_in = buffer.baseAddress
        stream.avail_in = UInt32(clamping: buffer.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(clamping: room)
        deflate(&stream, Z_FINISH)
        filled = Int(stream.total_out)
      }
    }
  }

  /// Throws `.malformed` where the bytes are not that format, `.truncated` where they end too early, and `.limit`
  /// where they unfold to more than `limit` bytes: a small message can hide a huge one.
  ///
  /// gzip is one member or more, whose contents make one (RFC 1952 section 2.2); what is no member is a fault.
  public static func decompress(
    _ bytes: [UInt8], as format: Format = .either, limit: Int = 64 << 20
  ) throws(Fault) -> [UInt8] {
    var stream = z_stream()
    guard roundtrip_inflate_init(&stream, format.windowBits) == Z_OK else {
      throw Fault(.unavailable, "zlib could not start")
    }
    defer { inflateEnd(&stream) }
    var output: [UInt8] = []
    var input = bytes
    let verdict = input.withUnsafeMutableBufferPointer { buffer -> Int32 in
      stream.next_in = buffer.baseAddress
      stream.avail_in = UInt32(clamping: buffer.count)
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 65536) { room in
        while true {
          stream.next_out = room.baseAddress
          stream.avail_out = UInt32(room.count)
          let result = inflate(&stream, Z_NO_FLUSH)
          output += room.prefix(room.count - Int(stream.avail_out))
          guard output.count <= limit else { return result }
          if result == Z_STREAM_END, beginsMember(buffer.suffix(Int(stream.avail_in))) {
            inflateReset(&stream)
            continue
          }
          guard result == Z_OK else { return result }
          if stream.avail_in == 0 && stream.avail_out > 0 { return Z_BUF_ERROR }
        }
      }
    }
    let read = bytes.count - Int(stream.avail_in)
    if output.count > limit {
      throw Fault(.limit, "the content unfolds to more than \(limit) bytes", bytes: 0..<bytes.count)
    }
    switch verdict {
    case Z_STREAM_END where read == bytes.count: return output
    case Z_STREAM_END:
      throw Fault(
        .malformed, "expected the end of the compressed content, found \(bytes.count - read) bytes behind it",
        bytes: read..<bytes.count, spec: .rfc(1952, "2.2"))
    case Z_BUF_ERROR, Z_OK:
      throw Fault(
        .truncated, "the compressed content ends too early", bytes: bytes.count..<bytes.count, spec: .rfc(1952, "2.3"))
    default:
      throw Fault(
        .malformed, "the content is not what its Content-Encoding says", bytes: min(read, bytes.count)..<bytes.count,
        spec: .rfc(1952, "2.3"))
    }
  }

  /// Whether another gzip member follows, or as much of one as there is.
  private static func beginsMember(_ rest: some Collection<UInt8>) -> Bool {
    !rest.isEmpty && rest.starts(with: memberStart.prefix(rest.count))
  }

  /// ID1 and ID2 (RFC 1952 section 2.3.1); nothing of zlib's begins so.
  private static let memberStart: [UInt8] = [0x1F, 0x8B]
}
