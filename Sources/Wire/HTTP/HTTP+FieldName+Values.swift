extension HTTP.FieldName {
  /// What the words in this field's value ask for: a sentence each, for those that the glossary knows. The name says
  /// what a field is for; this, what somebody wanted with it.
  public func notes(on value: String) -> [String] {
    guard let words = Self.words[name.asciiLowercased] else { return [] }
    return value.utf8.split(separator: UInt8(ascii: ",")).prefix(16).compactMap { item in
      let item = item.prefix { $0 != UInt8(ascii: ";") }.filter { $0 != 0x20 && $0 != 0x09 }
      let name = String(decoding: item.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
      return words[name.asciiLowercased].map { "\(String(decoding: item, as: UTF8.self)): \($0)." }
    }
  }

  private static let codings = [
    "gzip": "made shorter, as .gz files are", "br": "made shorter with Brotli",
    "deflate": "made shorter, as in .zip files", "zstd": "made shorter with Zstandard", "identity": "as it is",
  ]

  /// By field, then by word, both in lower case.
  private static let words: [String: [String: String]] = [
    "accept": ["*/*": "anything at all"],
    "accept-encoding": codings,
    "content-encoding": codings,
    // RFC 9111 section 5.2
    "cache-control": [
      "immutable": "it will never change", "max-age": "good for so many seconds",
      "must-revalidate": "once too old, ask before using it", "no-cache": "keep it, but ask before using it",
      "no-store": "keep nothing of it", "no-transform": "let nobody on the way change it",
      "private": "only the browser may keep it, nobody on the way", "public": "anybody on the way may keep it too",
      "s-maxage": "good for so many seconds where many share a copy",
    ],
    // RFC 9112 section 9.6
    "connection": [
      "close": "hang up afterwards", "keep-alive": "leave the line open for more",
      "upgrade": "change to another protocol",
    ],
    "transfer-encoding": ["chunked": "in pieces, each with its size before it"],
  ]
}
