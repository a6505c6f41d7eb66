import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Roundtrip against its peers, as ratios from one run: see the README for the commands around it.
///
///     benchmarks ROUNDTRIP [--nginx-url URL --ca FILE] [--python PYTHON] [--ptybench FILE]
///
/// What a peer needs that is not given is left out, by name.
@main
enum Benchmarks {
  static func main() {
    var words = CommandLine.arguments.dropFirst()
    guard let program = words.popFirst(), !program.hasPrefix("-") else {
      print("usage: benchmarks ROUNDTRIP [--nginx-url URL --ca FILE] [--python PYTHON] [--ptybench FILE]")
      exit(64)
    }
    var options: [String: String] = [:]
    while let name = words.popFirst(), let value = words.popFirst() { options[name] = value }
    print("what                               ours                       theirs                         ours/theirs")
    export(program, options["--nginx-url"], options["--ca"])
    dissection(options["--python"])
    if let ptybench = options["--ptybench"] { screen(program, ptybench, options["--python"] ?? "python3") }
  }

  /// The whole lesson, both ends, against one page fetched by curl from nginx.
  private static func export(_ program: String, _ url: String?, _ authority: String?) {
    guard let url, let authority else { return print("export: left out, no --nginx-url and --ca") }
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<31 {
      ours.append(Measure.run([program, "export", "whole-cycle", "--format", "text"]).seconds)
      theirs.append(Measure.run(["curl", "-v", "-s", "--cacert", authority, url]).seconds)
    }
    let (left, right) = (Measure.median(ours), Measure.median(theirs))
    Measure.show(
      "export whole-cycle / curl -v", Measure.milliseconds(left), Measure.milliseconds(right), ratio: left / right)
  }

  /// A browser's request head, taken apart with every byte named, against parsers that only parse.
  private static func dissection(_ python: String?) {
    let head = Array(
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
    let rounds = 20_000
    var fields = 0
    let seconds = Measure.median(
      (0..<5).map { _ in
        Measure.time { for _ in 0..<rounds { fields &+= HTTP1.dissect(head, kind: .request).field.children.count } }
      })
    precondition(fields > 0)
    let ours = Double(rounds * head.count) / seconds / 1e6
    for (name, peer) in [("h11", h11), ("httptools", httptools)] {
      let script = peer.replacing("HEAD", with: "bytes.fromhex('\(head.hex)')")
      let answer = python.flatMap { Measure.output([$0, "-c", script]) } ?? ""
      let theirs = Double(answer.filter { !$0.isWhitespace }) ?? .nan
      Measure.show(
        "HTTP/1 heads / \(name)", "\(Int(ours)) MB/s", theirs.isNaN ? "\(name) left out" : "\(theirs) MB/s",
        ratio: ours / theirs)
    }
  }

  private static let h11 = """
    import time, h11
    head = HEAD
    n = 2000
    start = time.perf_counter()
    for _ in range(n):
        c = h11.Connection(h11.SERVER)
        c.receive_data(head)
        c.next_event()
    print(round(n * len(head) / (time.perf_counter() - start) / 1e6, 2))
    """

  private static let httptools = """
    import time, httptools
    head = HEAD
    n = 20000
    class P:
        def on_url(self, u): pass
        def on_header(self, n, v): pass
        def on_headers_complete(self): pass
    start = time.perf_counter()
    for _ in range(n):
        httptools.HttpRequestParser(P()).feed_data(head)
    print(round(n * len(head) / (time.perf_counter() - start) / 1e6, 2))
    """

  /// First screen and key to paint, against less, on a real pseudo-terminal.
  private static func screen(_ program: String, _ ptybench: String, _ python: String) {
    for (name, words) in [
      ("learn", [program, "learn", "whole-cycle"]), ("less", ["less", "README.md"]),
    ] {
      print("\n\(name):")
      let answer = Measure.output(
        [python, ptybench, "--keys", " ", "-n", "15", "--starts", "9", "--settle", "0.3", "--"] + words)
      print(answer ?? "left out: it could not be measured")
    }
  }
}
