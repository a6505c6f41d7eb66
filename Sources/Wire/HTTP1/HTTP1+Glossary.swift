extension HTTP1 {
  /// What the parts of a message are for; see ``Glossary``. Names and numbers with a registry have words of their own.
  static let glossary = [
    "request-line": "What is wanted.",
    "request-target": "What to ask for: the address's path and query. The host stands in a line of its own.",
    "HTTP-version": "The language that is spoken.",
    "status-line": "How it went.",
    "status-code": "How it went, as a number for programs.",
    "reason-phrase": "How it went, for people only.",
    "SP": "One space, between two parts of the line.",
    "CRLF": "The end of a line: two bytes.",
    "request > CRLF": "An empty line: here the head ends.",
    "response > CRLF": "An empty line: here the head ends.",
    "field-line": "One thing to know about the message.",
    "colon": "Ends the name.",
    "OWS": "White space that means nothing.",
    "field-value": "What is said.",
    "content": "What the message is sent for: a page, a picture, a form.",
    "chunk": "A piece of the content, with its length before it.",
    "last-chunk": "A piece of no length: here the content ends.",
    "chunk-size": "How many bytes the piece has, in hexadecimal.",
    "chunk-ext": "More about the piece; hardly anybody uses it.",
    "chunk-data": "The piece.",
    "unread": "Not read: it can't be, or what stands before it can't.",
    "rest": "No message of this connection any more.",
  ]
}
