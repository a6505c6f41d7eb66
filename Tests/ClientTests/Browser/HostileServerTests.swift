import Client
import Net
import Testing
import Tracing
import Wire

@Suite("Browser: servers that misbehave")
struct HostileServerTests {
  @Test(
    "no answer that can be read is a fault, and the next visit works",
    arguments: [
      ("", Fault.Code.truncated), ("garbage\r\n\r\n", .malformed), ("HTTP/1.1 200 OK\r\nConten", .truncated),
      ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", .truncated),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", .truncated),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", .malformed),
      ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", .conflict),
      ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", .limit),
      ("HTTP/1.1 200 OK\r\nX: \(String(repeating: "y", count: 100_000))\r\n\r\n", .limit),
      ("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n", .truncated),
    ])
  func unreadable(answer: String, code: Fault.Code) throws {
    let bench = try BrowserBench()
    bench.server.script = { _ in .init(bytes: Array(answer.utf8), closes: true) }
    #expect(try bench.visit("http://127.0.0.1/")?.code == code)
    bench.server.script = { _ in .init("200 OK") }
    #expect(try bench.visit("http://127.0.0.1/") == nil)
    bench.browser.close()
    #expect(try bench.loop.run(forAtMost: 5000) { bench.browser.isDisconnected })
  }

  @Test("until the connection's end is an answer too; what comes behind a whole one is not")
  func ends() throws {
    let bench = try BrowserBench()
    bench.server.script = { _ in .init(bytes: Array("HTTP/1.1 200 OK\r\n\r\nall of it".utf8), closes: true) }
    #expect(try bench.visit("http://127.0.0.1/a") == nil)
    #expect(bench.contents["http://127.0.0.1/a"] == "all of it")
    let twice = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n"
    bench.server.script = { _ in .init(bytes: Array("\(twice)a\(twice)b".utf8)) }
    #expect(try bench.visit("http://127.0.0.1/b") == nil)
    #expect(bench.contents["http://127.0.0.1/b"] == "a")
    bench.server.script = { _ in .init("200 OK", body: Array("c".utf8)) }
    #expect(try bench.visit("http://127.0.0.1/c") == nil)
    #expect(bench.contents["http://127.0.0.1/c"] == "c")
    #expect(bench.server.connectionCount == 3, "one with more on it than was asked for is not used again")
  }

  @Test("a server that never answers is given up, and so is one that never shakes hands")
  func silence() throws {
    let bench = try BrowserBench()
    #expect(try bench.visit("http://127.0.0.1/")?.code == .unavailable)
    #expect(try bench.visit("https://127.0.0.1/")?.code == .unavailable)
  }

  @Test("nobody listens: the kernel's word is in the trace")
  func refused() throws {
    let bench = try BrowserBench()
    let deserted = try Listener(port: 0, in: .loopback, on: bench.loop)
    deserted.close()
    #expect(try bench.visit("http://127.0.0.1:\(deserted.local.port)/")?.code == .unavailable)
    #expect(bench.count { if case .socket(.failed(_, "ECONNREFUSED")) = $0 { true } else { false } } == 1)
  }

  @Test(
    "a certificate for another name, or from nobody we trust, ends it before a byte of the request",
    arguments: [["other.test"], ["10.0.0.1"], ["*.localhost"]])
  func wrongName(names: [String]) throws {
    let bench = try BrowserBench(names: names)
    bench.server.script = { _ in .init("200 OK") }
    #expect(try bench.visit("https://localhost/") != nil)
    #expect(bench.server.requests == [])
    let failures = bench.count {
      if case .tls(.verified(_, _, let fault)) = $0 { fault != nil } else { false }
    }
    #expect(failures == 1)
  }

  @Test("the right name is taken, an address too, and the address goes without a server name")
  func rightName() throws {
    let bench = try BrowserBench(names: ["localhost", "127.0.0.1"])
    bench.server.script = { _ in .init("200 OK") }
    #expect(try bench.visit("https://localhost/") == nil)
    #expect(try bench.visit("https://127.0.0.1/") == nil)
    let hellos = bench.recorder.trace.entries.compactMap { entry -> [UInt8]? in
      guard case .tls(.message(_, sent: true, .handshake, _, let bytes)) = entry.fact, bytes.first == 1 else {
        return nil
      }
      return bytes
    }
    #expect(hellos.map { String(decoding: $0, as: UTF8.self).contains("localhost") } == [true, false])
    #expect(!String(decoding: hellos.last ?? [], as: UTF8.self).contains("127.0.0.1"))
  }

  @Test(
    "addresses outside of this machine are never connected to",
    arguments: [
      "http://192.0.2.1/", "http://[2001:db8::1]/", "http://0x0A000001/", "http://2130706433.1/", "http://0/",
    ])
  func outside(address: String) throws {
    let bench = try BrowserBench()
    #expect(try bench.visit(address) != nil)
    #expect(bench.count { if case .socket = $0 { true } else { false } } == 0)
  }

  @Test("a request that is not HTTP is not sent, and holds no connection")
  func misuse() throws {
    let bench = try BrowserBench()
    bench.server.script = { _ in .init("200 OK") }
    #expect(try bench.visit(Browser.Visit(address: "http://127.0.0.1/", fields: ["A": "b\r\nC: d"])) != nil)
    #expect(bench.server.requests == [])
    #expect(try bench.visit("http://127.0.0.1/") == nil)
    bench.browser.close()
    #expect(try bench.loop.run(forAtMost: 5000) { bench.browser.isDisconnected })
  }
}
