/// What the browser did with what it got. The trees are not facts: they are parsed from the bytes when looked at.
public enum RenderingEvent: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable { case document, stylesheet, script, image }
  /// The content of response `exchange` (see ``Query``), content codings undone, ready for use.
  case content(exchange: Int, url: String, kind: Kind, type: String, [UInt8])
  /// While parsing, the browser found that it needs this too. `by` is the tag that asked: `link`, `script`, `img`.
  case discovered(url: String, kind: Kind, by: String)
  /// An image's pixels, row by row, three bytes (red, green, blue) each, already laid over white.
  case decoded(url: String, width: Int, height: Int, pixels: [UInt8])
  /// The page is whole: everything it asked for has come or failed.
  case loaded(url: String)
}
