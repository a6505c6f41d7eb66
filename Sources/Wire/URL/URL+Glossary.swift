extension URL {
  /// What the parts of an address are for; see ``Glossary``.
  static let glossary = [
    "scheme": "which protocol to speak", "username": "who asks; rarely used", "password": "never put one here",
    "host": "which machine, to be found by DNS", "port": "which door of that machine",
    "path": "what to ask that machine for", "segment": "one part of the path, as between two slashes",
    "query": "details for the server", "parameter": "a parameter of the query: one detail", "name": "what it is about",
    "value": "the detail itself, with %XX and + decoded",
    "fragment": "a place within the page; it never leaves the browser",
    "delimiter": "ends one part and begins the next", "white space": "not part of the address",
    "unread": "no part of it could be told apart",
  ]
}
