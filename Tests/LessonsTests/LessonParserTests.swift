import Lessons
import Testing
import Tracing
import Wire

@Suite("Lessons: what authors write")
struct LessonParserTests {
  static let cart = #"""
    ---
    format: 1
    id: first-get
    title: One GET, from address bar to pixels
    minutes: 15
    needs: urls, dns
    ---
    You type an address
    and press *Enter*.

    # Nobody is logged in
    ```given
    dns.answer = 192.0.2.7
    ```
    ```http
    GET https://www.shop.test/cart?id=7#top
    Accept: text/html
    ###
    POST https://www.shop.test/echo HTTP/1.1
    Content-Type: text/plain

    one
    two

    ```
    ```expect
    HTTP/1.1 302
    Location: /login
    [Asserts]
    dns.queries.count == 0
    ```
    <!-- Not for learners: ```show -->

    ## [url] Take the address apart
    ```show
    url.href                   what the browser understood
    request.headers["Accept"]  what it can read
    ```

    - one
      item
    - another

    ## [request 2] Which status?
    ````aside
    ```python
    # not a heading
    ```
    ````
    ```predict
    No Cookie is sent. Which status comes back?
    - [ ] 200 :: That needs a session.
    - [x] 302 Found :: Yes: the server sends us
      to the login page.
    hint: Whose cart is it?
    answer = response.status
    ```
    ```note
    Ask the room.
    ```
    """#

  @Test("a whole lesson")
  func whole() throws {
    let lesson = try Lesson(parsing: Array(Self.cart.utf8), file: "first-get.md")
    #expect(lesson.id == "first-get")
    #expect(lesson.minutes == 15)
    #expect(lesson.needs.map(\.id) == ["urls", "dns"])
    #expect(lesson.introduction == [.prose(.paragraph("You type an address and press *Enter*."))])
    let scene = try #require(lesson.scenes.first)
    #expect(scene.title == "Nobody is logged in")
    #expect(scene.conditions.answer == .address(IPv4Address(192, 0, 2, 7)))
    #expect(scene.visits.map(\.method) == ["GET", "POST"])
    #expect(scene.visits.map(\.url) == ["https://www.shop.test/cart?id=7#top", "https://www.shop.test/echo"])
    #expect(scene.visits[0].fields.lines.map(\.value) == ["text/html"])
    #expect(scene.visits[1].body == Array("one\ntwo".utf8))
    #expect(
      scene.claims.map(\.expression.description) == [
        "response.status == 302", #"response.version == "1.1""#, #"response.headers["Location"] == "/login""#,
        "dns.queries.count == 0",
      ])
    #expect(scene.claims.last?.mark.line == 30)
    #expect(scene.steps.map(\.phase) == [.url, .request])
    #expect(scene.steps.map(\.exchange) == [1, 2])
    #expect(scene.steps[0].blocks.last == .prose(.list(["one item", "another"], ordered: false)))
    guard case .show(let shown) = scene.steps[0].blocks.first else { Issue.record("no show"); return }
    #expect(shown.map(\.path.description) == ["url.href", #"request.headers["Accept"]"#])
    #expect(shown.map(\.why) == ["what the browser understood", "what it can read"])
    #expect(scene.steps[1].blocks.first == .aside([.code(language: "python", "# not a heading")]))
    guard case .predict(let prediction) = scene.steps[1].blocks[1] else { Issue.record("no predict"); return }
    #expect(prediction.question == "No Cookie is sent. Which status comes back?")
    #expect(prediction.options.map(\.text) == ["200", "302 Found"])
    #expect(prediction.options[1].feedback == "Yes: the server sends us to the login page.")
    #expect(prediction.hint == "Whose cart is it?")
    #expect(scene.steps[1].blocks[2] == .note([.paragraph("Ask the room.")]))
  }

  @Test("CRLF, CR, and a byte order mark change nothing but the marks' texts")
  func lineEnds() throws {
    let model = try Lesson(parsing: Array(Self.cart.utf8), file: "first-get.md")
    for end in ["\r\n", "\r"] {
      let text = "\u{FEFF}" + Self.cart.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end)
      #expect(try Lesson(parsing: Array(text.utf8), file: "first-get.md") == model)
    }
  }

  /// A lesson that is right, with `scene` in it from line 6 on.
  static func lesson(_ scene: String) -> String { "---\nformat: 1\nid: a\ntitle: A\n---\n" + scene }
  static let visit = "# S\n```http\nGET https://a.test/\n```\n"

