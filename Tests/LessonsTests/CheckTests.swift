import Lessons
import Net
import Testing
import Tracing

@Suite("Check: a lesson held against what happened")
struct CheckTests {
  static func lesson(_ steps: String) throws -> Lesson {
    let text =
      "---\nformat: 1\nid: cart\ntitle: Cart\n---\n# S\n```http\nGET https://www.shop.test/cart?id=7#top\n```\n"
    return try Lesson(parsing: Array((text + steps).utf8), file: "cart.md")
  }

  static func check(_ steps: String) throws -> Check { try Check(try lesson(steps)) { _ in CartTrace.trace } }

  @Test("what is true is counted")
  func truth() throws {
    let check = try Self.check(
      """
      ```expect
      HTTP 302
      Location: /login
      ```
      ## [response] Elsewhere
      ```predict
      Which status?
      - [ ] 200
      - [x] 302 Found
      answer = response.status
      ```
      ## [summary] You now know
      """)
    #expect(check.problems.isEmpty)
    #expect(check.scenesRun == 1)
    #expect(check.claimsHeld == 2)
    #expect(check.answersHeld == 1)
  }

  @Test(
    "what is false is told with the truth",
    arguments: [
      ("```expect\nHTTP 404\n```\n", "cart.md:11:1: expected response.status == 404, the recording has 302"),
      ("## [url] T\n", "cart.md:6:3: expected a claim in scene \"S\", found none: add an `expect` fence"),
      (
        "```expect\nHTTP 302\n```\n## [cookies] T\n",
        "cart.md:13:4: expected phase cookies in exchange 1, found that the scene did not go through it: leave the step out, or say in an `expect` what happened instead"
      ),
      ("```expect\nHTTP 302\n```\n## [request 2] T\n", "cart.md:13:4: expected an exchange 2, found 1 in the scene"),
      (
        "```expect\nHTTP 302\n```\n## [url] T\n```predict\nQ?\n- [x] 200\n- [ ] 302\nanswer = response.status\n```\n",
        "cart.md:16:1: expected the answer to be marked, found \"200\", but response.status is 302: mark \"302\""
      ),
      (
        "```expect\nHTTP 302\n```\n## [url] T\n```predict\nQ?\n- [x] 200\n- [ ] 201\nanswer = response.status\n```\n",
        "cart.md:16:1: expected the answer to be marked, found \"200\", but response.status is 302: no option begins with that"
      ),
      (
        "```expect\nHTTP 302\n```\n## [url] T\n```show\ndns.ttl  how long\n```\n",
        "cart.md:15:1: expected a value of dns.ttl to show, found none in the recording"
      ),
    ])
  func falsehood(_ steps: String, _ expected: String) throws {
    let problems = try Self.check(steps).problems
    #expect(problems.map { $0.description.split(separator: "\n").first.map(String.init) } == [expected])
  }

  @Test(
    "a learner hears what is true, whichever option is marked",
    arguments: [("- [x] 200\n- [ ] 302", 1), ("- [ ] 200\n- [x] 302", 1), ("- [x] 200\n- [ ] 201", 0)])
  func answer(_ options: String, _ right: Int) throws {
    let lesson = try Self.lesson("## [response] T\n```predict\nQ?\n\(options)\nanswer = response.status\n```\n")
    let scene = Recording.Scene(try #require(lesson.scenes.first), CartTrace.trace)
    guard case .predict(let prediction)? = scene.steps.first?.body.first else {
      Issue.record("expected a question first in the step")
      return
    }
    #expect(prediction.answer == "302")
    #expect(prediction.options.map(\.correct) == [right == 0, right == 1])
  }

  @Test(
    "a step of a phase of which nothing is recorded is a problem at its line, whatever it claims",
    arguments: ["cache", "events"])
  func unrecorded(phase: String) throws {
    let problems = try Self.check("## [\(phase)] T\n```expect\nHTTP 302\n```\n").problems
    #expect(problems.count == 1)
    #expect(
      problems.first?.message.hasPrefix("expected a phase of which something is recorded, found \(phase)") == true)
    #expect(problems.first?.mark.text == "## [\(phase)] T")
  }

