import Client
import Net
import Tracing
import Wire

/// A browser on a loop of the test's, with a scripted server before it.
final class BrowserBench {
  let loop = Loop(clock: Clock.sinceNow())
  let recorder = Recorder(clock: Clock.sinceNow())
  let server: ScriptedServer
  let browser: Browser

  /// `names` are those of the server's certificate; nil is a server without TLS.
  init(names: [String]? = nil) throws {
    let authority = try CertificateAuthority(now: Clock.wallSeconds)
    let security = try names.map { Channel.Security(.server, context: try .server(try authority.issue(for: $0))) }
    server = try ScriptedServer(on: loop, security: security)
    let trusting = try TLSContext.client(trusting: authority)
    var configuration = Browser.Configuration(
      resolver: Endpoint(address: "127.0.0.1", port: 9), randomness: .system, wallClock: { Clock.wallSeconds },
      security: { trusting })
    configuration.ports = [80: server.port, 443: server.port]
    configuration.patienceMilliseconds = 300
    browser = Browser(in: .loopback, on: loop, recorder: recorder, configuration: configuration)
  }

  /// Goes there and waits for everything; the fault, if the page did not come.
  @discardableResult
  func visit(_ visit: Browser.Visit) throws -> Fault? {
    var outcome: Fault??
    browser.visit(visit) { outcome = .some($0) }
    guard try loop.run(forAtMost: 10_000, until: { outcome != nil }) else {
      return Fault(.unavailable, "the visit never ended")
    }
    return outcome ?? nil
  }

  @discardableResult
  func visit(_ address: String) throws -> Fault? { try visit(Browser.Visit(address: address)) }

  /// The content that came, by the kind and the path it came from.
  var contents: [String: String] {
    var contents: [String: String] = [:]
    for entry in recorder.trace.entries {
      guard case .rendering(.content(_, let url, _, _, let bytes)) = entry.fact else { continue }
      contents[url] = String(decoding: bytes, as: UTF8.self)
    }
    return contents
  }

  func count(_ isWanted: (Fact) -> Bool) -> Int { recorder.trace.entries.count { isWanted($0.fact) } }
}
