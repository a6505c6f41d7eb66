import Tracing

extension Command {
  /// How a lesson is written, for whoever has nothing but the program.
  static let ownLesson: [String] = {
    let sample = """
      ---
      format: 1
      id: hello
      title: A greeting
      ---
      # Ask for a greeting
      ```http
      GET https://www.shop.test/hello?name=Ada
      ```
      ```expect
      HTTP 200
      ```
      ## [url] The name is in the address
      The server will read it from here.
      ```show
      url.query["name"]   what was asked for
      ```
      """
    let phases = Phase.allCases.map(\.rawValue).joined(separator: ", ")
    let start = ["", "A lesson of your own is a text file in Markdown, such as this hello.md:", ""]
    let lines: [String] = sample.split(separator: "\n").map { "    \($0)" }
    let end = [
      "",
      "roundtrip check hello.md runs it for real and fails where a claim is false; roundtrip learn hello.md walks it.",
      "",
      "# begins a scene, which is one visit, ## [PHASE] a step. The phases are \(phases). roundtrip explain --paths "
        + "lists what `show` and `expect` can name, roundtrip explain --conditions what a `given` fence can change.",
    ]
    return start + lines + end
  }()
}
