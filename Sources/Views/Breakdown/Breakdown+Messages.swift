import Tracing
import Wire

extension Breakdown {
  /// The request as the browser sent it: its line with the parts named, each field with its meaning, the body.
  var request: [Piece] {
    guard let message = exchange?.request else { return Self.nothing("This request was never sent.") }
    let head = MessageHead(message.bytes, .request)
    let meanings = [
      ("method", head.words.first.flatMap(HTTP.Method.init)?.meaning ?? "a method of its own"),
      ("target", "The URL's path and query. The host has a line of its own; what may follow a # stays here."),
      ("version", "The language that is spoken."),
    ]
    return pieces(head, meanings, decoded: nil)
  }

  /// The answer as it came: status, fields, body.
  var response: [Piece] {
    guard let message = exchange?.response else { return Self.nothing("No answer came.") }
    let head = MessageHead(message.bytes, .response, answering: method)
    let status = head.words.dropFirst().first.flatMap { Int($0) } ?? 0
    let meanings = [
      ("version", "The language that is spoken."), ("status", HTTP.Status(status).meaning),
      ("reason", "For people only; programs read the number."),
    ]
    return pieces(head, meanings, decoded: decodedContent)
  }

  private var method: String {
    exchange?.request.flatMap { MessageHead($0.bytes, .request).words.first } ?? "GET"
  }

  /// The parts of a message that the step shows, a blank line between them.
  private func pieces(_ head: MessageHead, _ meanings: [(String, String)], decoded: [UInt8]?) -> [Piece] {
    if let fault = head.fault {
      return [.prose([Run("This is not HTTP as the specification has it: ", .wrong), Run(fault.message)])]
    }
    var pieces: [Piece] = shows(.line) ? line(head, meanings) : []
    if shows(.fields) { pieces += (pieces.isEmpty ? [] : [.gap]) + fields(head) }
    let content = content(head, decoded: decoded)
    // That there is none is said right after the fields.
    if shows(.content) { pieces += (pieces.isEmpty || content.count == 1 ? [] : [.gap]) + content }
    return pieces
  }

  private func line(_ head: MessageHead, _ meanings: [(String, String)]) -> [Piece] {
    var at = 0
    var marks: [Piece.Mark] = []
    for (word, (name, meaning)) in zip(head.words, meanings) {
      marks.append(Piece.Mark(characters: at..<at + word.count, name: name, meaning: meaning))
      at += word.count + 1
    }
    return [.marked(head.words.joined(separator: " "), marks)]
  }

  private func fields(_ head: MessageHead) -> [Piece] {
    (head.fields.isEmpty ? [] : [.entries(head.fields.map(Self.entry))])
      + [.text("(an empty line: here the head ends)", .faint)]
  }

  private func content(_ head: MessageHead, decoded: [UInt8]?) -> [Piece] {
    let body = decoded ?? head.content
    if body.isEmpty { return [.text("No body.", .faint)] }
    let isUnpacked = body != head.content
    let coding = head.first("Content-Encoding").map { ", packed by \($0)" } ?? ""
    let how = isUnpacked ? ", unpacked from \(head.content.count.counted("byte")) on the wire" : coding
    return [.heading([Run("The body: \(body.count.counted("byte"))\(how)")])]
      + BodyText(body[...], type: head.first("Content-Type") ?? "").pieces
  }

  private static func entry(_ line: HTTP.Fields.Line) -> Piece.Entry {
    let name = HTTP.FieldName(line.name)
    let words = [name?.meaning].compactMap { $0 } + (name?.notes(on: line.value) ?? [])
    return Piece.Entry(line.name, line.value, words.joined(separator: " "))
  }

  /// The response's content with compression undone, as the browser used it: nobody reads what is packed. What becomes
  /// of it later is no part of that, and may still be asked.
  private var decodedContent: [UInt8]? {
    for entry in query.entries(in: .render, exchange: step.exchange) {
      if case .rendering(.content(step.exchange, _, _, _, let bytes)) = entry.fact { return bytes }
    }
    return nil
  }
}
