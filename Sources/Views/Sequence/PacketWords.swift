import Tracing
import Wire

/// What the words on the arrows of packets mean, for somebody who meets them for the first time.
enum PacketWords {
  /// In the order in which they stand on an arrow.
  static let all: [(word: String, meaning: String)] = [
    ("SYN, ACK, FIN", "what the packet is for"), ("PSH", "what it brings is to go to the program at once"),
    ("RST", "there is no such connection, or no more"),
    ("again, late", "it was sent before; it is overtaken by another"),
    ("ClientHello", "the message that begins in it"), ("sealed", "only the two ends can read what follows"),
    ("seq", "its first byte's number, counted from the sender's SYN"),
    ("ack", "the number of the byte that its sender expects next"), ("len", "so many bytes of data come along"),
    ("win", "for so many more its sender has room"),
    ("mss", "maximum segment size: the most data in a packet"),
    ("sack", "selective ACK: it can tell what came behind a gap"),
    ("scale", "how often win is to be doubled from now on"),
    ("cookie", "Fast Open: its next SYN may bring data along"),
    ("ttl", "so many more routers may pass it on"),
  ]

  /// Those that shorten what no beginner could guess.
  private static let short: Set = ["PSH", "RST", "mss", "sack", "scale", "cookie"]

  static func meaning(of word: String) -> String { all.first { $0.word == word }?.meaning ?? "" }

  /// The short ones among what stands on the arrows of these packets, each explained.
  static func entries(for packets: [Journey]) -> [Piece.Entry] {
    let segments = packets.compactMap(\.segment)
    let flags = Set(segments.map(\.flags.description)).flatMap {
      $0.utf8.split(separator: 0x20).map { String(Substring($0)) }
    }
    let words = Set(flags + segments.flatMap { $0.options.compactMap { $0.gloss?.word } })
    return all.filter { short.contains($0.word) && words.contains($0.word) }.map {
      Piece.Entry([Run($0.word, .name)], [Run($0.meaning, .faint)])
    }
  }
}

extension TCP.Option {
  /// Its word on an arrow, its value, and what it means; nil of what has no word there.
  var gloss: (word: String, value: String, meaning: String)? {
    func known(_ word: String, _ value: String) -> (String, String, String) {
      (word, value, PacketWords.meaning(of: word))
    }
    return switch self {
    case .noOperation, .timestamps: nil
    case .maximumSegmentSize(let size): known("mss", "\(size)")
    case .windowScale(let shift): known("scale", "\(shift)")
    case .sackPermitted: known("sack", "yes")
    case .sack(let blocks): ("sack", "\(blocks.count)", "stretches behind a gap that have come")
    case .fastOpenCookie(let cookie): known("cookie", cookie.isEmpty ? "asked for" : cookie.count.counted("byte"))
    case .unknown(let kind, _): ("option", "\(kind)", "")
    }
  }
}