  @Test(
    "each mistake, where it is, and what to do",
    arguments: [
      ("", "a.md:1:1: expected a lesson, found an empty file: begin it with `---` and `format: 1`"),
      ("# Hi\n", "a.md:1:1: expected `---` and the front matter on the first line, found `# Hi`"),
      ("---\nid: a\n", "a.md:1:1: found front matter that is never closed: end it with a line of `---`"),
      (
        "---\nformat: 2\nnew: x\n---\n# S\n```zap",
        "a.md:2:9: this lesson needs a newer roundtrip: expected format 1, found format 2"
      ),
      (lesson(""), "a.md:5:1: expected a scene (`# Title`), found the end of the file"),
      (lesson("# S\n## [url] T\n"), "a.md:6:3: expected an `http` fence with the visit of scene \"S\", found none"),
      (lesson(visit + "## [respnose] T\n"), "a.md:10:5: expected a phase, found `respnose`: did you mean `response`?"),
      (
        lesson(visit + "## [request two] T\n"),
        "a.md:10:5: expected the number of an exchange after the phase, as in `[request 2]`, found `two`"
      ),
      (
        lesson(visit + "## [url] T\n```shwo\n```\n"),
        "a.md:11:4: expected a directive or a language, found `shwo`: did you mean `show`?"
      ),
      (
        lesson(visit + "## [url] T\n```show\nurl.hrfe why\n```\n"),
        "a.md:12:1: expected a known path, found `url.hrfe`: did you mean `url.href`?"
      ),
      (
        lesson(visit + "## [url] T\n```show\n"),
        "a.md:11:1: found a fence that is never closed: end it with a line of ```"
      ),
      (lesson(visit + "## [url] T\n<!-- x\n"), "a.md:11:1: found a comment that is never closed: end it with `-->`"),
      (
        lesson(visit + "```show\nurl.href\n```\n"),
        "a.md:10:4: expected `show` in a step (`## [phase] Title`), found it before the first one"
      ),
      (
        lesson("# S\n```http\nGET /cart\n```\n"),
        "a.md:8:5: expected an absolute URL such as `https://www.shop.test/`, found `/cart`"
      ),
      (
        lesson("# S\n```http\nhttps://a.test/\n```\n"),
        "a.md:8:1: expected a method such as GET or POST, found `https://a.test/`: write the method first, `GET https://a.test/`"
      ),
      (
        lesson("# S\n```traceroute\n[::1]\n```\n"),
        "a.md:8:1: expected a host's name or IPv4 address: traceroute asks by IPv4, found `[::1]`"
      ),
      (
        lesson(visit + "```given\ndns.anwser = NXDOMAIN\n```\n"),
        "a.md:11:1: expected a known condition, found `dns.anwser`: did you mean `dns.answer`?"
      ),
      (
        lesson(visit + "```given\nserver.upstream = gone\n```\n"),
        "a.md:11:19: expected `down` or `slow` for `server.upstream`, found `gone`"
      ),
      (
        lesson(visit + "```expect\ndns.queries.count == 0\n```\n"),
        "a.md:11:1: expected `HTTP 200` or `Field: value`, found `dns.queries.count == 0`: expressions stand below an `[Asserts]` line"
      ),
      (
        lesson(visit + "```expect\n[Assert]\n```\n"),
        "a.md:11:1: expected `[Asserts]`, found `[Assert]`: did you mean `[Asserts]`?"
      ),
      (
        lesson(visit + "```expect\n[Asserts]\nresponse.status\n```\n"),
        "a.md:12:1: expected a comparison or `exists` after `response.status`, found the end of the line"
      ),
      (
        lesson(visit + "## [url] T\n```predict\nQ?\n- [x] 1\n- [y] 2\nanswer = exchanges.count\n```\n"),
        "a.md:14:3: expected `[ ]` or `[x]`, found `[y]`"
      ),
      (
        lesson("#Ask\n```http\nGET https://www.shop.test/\n```\n"),
        "a.md:7:4: expected `http` under a scene's `#`, before its first step, found it elsewhere; "
          + "line 6, `#Ask`, is no heading without a space after its `#`"
      ),
      (
        lesson(visit + "## [url] T\n```predict\nQ?\n- [x] 1\n- [x] 2\nanswer = exchanges.count\n```\n"),
        "a.md:14:1: expected one option marked `[x]`, found 2"
      ),
      (
        lesson(visit + "## [url] T\n```predict\nQ?\n- [x] 1 Yes: one\n- [ ] 2 :: No.\nanswer = exchanges.count\n```\n"),
        "a.md:13:1: expected ` :: feedback` after the option, as behind the others, found none"
      ),
      (
        lesson(visit + "## [url] T\n```predict\nQ?\n- [x] 1\n- [ ] 2\nanswr = exchanges.count\n```\n"),
        "a.md:15:1: expected `- [ ] option`, `hint: …` or `answer = …`, found `answr = exchanges.count`: did you mean `answer`?"
      ),
    ])
  func mistake(_ text: String, _ expected: String) throws {
    let problems = try #require(throws: Lesson.Problems.self) { try Lesson(parsing: Array(text.utf8), file: "a.md") }
    #expect(problems.list.first?.description.split(separator: "\n").first.map(String.init) == expected)
  }

