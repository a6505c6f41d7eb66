extension ProxyProtocol {
  /// What the parts of the header are for; see ``Glossary``.
  static let glossary = [
    "signature": "Tells the server behind the balancer that this header comes first, and which version it is in.",
    "version": "Of this header.",
    "command": "Whether the connection is passed on for somebody, or the balancer's own, to see if all is well.",
    "protocol": "The kind of addresses that follow.",
    "address family": "The kind of addresses that follow.",
    "transport": "Whether a stream or datagrams are passed on.",
    "length": "How many bytes of addresses and extensions follow.",
    "source address": "Whoever really asks.",
    "destination address": "Where they asked: the balancer's own address.",
    "source port": "The asker's port.",
    "destination port": "The balancer's port.",
    "ignored": "Means nothing here.",
    "extension > type": "What the extension tells.",
    "extension > length": "How many bytes it takes.",
    "value": "What it says.",
    "CRLF": "Ends the header.",
    "payload": "What the connection carries from here on, as the asker sent it.",
  ]
}
