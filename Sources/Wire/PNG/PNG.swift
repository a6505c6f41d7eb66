/// A Portable Network Graphics image (PNG, third edition), up to the point where its data must be inflated.
///
/// Reading is in two steps, since the inflating library stands outside: ``PNG/dissect(_:)`` gives the chunks and the
/// compressed data, ``PNG/pixels(inflated:)`` makes colours of what comes out of it.
public struct PNG: Sendable, Hashable {
  public var header: Header
  /// Three bytes an entry: red, green, blue.
  public var palette: [UInt8]
  /// The tRNS chunk: an alpha for each palette entry, or the one colour that is transparent.
  public var transparency: [UInt8]
  /// All IDAT chunks joined: one zlib stream.
  public var compressed: [UInt8]

  /// The IHDR chunk (section 11.2.1).
  ///
  /// ```
  ///  0       4        8     9       10            11       12
  ///  +-------+--------+-----+-------+-------------+--------+-----------+
  ///  | width | height | bit | colour| compression | filter | interlace |
  ///  |       |        |depth| type  |   method    | method |  method   |
  ///  +-------+--------+-----+-------+-------------+--------+-----------+
  /// ```
  public struct Header: Sendable, Hashable {
    /// In pixels.
    public var width: Int
    public var height: Int
    /// Bits a sample, or a palette index.
    public var bitDepth: Int
    public var colorType: ColorType
    public var isInterlaced: Bool

    /// The bytes that the data must inflate to: each row begins with its filter's number.
    public var inflatedSize: Int { (rowBytes + 1) * height }

    var bitsPerPixel: Int { bitDepth * colorType.samples }
    var rowBytes: Int { (width * bitsPerPixel + 7) / 8 }
  }

  /// What a pixel is made of.
  public enum ColorType: UInt8, Sendable, Hashable {
    case grey = 0
    case rgb = 2
    case palette = 3
    case greyAlpha = 4
    case rgba = 6

    var samples: Int {
      switch self {
      case .grey, .palette: 1
      case .greyAlpha: 2
      case .rgb: 3
      case .rgba: 4
      }
    }

    /// The bit depths that go with it.
    var depths: Set<Int> {
      switch self {
      case .grey: [1, 2, 4, 8, 16]
      case .palette: [1, 2, 4, 8]
      case .rgb, .greyAlpha, .rgba: [8, 16]
      }
    }

    var name: String {
      switch self {
      case .grey: "greyscale"
      case .rgb: "truecolour"
      case .palette: "indexed-colour"
      case .greyAlpha: "greyscale with alpha"
      case .rgba: "truecolour with alpha"
      }
    }
  }

  /// An image ready to be drawn.
  public struct Pixels: Sendable, Hashable {
    public var width: Int
    public var height: Int
    /// Row by row, three bytes (red, green, blue) each, laid over white.
    public var rgb: [UInt8]
  }

  /// Wider or higher images are refused, and so are those of more pixels in all.
  public static let longestSide = 4096
  public static let mostPixels = 4_194_304

  public static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  static func spec(_ section: StaticString) -> Spec { Spec("PNG", section) }
}
