import Testing
import Tracing
import Wire

@testable import Views

@Suite("Breakdown: what a step looks at, taken apart")
struct BreakdownTests {
  private func text(_ phase: Phase, isPrinted: Bool = false) -> [String] {
    let step = Step(phase: phase, title: "", body: [])
    return Breakdown(step, Stage(Sample.recording().scenes[0]), isPrinted: isPrinted).pieces.lines(width: 100).map(
      \.text)
  }

  @Test("fields stand with their meaning, the body in its own words")
  func response() {
    let lines = text(.response)
    #expect(lines.first == "HTTP/1.1 200 OK")
    #expect(lines.contains { $0.hasPrefix("Content-Length: 106") && $0.count > 40 })
    #expect(lines.contains("The body: 106 bytes"))
    #expect(lines.last == "<h1>Products</h1>")
  }

  @Test("a TLS step has the part of the handshake that its author shows, in the breakdown and in the diagram")
  func handshakeParts() {
    let stage = Stage(Sample.recording().scenes[0])
    func look(_ subjects: Step.Subject...) -> (breakdown: String, arrows: [String]) {
      let shown = subjects.map { Step.Shown(path: "", value: "x", why: "", subject: $0) }
      let step = Step(phase: .tls, title: "", body: [.show(shown)])
      let diagram = stage.diagram(for: step)
      let rows = diagram.rows(of: step).map { diagram.unfolded[$0].label }
      return (Breakdown(step, stage).pieces.lines(width: 100).map(\.text).joined(separator: "\n"), rows)
    }
    let keys = look(.agreement, .agreement)
    #expect(keys.arrows == ["ClientHello", "ServerHello"])
    #expect(keys.breakdown.contains("What they agreed on") && !keys.breakdown.contains("Certificate"))
    let identity = look(.identity, .identity)
    #expect(identity.arrows == ["Certificate", "Finished", "certificate verified", "Finished"])
    #expect(identity.breakdown.contains("issued by") && !identity.breakdown.contains("ClientHello"))
    #expect(look(.agreement, .identity).arrows.count == 6)
  }

  @Test("nothing modelled looks live")
  func honesty() {
    let lines = text(.tcp)
    #expect(lines.contains { $0.hasPrefix("Three packets open it  modelled: ") })
    #expect(lines.contains { $0.hasPrefix("What the kernel knows of it  measured: ") })
  }

  /// Where a step about TCP, of a scene with these facts alone, comes from.
  private func origins(_ facts: [Fact]) -> [Honesty] {
    var trace = Trace()
    for fact in facts { trace.append(fact, at: .zero, by: .browser, cause: 0) }
    let step = Step(phase: .tcp, title: "", body: [])
    return Stage(
      Recording.Scene(title: "", introduction: [], conditions: [], steps: [step], trace: trace)
    ).honesty(of: step)
  }

