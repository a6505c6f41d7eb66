import Screen
public import Tracing

/// A lesson as sentences, for those who hear it and for terminals that can only append (A1, A2): no drawing, each step
/// begins "Step 5 of 8: Request", and each arrow is a sentence.
public struct PlainExport: Exporter {
  /// Which roundtrip wrote it: `roundtrip 0.1`.
  public var program: String
  public var width: Int
  public var isASCII: Bool

  public init(program: String, width: Int = 80, isASCII: Bool = false) {
    self.program = program
    self.width = max(20, width)
    self.isASCII = isASCII
  }

  public func bytes(of recording: Recording) -> [UInt8] { pages(of: recording).flatMap { $0 } }

  /// The same, cut where a reader stops: the opening, then a page a step.
  public func pages(of recording: Recording) -> [[UInt8]] {
    var pages = [bytes(opening(recording).lines(width: width))]
    let total = recording.scenes.reduce(0) { $0 + $1.steps.count }
    var number = 0
    for (index, scene) in recording.scenes.enumerated() {
      let stage = Stage(scene)
      let heading = Piece.text("Scene \(index + 1) of \(recording.scenes.count): \(scene.title)")
      var lines = [.gap, heading].lines(width: width)
      lines += StepText.printed.pieces(scene.introduction).lines(width: width)
      for (place, step) in scene.steps.enumerated() {
        number += 1
        let isLastLook = scene.isLastLook(at: place)
        lines += pieces(of: step, stage, number: number, of: total, isLastLook: isLastLook).lines(width: width)
        pages.append(bytes(lines))
        lines = []
      }
      if !lines.isEmpty { pages.append(bytes(lines)) }
    }
    return pages
  }

  private func bytes(_ lines: [TextLine]) -> [UInt8] {
    var grid = Grid(width: width, height: lines.count)
    grid.put(lines, rows: 0..<lines.count, column: 0, theme: Theme(), limit: width)
    return Array((isASCII ? grid.inASCII : grid).text.utf8) + [0x0A]
  }

  private func opening(_ recording: Recording) -> [Piece] {
    let isNormalised = recording.scenes.contains { $0.trace.isNormalised }
    let times = isNormalised ? ["Times, ports and random values are fixed by --seed."] : []
    return [.text("Lesson: \(recording.title)"), .text("\(program), lesson \(recording.id)")]
      + times.map { .text($0) } + [.gap] + StepText.printed.pieces(recording.introduction)
  }

  private func pieces(
    of step: Step, _ stage: Stage, number: Int, of total: Int, isLastLook: Bool
  ) -> [Piece] {
    let phase = step.phase.map(\.spoken) ?? step.title
    var pieces: [Piece] = [.gap, .text("Step \(number) of \(total): \(phase)")]
    if step.phase != nil { pieces.append(.text(step.title)) }
    for honesty in step.honesty { pieces.append(.text("\(honesty.rawValue): \(honesty.meaning).")) }
    pieces += [.gap] + StepText.printed.pieces(step.body)
    guard isLastLook else { return pieces }
    let all = stage.diagram.rows(for: step.phase)
    let rows = stage.diagram.rows(of: step)
    if !rows.isEmpty { pieces.append(.gap) }
    pieces += rows.map { row in
      let time = stage.diagram.hasTimes ? ", after \(all[row].at.milliseconds)" : ""
      return .text(all[row].sentence + time)
    }
    let breakdown = Breakdown(step, stage, isPrinted: true).pieces
    return pieces + (breakdown.isEmpty ? [] : [.gap] + breakdown)
  }
}

extension Phase {
  /// As a word of a sentence.
  fileprivate var spoken: String {
    switch self {
    case .url: "URL"
    case .dns: "DNS"
    case .tcp: "TCP"
    case .tls: "TLS"
    case .request: "Request"
    case .routing: "Routing"
    case .handler: "Handler"
    case .database: "Database"
    case .response: "Response"
    case .cookies: "Cookies"
    case .cache: "Cache"
    case .render: "Render"
    case .events: "Events"
    case .summary: "Summary"
    }
  }
}
