/// An image's pixels, ready to be painted.
public struct Picture: Sendable, Hashable {
  /// In pixels.
  public let width: Int
  public let height: Int
  private let rgb: [UInt8]

  /// - Parameter rgb: row by row, three bytes (red, green, blue) a pixel. Nil where they are not as many as that takes.
  public init?(width: Int, height: Int, rgb: [UInt8]) {
    guard width > 0, height > 0 else { return nil }
    let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
    guard !overflow, rgb.count % 3 == 0, rgb.count / 3 == pixels else { return nil }
    self.width = width
    self.height = height
    self.rgb = rgb
  }

  /// One of `columns` by `rows` equal parts, as the mean of at most 16 of its pixels: that keeps the work by the cell,
  /// however large the image.
  func mean(column: Int, of columns: Int, row: Int, of rows: Int) -> (red: Int, green: Int, blue: Int) {
    let xs = samples(column, of: columns, length: width)
    let ys = samples(row, of: rows, length: height)
    var sum = (red: 0, green: 0, blue: 0)
    var count = 0
    for y in ys {
      for x in xs {
        let at = (min(y, height - 1) * width + min(x, width - 1)) * 3
        sum.red += Int(rgb[at])
        sum.green += Int(rgb[at + 1])
        sum.blue += Int(rgb[at + 2])
        count += 1
      }
    }
    return (sum.red / count, sum.green / count, sum.blue / count)
  }

  /// Up to four places in part `index` of `parts` of a side.
  private func samples(_ index: Int, of parts: Int, length: Int) -> StrideTo<Int> {
    let start = index * length / parts
    let end = max(start + 1, (index + 1) * length / parts)
    let step = max(1, (end - start) / 4)
    return stride(from: start, to: min(end, start + 4 * step), by: step)
  }
}