  @Test("a lesson that should come first is one that somebody can open")
  func needs() throws {
    let text = "---\nformat: 1\nid: s\ntitle: S\nneeds: tcp,  tsl\n---\n# S\n```http\nGET http://www.shop.test/\n```\n"
    let lesson = try Lesson(parsing: Array(text.utf8), file: "s.md")
    #expect(lesson.needs.map(\.id) == ["tcp", "tsl"])
    let warnings = lesson.warnings(ofNeedsBeyond: ["tcp", "tls"])
    #expect(
      warnings.first?.description == """
        s.md:5:14: warning: expected the id of a lesson that comes first, found `tsl`: did you mean `tls`?
          5 | needs: tcp,  tsl
            |              ^~~
        """)
    #expect(warnings.count == 1)
    #expect(Recording(lesson, traces: [CartTrace.trace]).needs == ["tcp", "tsl"])
  }

  @Test("a scene that can't run is a problem of its own")
  func broken() throws {
    struct Broken: Error, CustomStringConvertible { var description: String { "no port is free" } }
    let check = try Check(try Self.lesson("```expect\nHTTP 302\n```\n")) { _ in throw Broken() }
    #expect(check.scenesRun == 0)
    #expect(check.problems.map(\.message) == ["expected scene \"S\" to run, found: no port is free"])
  }

  @Test("a machine in trouble says nothing of the lesson")
  func trouble() throws {
    let lesson = try Self.lesson("```expect\nHTTP 302\n```\n")
    let trouble = SystemError("socket", code: 24)
    #expect(throws: trouble) { try Check(lesson) { _ in throw trouble } }
  }

  @Test("a recording has the values that were read, and no notes")
  func recording() throws {
    let lesson = try Self.lesson(
      "## [request] T\n```show\nrequest.method  why\ndns.ttl  none\n```\n```note\nsecret\n```\n```predict\nQ?\n- [x] Yes :: y\n- [ ] No :: n\nanswer = server.rules.tried == 2\n```\n"
    )
    let recording = Recording(lesson, traces: [CartTrace.trace])
    let step = try #require(recording.scenes.first?.steps.first)
    #expect(
      step.body == [
        .show([
          Step.Shown(path: "request.method", value: "GET", why: "why", subject: .requestLine),
          Step.Shown(path: "dns.ttl", value: nil, why: "none", subject: .answer),
        ]),
        .predict(
          Step.Prediction(
            question: "Q?",
            options: [
              Step.Prediction.Option(text: "Yes", feedback: "y", correct: true),
              Step.Prediction.Option(text: "No", feedback: "n", correct: false),
            ], hint: nil, answer: "true")),
      ])
  }

  @Test("a translation's file is named after its original's")
  func siblings() {
    #expect(Lesson.original(of: "lessons/first-get.fr.md") == "lessons/first-get.md")
    #expect(Lesson.original(of: "lessons/first-get.pt-BR.md") == "lessons/first-get.md")
    for file in ["lessons/first-get.md", "a.b/first-get.md", "fr.md", ".fr.md", "x.12.md"] {
      #expect(Lesson.original(of: file) == nil)
    }
  }

  @Test("a translation has the same scenes, visits and claims")
  func translation() throws {
    let original = try Self.lesson("```expect\nHTTP 302\n```\n## [url] Take it apart\n")
    let faithful = try Self.lesson("```expect\nHTTP 302\n```\n## [url] Prenez-la en morceaux\n")
    #expect(faithful.differences(from: original).isEmpty)
    // Fields, body and the values shown are part of it.
    let shown = try Self.lesson("## [url] T\n```show\nurl.host  a\n```\n")
    let other = try Self.lesson("## [url] T\n```show\nurl.path  a\n```\n")
    #expect(
      other.differences(from: shown).map(\.message) == [
        "expected the values shown [\"url.host\"] as in cart.md, found [\"url.path\"]"
      ])
    func posting(_ fields: String, _ body: String) throws -> Lesson {
      let text =
        "---\nformat: 1\nid: s\ntitle: S\n---\n# S\n```http\nPOST http://www.shop.test/echo\n\(fields)\n\n\(body)\n```\n"
      return try Lesson(parsing: Array(text.utf8), file: "s.md")
    }
    let model = try posting("X-Tag: a", "hello")
    #expect(try posting("X-Tag: a", "hello").differences(from: model).isEmpty)
    #expect(try posting("X-Tag: b", "hello").differences(from: model).count == 1)
    #expect(try posting("X-Tag: a", "bonjour").differences(from: model).count == 1)
    let free = try Self.lesson("```expect\nHTTP 200\n```\n## [dns] Autre chose\n")
    #expect(
      free.differences(from: original).map(\.message) == [
        "expected the claims [\"response.status == 302\"] as in cart.md, found [\"response.status == 200\"]",
        "expected the step's phase [url 1] as in cart.md, found [dns 1]",
      ])
  }
}