  @Test("where a step comes from is told by what was recorded for it, not by what it is called")
  func origin() {
    let exchange = Fact.visit(.exchange(1, url: "https://www.shop.test/", reason: .typed))
    let connecting = Fact.socket(.connecting(Sample.edgeEnd))
    let stood = [exchange, connecting, .socket(.connected(Sample.edgeEnd))]
    #expect(origins([]) == [] && origins([exchange]) == [])
    // Refused: nothing stood that could be drawn from the specification, and the kernel measured nothing.
    #expect(origins([exchange, connecting, .socket(.failed(Sample.edgeEnd, reason: "ECONNREFUSED"))]) == [.live])
    #expect(origins(stood) == [.live, .modelled])
    // A seed takes the figures away.
    #expect(origins(stood + [.socket(.measured(Sample.edgeEnd, TCPInfo()))]) == [.live, .modelled])
    #expect(
      origins(stood + [.socket(.measured(Sample.edgeEnd, TCPInfo(roundTripTime: 40)))]) == [
        .live, .measured, .modelled,
      ])
    let raised = Fact.network(.raised(.standard))
    #expect(origins([exchange, raised] + stood.dropFirst()) == [.live])
    let hop = NetworkEvent.Hop(number: 1, reply: nil)
    #expect(origins([exchange, .network(.hop(hop))]) == [.live])
    let stage = Stage(Sample.recording().scenes[0])
    #expect(stage.honesty(of: Step(phase: .cookies, title: "", body: [])) == [])
  }

  @Test("every phase has something to say, on paper too", arguments: Phase.allCases)
  func phases(phase: Phase) {
    #expect(!text(phase).isEmpty)
    #expect(!text(phase, isPrinted: true).isEmpty)
  }

  @Test("a message cut or changed anywhere is told as far as it can be read")
  func damaged() {
    for at in Sample.response.indices {
      var flipped = Sample.response
      flipped[at] ^= 0xFF
      for bytes in [Array(Sample.response[..<at]), flipped] {
        let head = MessageHead(bytes, .response)
        #expect(head.fault != nil || !head.words.isEmpty)
        for type in ["text/html", "application/json", ""] {
          #expect(BodyText(bytes[...], type: type).pieces.lines(width: 20).allSatisfy { $0.width <= 20 })
        }
      }
    }
  }

  @Test("a long body is cut, and says by how much")
  func long() {
    let lines = BodyText(Array(repeating: 0x61, count: 5300)[...], type: "text/plain").pieces.lines(width: 4096)
    #expect(lines.map(\.text).last == "… 1,204 more bytes")
  }

  @Test("steps of one phase share a message out by what they show; paper has it all")
  func parts() {
    var recording = Sample.recording()
    func step(_ subject: Step.Subject?, exchange: Int? = nil) -> Step {
      let shown = subject.map {
        [Step.Block.show([Step.Shown(path: "", value: "x", why: "", subject: $0, exchange: exchange)])]
      }
      return Step(phase: .response, title: "", body: shown ?? [])
    }
    // The last tells of another exchange, and so of no part of this one.
    let steps = [step(.responseLine), step(.responseFields), step(.responseContent, exchange: 2)]
    recording.scenes[0].steps = steps
    let stage = Stage(recording.scenes[0])
    func text(_ step: Step, isPrinted: Bool = false) -> String {
      Breakdown(step, stage, isPrinted: isPrinted).pieces.lines(width: 100).map(\.text).joined(separator: "\n")
    }
    let (line, fields, body) = ("HTTP/1.1 200", "an empty line", "The body")
    #expect([line, fields, body].map(text(steps[0]).contains) == [true, false, true])
    #expect([line, fields, body].map(text(steps[1]).contains) == [false, true, true])
    #expect([line, fields, body].map(text(steps[2]).contains) == [true, true, true])
    #expect([line, fields, body].map(text(steps[0], isPrinted: true).contains) == [true, true, true])
  }

  @Test("steps that share out a look-up each have their part of it, in breakdown and diagram; one alone has it all")
  func lookupParts() {
    func step(_ subject: Step.Subject) -> Step {
      let show = Step.Block.show([Step.Shown(path: "", value: "x", why: "", subject: subject)])
      return Step(phase: .dns, title: "", body: [show])
    }
    let (asks, hears) = (step(.name), step(.answer))
    func look(_ step: Step, among steps: [Step]) -> (arrows: [String], breakdown: [String], bytes: Int) {
      var scene = Sample.recording().scenes[0]
      scene.steps = steps
      let stage = Stage(scene)
      let rows = stage.diagram(for: step).rows
      let lines = Breakdown(step, stage).pieces.lines(width: 100).map(\.text)
      return (
        stage.rows(of: step).map { rows[$0].label }, lines.filter { $0.contains("answer") || $0.contains("cache") },
        BytesPane.messages(of: step, stage).count
      )
    }
    let asked = ["www.shop.test not in cache", "A? www.shop.test"]
    let heard = ["127.0.0.1 ttl 300"]
    let cache = "The browser's cache: not there, so somebody must be asked"
    let first = look(asks, among: [asks, hears])
    #expect(first.arrows == asked && first.bytes == 1)
    #expect(first.breakdown.first == cache && !first.breakdown.contains { $0.hasPrefix("The answer") })
    let second = look(hears, among: [asks, hears])
    #expect(second.arrows == heard && second.bytes == 1)
    #expect(second.breakdown.first == "The answer: 127.0.0.1, to be remembered for 300 seconds")
    let walks = step(.resolver)
    let idle = look(walks, among: [asks, walks, hears])
    #expect(idle.arrows == asked + heard, "the resolver had nothing to do here: the diagram is the look-up's")
    let alone = look(hears, among: [hears])
    #expect(alone.arrows == asked + heard && alone.bytes == 2)
    #expect(alone.breakdown.first == cache)
  }

  @Test("a line of SQLite's plan says what it means")
  func plan() {
    #expect(text(.database).contains("- SCAN products  reads row by row, from the first"))
    #expect(SQL.meaning(ofPlan: "SEARCH users USING INDEX name (name=?)") != nil)
    #expect(SQL.meaning(ofPlan: "MULTI-INDEX OR") == nil)
  }

  @Test("what a handshake agreed on is explained where its names are letters and numbers")
  func algorithms() {
    let lines = text(.tls).joined(separator: " ")
    #expect(lines.contains("key exchange: X25519"))
    #expect(lines.contains("how both came to one secret: a curve on which steps are easy to"))
    #expect(lines.contains("AES with a key of 256 bits"))
  }
}