  @Test("all mistakes of a file are told, each with its line and a caret")
  func all() throws {
    let text = """
      ---
      format: 1
      titel: A
      id: a
      ---
      # S
      ```http
      GET https://a.test/
      ```
      ## [dsn] \tT
      ```expcet
      HTTP 200
      ```
      """
    let problems = try #require(throws: Lesson.Problems.self) { try Lesson(parsing: Array(text.utf8), file: "a.md") }
    #expect(
      problems.description == """
        a.md:3:1: expected a known key, found `titel`: did you mean `title`?
          3 | titel: A
            | ^~~~~
        a.md:5:1: expected `title: …` in the front matter, found none
          5 | ---
            | ^~~
        a.md:10:5: expected a phase, found `dsn`: did you mean `dns`?
          10 | ## [dsn] \\tT
             |     ^~~
        a.md:11:4: expected a directive or a language, found `expcet`: did you mean `expect`?
          11 | ```expcet
             |    ^~~~~~
        """)
  }

  @Test("any bytes give a lesson or problems")
  func hostile() {
    let bytes = Array(Self.cart.utf8)
    for cut in 0...bytes.count { _ = try? Lesson(parsing: Array(bytes[..<cut]), file: "a.md") }
    for place in bytes.indices {
      var flipped = bytes
      flipped[place] ^= 0xFF
      _ = try? Lesson(parsing: flipped, file: "a.md")
    }
  }

  @Test("too large is refused unread, and the longest allowed is read in no time")
  func limits() throws {
    let most = 1 << 20
    let problems = try #require(throws: Lesson.Problems.self) {
      try Lesson(parsing: Array(repeating: UInt8(ascii: "#"), count: most + 1), file: "a.md")
    }
    #expect(problems.description.hasPrefix("a.md:1:1: expected at most \(most) bytes"))
    #expect(problems.description.utf8.count < 200)
    let line = try #require(throws: Lesson.Problems.self) {
      try Lesson(parsing: Array(repeating: UInt8(ascii: "#"), count: most), file: "a.md")
    }
    #expect(line.description.hasPrefix("a.md:1:1: expected lines of at most 4000 bytes"))
    for filler in ["\n", "# S\n", "```\n", "- x\n", "<!--\n", "## [dsn] T\n"] {
      let text = String(repeating: filler, count: most / 8 / filler.utf8.count)
      _ = try? Lesson(parsing: Array(Self.lesson(Self.visit + text).utf8), file: "a.md")
    }
  }
}
