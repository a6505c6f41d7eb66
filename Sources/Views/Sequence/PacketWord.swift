import Tracing
import Wire

/// A word on the arrows of packets, and what it means for somebody who meets it for the first time.
struct PacketWord {
  let text: String
  let meaning: String
  /// Whether it shortens what no beginner could guess.
  let isShort: Bool

  private init(_ text: String, _ meaning: String, isShort: Bool = false) {
    self.text = text
    self.meaning = meaning
    self.isShort = isShort
  }

  static let sealed = PacketWord("sealed", "only the two ends can read it")
  static let sequenceNumber = PacketWord("seq", "the number of its first byte, counted from SYN")
  static let acknowledgmentNumber = PacketWord("ack", "the byte expected next: all before it arrived")
  static let length = PacketWord("len", "bytes of data come along")
  static let window = PacketWord("win", "room for so many bytes more")
  static let maximumSegmentSize = PacketWord(
    "mss", "maximum segment size: the most data in a packet", isShort: true)
  static let sack = PacketWord("sack", "selective ACK: it tells what came after a gap", isShort: true)
  static let windowScale = PacketWord("scale", "later wins are doubled so often; here done", isShort: true)
  static let cookie = PacketWord("cookie", "Fast Open: its next SYN may bring data along", isShort: true)

  /// In the order in which they stand on an arrow.
  static let all = [
    PacketWord("SYN, ACK, FIN", "what the packet is for"),
    PacketWord("PSH", "what it brings is to go to the program at once", isShort: true),
    PacketWord("RST", "there is no such connection, or no more", isShort: true),
    PacketWord("again, late", "it was sent before; it is overtaken by another"),
    PacketWord("ClientHello", "the message that begins in it"), sealed, sequenceNumber, acknowledgmentNumber, length,
    window, maximumSegmentSize, sack, windowScale, cookie, PacketWord("ttl", "so many more routers may pass it on"),
  ]

  /// The short ones among what stands on the arrows of these packets, each explained.
  static func entries(for packets: [Journey]) -> [Piece.Entry] {
    let segments = packets.compactMap(\.segment)
    let flags = Set(segments.map(\.flags.description)).flatMap {
      $0.utf8.split(separator: 0x20).map { String(Substring($0)) }
    }
    let words = Set(flags + segments.flatMap { $0.options.compactMap { $0.gloss?.word } })
    return all.filter { $0.isShort && words.contains($0.text) }.map {
      Piece.Entry([Run($0.text, .name)], [Run($0.meaning, .faint)])
    }
  }
}

extension TCP.Segment {
  /// What its sequence number says.
  var sequenceMeaning: String {
    if flags.contains(.syn) { return "where counting begins: hard to guess" }
    return data.isEmpty ? "the next byte that it will send" : PacketWord.sequenceNumber.meaning
  }
}

extension TCP.Option {
  /// Its word on an arrow, its value, and what it means; nil of what has no word there.
  var gloss: (word: String, value: String, meaning: String)? {
    func known(_ word: PacketWord, _ value: String) -> (String, String, String) { (word.text, value, word.meaning) }
    return switch self {
    case .noOperation, .timestamps: nil
    case .maximumSegmentSize(let size): known(.maximumSegmentSize, "\(size)")
    case .windowScale(let shift): known(.windowScale, "\(shift)")
    case .sackPermitted: known(.sack, "yes")
    case .sack(let blocks): (PacketWord.sack.text, "\(blocks.count)", "stretches behind a gap that have come")
    case .fastOpenCookie(let cookie): known(.cookie, cookie.isEmpty ? "asked for" : cookie.count.counted("byte"))
    case .unknown(let kind, _): ("option", "\(kind)", "")
    }
  }
}
