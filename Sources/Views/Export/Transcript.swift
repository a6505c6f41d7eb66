import Screen
import Tracing

/// A whole lesson, top to bottom: what the text and the ANSI export print.
struct Transcript {
  let recording: Recording
  /// Which roundtrip wrote it: `roundtrip 0.1`.
  let program: String
  let width: Int
  let theme: Theme

  /// A piece of it.
  enum Part {
    case words(TextLines)
    case drawing(Grid)
  }

  /// All of it, each part as `write` has it.
  func stretches(_ write: @escaping @Sendable (Part) -> [UInt8]) -> [@Sendable () -> [UInt8]] {
    let total = recording.scenes.reduce(0) { $0 + $1.steps.count }
    var number = 0
    var stretches: [@Sendable () -> [UInt8]] = [{ write(words(opening)) }]
    for (index, scene) in recording.scenes.enumerated() {
      let stage = Stage(scene)
      stretches.append { write(words(heading(of: scene, index))) }
      for (place, step) in scene.steps.enumerated() {
        number += 1
        stretches.append { [number] in
          parts(of: step, stage, number: number, of: total, isLastLook: scene.isLastLook(at: place))
            .reduce(into: []) { $0 += write($1) }
        }
      }
    }
    return stretches
  }

  private func words(_ pieces: [Piece]) -> Part { .words(pieces.lines(width: max(1, width), isASCII: theme.isASCII)) }

  private var rule: Piece { .text(String(repeating: theme.lines.rule, count: width), .frame) }

  private var opening: [Piece] {
    let length = recording.minutes.map { ", about \($0.counted("minute"))" } ?? ""
    let isNormalised = recording.scenes.contains { $0.trace.isNormalised }
    let times =
      isNormalised
      ? "Times, ports and random values are fixed by --seed."
      : "Times are milliseconds since each scene began, on the machine that recorded it; \" is the moment above."
    return [
      .heading([Run(recording.title, .title)]), .text("\(program), lesson \(recording.id)\(length)"), .text(times),
      .text("Arrows: -- datagram or call, == TCP and TLS, ## HTTP. [Brackets] hold what one party decides."), .gap,
    ] + StepText.printed.pieces(recording.introduction) + (recording.introduction.isEmpty ? [] : [.gap])
  }

  private func heading(of scene: Recording.Scene, _ index: Int) -> [Piece] {
    let rule = rule
    var pieces: [Piece] = [rule]
    let number = recording.scenes.count > 1 ? "Scene \(index + 1) of \(recording.scenes.count): " : ""
    pieces.append(.heading([Run(number + scene.title)]))
    pieces += scene.conditions.map { .item(marker: "-", [Run("given ")] + [Run]($0)) }
    if !scene.introduction.isEmpty { pieces += [.gap] + StepText.printed.pieces(scene.introduction) }
    return pieces + [rule, .gap]
  }

  private func parts(of step: Step, _ stage: Stage, number: Int, of total: Int, isLastLook: Bool) -> [Part] {
    let phase = step.phase.map { "  [\($0.rawValue)]" } ?? ""
    let origins = stage.honesty(of: step)
    var honesty = origins.enumerated().flatMap { [Run($0 == 0 ? "  " : " + "), Run($1.rawValue, $1.role)] }
    if step.phase != nil, origins.isEmpty { honesty = [Run("  not recorded", .faint)] }
    let title = [Run("Step \(number) of \(total): \(step.title)", .title), Run(phase, .current)] + honesty
    var parts = [words([.heading(title), .gap] + StepText.printed.pieces(step.body) + [.gap])]
    guard isLastLook else { return parts }
    let all = stage.diagram(for: step).rows(for: step.phase)
    let shown = stage.diagram(for: step).rows(of: step).map { all[$0] }
    if let ladder = stage.printedLadder(of: step) {
      let height = ladder.height(width: width)
      var drawing = Grid(width: width, height: height + 1)
      ladder.draw(in: 0..<height, columns: 0..<width, on: &drawing, theme: theme)
      parts.append(.drawing(theme.isASCII ? drawing.inASCII : drawing))
    } else if !shown.isEmpty {
      var drawing = Grid(width: width, height: shown.count + 2)
      stage.diagram(for: step).draw(
        shown, current: [], in: 0..<shown.count + 1, width: width, on: &drawing, theme: theme)
      parts.append(.drawing(theme.isASCII ? drawing.inASCII : drawing))
    }
    let breakdown = Breakdown(step, stage, isPrinted: true).pieces
    if !breakdown.isEmpty { parts.append(words(breakdown + [.gap])) }
    return parts
  }
}

extension Recording.Scene {
  /// Whether the step there is the last of those in a row that look at the same thing: on paper, that stands once, after their words.
  func isLastLook(at place: Int) -> Bool {
    guard steps.indices.contains(place + 1) else { return true }
    let (step, next) = (steps[place], steps[place + 1])
    return step.phase != next.phase || step.exchange != next.exchange
      || (step.phase == .tls && step.handshakePart != next.handshakePart)
      || (step.phase == .tcp && step.packetFocus != next.packetFocus)
  }
}
