import Foundation
import Testing

/// Scenes under conditions of the network, run by the program in its private internet: the kernel's TCP at both ends has
/// to cope.
@Suite(
  "Conditions in the private internet", .serialized, .timeLimit(.minutes(2)),
  .enabled(if: Inside.isPossible, "no private internet on this machine: roundtrip doctor says why"))
struct NetworkConditionTests {
  /// Has the program hold a scene with these givens to these claims.
  private func check(_ givens: String, _ claims: String) throws {
    let lesson = """
      ---
      format: 1
      id: conditions
      title: Conditions
      ---
      # Under conditions
      ```http
      POST http://www.shop.test/echo
      Content-Type: text/plain
      Connection: close

      \(String(repeating: "0123456789", count: 300))

      ###
      GET http://www.shop.test/api/products
      ```
      ```given
      \(givens)
      ```
      ```expect
      HTTP 200
      [Asserts]
      exchange[2].response.status == 200
      \(claims)
      ```
      """
    let folder = FileManager.default.temporaryDirectory.appending(path: "roundtrip-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "conditions.md")
    try lesson.write(to: file, atomically: true, encoding: .utf8)
    let run = try Program.run("check", "--network", "private", file.path)
    #expect(run.status == 0, "\(givens): \(run.errors)")
  }

  @Test("distance: one round trip, on the learner's line and on another cable")
  func delay() throws {
    try check("link.delay = 20ms", "tcp.handshake.milliseconds >= 40")
    try check("link.delay = 5ms\nlink.front.delay = 10ms", "tcp.handshake.milliseconds >= 30")
  }

  @Test(
    "what a cable does to frames, TCP mends",
    arguments: [
      ("link.drop = first 2 data", "link.losses == 2"), ("link.drop = first syn-ack", "link.losses == 1"),
      ("link.drop = first fin", "link.losses == 1"), ("link.duplicate = 100 %", "link.duplicates > 10"),
      ("link.reorder = 50 %", "tcp.segment.largest == 1448"), ("link.loss = 2 %", "ip.hops == 3"),
      ("link.rate = 1Mbit/s", "tcp.segment.largest == 1448"), ("link.corrupt = 2 %", "ip.hops == 3"),
    ])
  func mends(given: String, claim: String) throws { try check(given, claim) }

  @Test("a narrow cable: word is sent, and the pieces get smaller")
  func width() throws {
    try check("link.mtu = 1200", "router.drops >= 1\nicmp.unreachable.count >= 1")
  }

  @Test("Fast Open: a cookie first, then the request with the SYN; without it neither")
  func fastOpen() throws {
    try check(
      "tcp.fastOpen = on", "tcp.syn.data == 0\nexchange[2].tcp.syn.data > 50\nexchange[2].tcp.syn.cookie == true")
    try check("link.delay = 0ms", "tcp.syn.data == 0\nexchange[2].tcp.syn.data == 0")
  }
}
