/// How many cells a terminal has.
public struct Size: Sendable, Hashable {
  public var columns: Int
  public var rows: Int

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// What a terminal has had since the VT100, where nobody says otherwise.
  public static let usual = Size(columns: 80, rows: 24)

  /// No side is taken to be longer than this, whatever anyone says: every cell costs memory.
  public static let most = 1000

  /// The first known answer for each of the two sides: flags, then what terminals report, then `COLUMNS` and `LINES`,
  /// then 80 by 24.
  ///
  /// - Parameters:
  ///   - flags: what the user asked for, either side.
  ///   - reported: what each terminal says of itself, most trusted first; 0 there means unknown.
  ///   - variable: the environment.
  public static func decide(
    flags: (columns: Int?, rows: Int?) = (nil, nil), reported: [Size] = [], variable: (String) -> String?
  ) -> Size {
    func first(_ flag: Int?, _ side: KeyPath<Size, Int>, _ name: String) -> Int {
      let candidates = [flag] + reported.map { $0[keyPath: side] } + [variable(name).flatMap { Int($0) }]
      return candidates.lazy.compactMap { $0 }.first { $0 > 0 }.map { min($0, most) } ?? usual[keyPath: side]
    }
    return Size(columns: first(flags.columns, \.columns, "COLUMNS"), rows: first(flags.rows, \.rows, "LINES"))
  }
}
