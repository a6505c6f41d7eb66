import Tracing
import Wire

extension Breakdown {
  /// The request as the browser sent it: its line with the parts named, each field with its meaning, the body.
  var request: [Piece] {
    guard let message = exchange?.request else { return Self.nothing("This request was never sent.") }
    let head = MessageHead(message.bytes)
    let meanings = [
      ("method", Glossary.meaning(ofMethod: head.words.first ?? "")),
      ("target", "the URL's path and query, nothing else of it is sent"),
      ("version", "the language spoken"),
    ]
    return start(head, meanings) + rest(head, body: nil)
  }

  /// The answer as it came: status, fields, body.
  var response: [Piece] {
    guard let message = exchange?.response else { return Self.nothing("No answer came.") }
    let head = MessageHead(message.bytes)
    let status = head.words.dropFirst().first.flatMap { Int($0) } ?? 0
    let meanings = [
      ("version", "the language spoken"), ("status", Glossary.meaning(ofStatus: status)),
      ("reason", "for people only; programs read the number"),
    ]
    return start(head, meanings) + rest(head, body: decodedBody)
  }

  private func start(_ head: MessageHead, _ meanings: [(String, String)]) -> [Piece] {
    var at = 0
    var marks: [Piece.Mark] = []
    for (word, (name, meaning)) in zip(head.words, meanings) {
      marks.append(Piece.Mark(characters: at..<at + word.count, name: name, meaning: meaning))
      at += word.count + 1
    }
    return [.marked(Run(head.line).text, marks), .gap]
  }

  private func rest(_ head: MessageHead, body decoded: [UInt8]?) -> [Piece] {
    var pieces: [Piece] = [
      .entries(head.fields.map { Piece.Entry($0.name, $0.value, Glossary.meaning(ofField: $0.name)) })
    ]
    if head.fields.isEmpty { pieces = [] }
    pieces.append(.text("(an empty line: here the head ends)", .faint))
    let body = decoded.map { $0[...] } ?? head.body
    if body.isEmpty {
      pieces.append(.text("No body.", .faint))
    } else {
      let isDecoded = decoded != nil && decoded.map { $0[...] } != head.body
      let how = isDecoded ? ", unpacked from \(head.body.count.counted("byte")) on the wire" : ""
      pieces += [.gap, .heading([Run("The body: \(body.count.counted("byte"))\(how)")])]
      pieces += BodyText(body, type: head.first("Content-Type") ?? "").pieces
    }
    return pieces
  }

  /// The response's content with chunks joined and compression undone, as the browser used it.
  private var decodedBody: [UInt8]? {
    for fact in facts(.render) {
      if case .rendering(.content(step.exchange, _, _, _, let bytes)) = fact { return bytes }
    }
    return nil
  }
}
