import Wire

extension LessonParser {
  /// The requests of an `http` fence, `###` lines between them.
  mutating func visits(_ fence: Markdown.Fence) -> [Lesson.Visit] {
    let parts = fence.lines.split(omittingEmptySubsequences: false) { $0.begins(with: "###") }
    return parts.compactMap { visit($0, of: fence) }
  }

  private mutating func visit(_ lines: ArraySlice<Line>, of fence: Markdown.Fence) -> Lesson.Visit? {
    guard let start = lines.firstIndex(where: { !$0.isBlank && !$0.begins(with: "#") }) else {
      refuse(lines.last ?? fence.opening, "expected a request, such as `GET https://www.shop.test/`, found none")
      return nil
    }
    guard var visit = requestLine(lines[start].withoutTrailingSpace) else { return nil }
    let rest = lines[(start + 1)...]
    let blank = rest.firstIndex(where: \.isBlank) ?? rest.endIndex
    for line in rest[..<blank] { if let field = field(line) { visit.fields.lines.append(field) } }
    var body = rest[blank...].dropFirst()
    while body.last?.isBlank == true { body.removeLast() }
    visit.body = body.joined(by: UInt8(ascii: "\n"))
    return visit
  }

  private mutating func requestLine(_ line: Line) -> Lesson.Visit? {
    let method = line.text.prefix { $0 != " " }
    var url = line.from(method.utf8.count).trimmed
    if url.text.hasSuffix(" HTTP/1.1") { url = url.part(0..<url.bytes.count - 9).withoutTrailingSpace }
    guard method.utf8.count <= 32, method.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      let advice = method.contains("://") ? ": write the method first, `GET \(method)`" : ""
      refuse(
        line.part(0..<method.utf8.count), "expected a method such as GET or POST, found `\(method)`\(advice)")
      return nil
    }
    let lowered = url.text.asciiLowercased
    guard lowered.hasPrefix("https:") || lowered.hasPrefix("http:") else {
      let found = url.isBlank ? "the end of the line" : "`\(url.text)`"
      refuse(
        url.isBlank ? line : url, "expected an absolute URL such as `https://www.shop.test/`, found \(found)")
      return nil
    }
    return Lesson.Visit(method: String(method), url: url.text, fields: [:], body: [], mark: source.mark(line))
  }

  private mutating func field(_ line: Line) -> HTTP.Fields.Line? {
    guard let colon = line.first(UInt8(ascii: ":")), colon > 0 else {
      refuse(
        line, "expected a field such as `Accept: text/html`, or an empty line before the body, found `\(line.text)`")
      return nil
    }
    return HTTP.Fields.Line(line.part(0..<colon).text, line.from(colon + 1).trimmed.text)
  }

  /// The hosts of a `traceroute` fence, one a line.
  mutating func hosts(_ fence: Markdown.Fence) -> [String] {
    let before = problems.count
    var hosts: [String] = []
    for whole in fence.lines where !whole.isBlank && !whole.begins(with: "#") {
      let line = whole.trimmed
      guard !line.text.contains("/"), !line.text.contains(" "), let url = try? URL(parsing: "http://\(line.text)/")
      else {
        refuse(line, "expected a host such as `www.shop.test`, found `\(line.text)`")
        continue
      }
      if case .ipv6? = url.host {
        refuse(line, "expected a host's name or IPv4 address: traceroute asks by IPv4, found `\(line.text)`")
        continue
      }
      hosts.append(line.text)
    }
    if hosts.isEmpty, problems.count == before {
      refuse(fence.word, "expected a host, such as `www.shop.test`, found none")
    }
    return hosts
  }

  /// The conditions of a `given` fence, taken over into `conditions`, which has those of the scene so far.
  mutating func givens(_ fence: Markdown.Fence, into conditions: inout Conditions) -> [Lesson.Given] {
    var givens: [Lesson.Given] = []
    for line in fence.lines where !line.isBlank && !line.begins(with: "#") {
      guard let equals = line.first(UInt8(ascii: "=")) else {
        refuse(line, "expected `condition = value`, found `\(line.text)`")
        continue
      }
      let name = line.part(0..<equals).trimmed
      let value = line.from(equals + 1).trimmed
      guard let (condition, cable) = condition(name) else { continue }
      guard condition.set(value.text, on: cable, in: &conditions) else {
        let advice = Suggestion.clause(for: value.text, among: condition.words)
        refuse(
          value.isBlank ? line : value,
          "expected \(condition.expected) for `\(name.text)`, found `\(value.text)`\(advice)")
        continue
      }
      givens.append(
        Lesson.Given(
          name: name.text, value: value.text, condition: condition, cable: cable, mark: source.mark(line)))
    }
    return givens
  }

  /// The condition of that name, and the cable it is about; says so where there is none.
  private mutating func condition(_ name: Line) -> (Condition, cable: String)? {
    guard let (condition, cable) = Condition.named(name.text) else {
      let known = Condition.all.map(\.name)
      let advice = Suggestion.clause(
        for: name.text, among: known, otherwise: ": there are \(known.joined(separator: ", "))")
      refuse(name, "expected a known condition, found `\(name.text)`\(advice)")
      return nil
    }
    guard let cable else { return (condition, Condition.ownCable) }
    guard Condition.cables.contains(cable) else {
      let known = Condition.cables.joined(separator: ", ")
      let advice = Suggestion.clause(for: cable, among: Condition.cables, otherwise: ": there are \(known)")
      refuse(name, "expected a cable after `link.`, found `\(cable)`\(advice)")
      return nil
    }
    return (condition, cable)
  }
}
