import Wire

/// A parser of HTTP/1 in Python that reads the same head: the script's `parse`.
struct Peer {
  var name: String
  var script: String

  static let all = [
    Peer(
      name: "h11",
      script: """
        import h11
        def parse(head):
            connection = h11.Connection(h11.SERVER)
            connection.receive_data(head)
            return connection.next_event()
        """),
    Peer(
      name: "httptools",
      script: """
        import httptools
        class Protocol:
            def on_url(self, url): pass
            def on_header(self, name, value): pass
            def on_headers_complete(self): pass
        def parse(head): httptools.HttpRequestParser(Protocol()).feed_data(head)
        """),
  ]

  /// How fast it reads `head` again and again; nan where it is not installed.
  func megabytesPerSecond(_ head: [UInt8], _ python: String) -> Double {
    let timing = """

      import sys, time
      head, rounds = bytes.fromhex(sys.argv[1]), 3000
      start = time.perf_counter()
      for _ in range(rounds): parse(head)
      print(rounds * len(head) / (time.perf_counter() - start) / 1e6, end="")
      """
    return Measure.output([python, "-c", script + timing, head.hex]).flatMap(Double.init) ?? .nan
  }
}
