import Wire

extension LessonParser {
  /// The claims of an `expect` fence: an `HTTP 200` line, fields, and expressions under `[Asserts]`. Each is an
  /// expression in the end, so that there is one way to be right or wrong.
  mutating func claims(_ fence: Markdown.Fence) -> [Lesson.Claim] {
    let before = problems.count
    var claims: [Lesson.Claim] = []
    var inAsserts = false
    for whole in fence.lines where !whole.isBlank && !whole.begins(with: "#") {
      let line = whole.trimmed
      if line.begins(with: "[") {
        if line.says("[Asserts]") {
          inAsserts = true
        } else {
          let advice = Suggestion.clause(for: line.text, among: ["[Asserts]"])
          refuse(line, "expected `[Asserts]`, found `\(line.text)`\(advice)")
        }
      } else if inAsserts {
        if let expression = expression(line) { claims.append(claim(expression, line)) }
      } else if line.begins(with: "HTTP") {
        claims += statusLine(line)
      } else if let claim = fieldClaim(line) {
        claims.append(claim)
      }
    }
    if claims.isEmpty, problems.count == before {
      refuse(fence.word, "expected a claim, such as `HTTP 200`, found none")
    }
    return claims
  }

  /// An expression that must hold, so not a bare path.
  private mutating func expression(_ line: Line) -> Expression? {
    do throws(Fault) {
      let expression = try Expression(parsing: line.bytes)
      if expression.test == nil {
        refuse(line, "expected a comparison or `exists` after `\(expression.path)`, found the end of the line")
        return nil
      }
      return expression
    } catch {
      refuse(line, error)
      return nil
    }
  }

  /// `HTTP 200` or `HTTP/1.1 200`.
  private mutating func statusLine(_ line: Line) -> [Lesson.Claim] {
    let words = line.text.split(separator: " ")
    let version = words[0].dropFirst(4)
    guard words.count >= 2, let status = Int(words[1]), (100...999).contains(status) else {
      refuse(line, "expected `HTTP` and a status such as `HTTP 200`, found `\(line.text)`")
      return []
    }
    var claims: [Lesson.Claim] = []
    if let path = reference("response.status") {
      claims.append(claim(Expression(path: path, test: .compares(.equals, .number(status))), line))
    }
    if version.hasPrefix("/"), let path = reference("response.version") {
      claims.append(claim(Expression(path: path, test: .compares(.equals, .string(String(version.dropFirst())))), line))
    }
    return claims
  }

  /// `Location: /login` claims the whole value of a response field.
  private mutating func fieldClaim(_ line: Line) -> Lesson.Claim? {
    guard let colon = line.first(UInt8(ascii: ":")), colon > 0, !line.bytes.prefix(colon).contains(UInt8(ascii: " ")),
      let path = reference("response.headers[\"…\"]", line.part(0..<colon).text)
    else {
      refuse(
        line, "expected `HTTP 200` or `Field: value`, found `\(line.text)`: expressions stand below an `[Asserts]` line"
      )
      return nil
    }
    let value = line.from(colon + 1).trimmed.text
    return claim(Expression(path: path, test: .compares(.equals, .string(value))), line)
  }

  private func claim(_ expression: Expression, _ line: Line) -> Lesson.Claim {
    Lesson.Claim(expression: expression, mark: source.mark(line))
  }

  private func reference(_ pattern: String, _ arguments: String...) -> Path.Reference? {
    Path.named(pattern).map { Path.Reference(path: $0, exchange: nil, arguments: arguments) }
  }
}
