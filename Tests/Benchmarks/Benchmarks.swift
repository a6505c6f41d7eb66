import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Roundtrip against its peers, as ratios from one run: see the README for the commands around it.
///
///     benchmarks ROUNDTRIP [--url URL --ca FILE] [--python PYTHON] [--ptybench FILE --file FILE]
///
/// What a peer needs that is not given is left out, by name.
@main
enum Benchmarks {
  static func main() {
    var words = CommandLine.arguments.dropFirst()
    guard let program = words.popFirst(), !program.hasPrefix("-") else {
      print("usage: benchmarks ROUNDTRIP [--url URL --ca FILE] [--python PYTHON] [--ptybench FILE --file FILE]")
      exit(64)
    }
    var options: [String: String] = [:]
    while let name = words.popFirst(), let value = words.popFirst() { options[name] = value }
    let python = options["--python"] ?? "python3"
    print(Row.heading)
    if let url = options["--url"], let authority = options["--ca"] {
      for network in ["loopback", "auto"] { print(export(program, in: network, url, authority).line) }
    } else {
      print("export: left out, no --url and --ca")
    }
    for peer in Peer.all { for row in dissection(peer, python) { print(row.line) } }
    if let ptybench = options["--ptybench"], let file = options["--file"] {
      for row in Screens(program: program, file: file, ptybench: ptybench, python: python).rows() { print(row.line) }
    } else {
      print("screens: left out, no --ptybench and --file")
    }
    for row in LargeTrace.rows() { print(row.line) }
    for row in PrivateInternet(program: program).rows() { print(row.line) }
  }

  /// The whole lesson, both ends, against one page that curl fetches from a server at `url`.
  private static func export(_ program: String, in network: String, _ url: String, _ authority: String) -> Row {
    let figures = Measure.medians(
      41, { Measure.run([program, "export", "whole-cycle", "--network", network]) * 1000 },
      { Measure.run(["curl", "-v", "-s", "--cacert", authority, url]) * 1000 })
    return Row("export whole-cycle, \(network) / curl -v", "ms", figures)
  }

  /// A browser's request head, taken apart with every byte named, against parsers that only parse; and the same with
  /// every text that the tree holds made, as if all of it were shown.
  private static func dissection(_ peer: Peer, _ python: String) -> [Row] {
    precondition(covered(HTTP1.dissect(head, .request).field) == head.count, "the head was not taken apart")
    return [
      heads("HTTP/1 heads", peer, python) { $0.children.count },
      heads("HTTP/1 heads, every text made", peer, python, textLength),
    ]
  }

  private static func heads(_ name: String, _ peer: Peer, _ python: String, _ use: (Field) -> Int) -> Row {
    let rounds = 20_000
    var used = 0
    let figures = Measure.medians(
      9,
      {
        let seconds = Measure.time {
          for _ in 0..<rounds { used &+= use(HTTP1.dissect(head, .request).field) }
        }
        return Double(rounds * head.count) / seconds / 1e6
      },
      { peer.megabytesPerSecond(head, python) })
    precondition(used > 0)
    return Row("\(name) / \(peer.name)", "MB/s", figures)
  }

  /// How many bytes the fields that hold no others have.
  private static func covered(_ field: Field) -> Int {
    field.children.isEmpty ? field.bytes.count : field.children.reduce(0) { $0 + covered($1) }
  }

  private static func textLength(_ field: Field) -> Int {
    let own = if case .text(let text) = field.value { text.utf8.count } else { 0 }
    return field.children.reduce(own) { $0 + textLength($1) }
  }

  private static let head = Array(
    """
    GET /products?page=2 HTTP/1.1\r
    Host: www.shop.test\r
    User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r
    Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r
    Accept-Language: en-US,en;q=0.5\r
    Accept-Encoding: gzip, deflate, br, zstd\r
    Connection: keep-alive\r
    Cookie: session=0123456789abcdef; theme=dark\r
    Upgrade-Insecure-Requests: 1\r
    Sec-Fetch-Dest: document\r
    Sec-Fetch-Mode: navigate\r
    \r

    """.utf8)
}
