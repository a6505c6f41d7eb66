extension Cookie {
  /// What the parts of Set-Cookie and Cookie are for; see ``Glossary``.
  static let glossary = [
    "cookie-pair": "What is kept and sent back, as it stands.",
    "cookie-name": "What the server calls it; a new one of the same name takes its place.",
    "cookie-value": "Whatever the server wants to be reminded of.",
    "cookie-av": "For the browser alone: where the cookie may go, and how long it stays.",
    "attribute-name": "Which rule.",
    "attribute-value": "What the rule says.",
  ]
}
