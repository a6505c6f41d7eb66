public import Tracing
import Wire

extension Page {
  /// The page as far as a browser has it after these events; nil where no document has come yet.
  ///
  /// Addresses in the document are resolved as the browser resolves them, against the document's own and its `base`.
  public init?(_ events: [RenderingEvent]) {
    var newest: (url: String, bytes: [UInt8])?
    var sheets: [String: [UInt8]] = [:]
    var pictures: [String: Picture] = [:]
    for event in events {
      switch event {
      case .content(_, let url, .document, _, let bytes): newest = (url, bytes)
      case .content(_, let url, .stylesheet, _, let bytes): sheets[url] = bytes
      case .decoded(let url, let width, let height, let pixels):
        pictures[url] = Picture(width: width, height: height, rgb: pixels)
      case .content, .discovered, .loaded: continue
      }
    }
    guard let newest else { return nil }
    let document = HTML.parse(newest.bytes)
    let base = (try? URL(parsing: newest.url)).map { document.base(of: $0) }
    self.init(
      document, sheet: { sheets[resolved($0, base)] }, picture: { pictures[resolved($0, base)] })
  }
}

/// An address as the document writes it, made whole; as it is where it is none.
private func resolved(_ address: String, _ base: URL?) -> String {
  (try? URL(parsing: address, base: base))?.href ?? address
}
