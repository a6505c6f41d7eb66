extension CSS {
  /// What the parts of a style sheet are for; see ``Glossary``.
  static let glossary = [
    "rule": "Says what the elements that it fits look like.",
    "selectors": "Which elements the rule is for.",
    "declarations": "What those elements look like.",
    "declaration": "One property with its value.",
    "property": "Which side of the look.",
    "value": "What it is to be.",
    "at-rule": "No rule for elements: something to know about the sheet, or rules that hold only sometimes.",
    "at-keyword": "Which kind of at-rule.",
    "prelude": "When it holds, or what it names.",
    "block": "What it holds.",
    "invalid rule": "What makes no rule is passed over; the sheet goes on behind it.",
    "invalid declaration": "What makes no declaration is passed over, up to the next semicolon.",
    "comment": "For whoever writes the sheet; the browser passes it over.",
    "punctuation": "Signs that only hold the parts apart.",
  ]
}
