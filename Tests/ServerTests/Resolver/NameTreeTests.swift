import Foundation
import Net
import Server
import Testing
import Tracing
import Wire

/// The resolver and the servers above the shop's, on sockets.
@Suite("Name tree")
final class NameTreeTests {
  let loop = Loop(clock: Clock.sinceNow())
  let recorder = Recorder(clock: nil)
  let nameServer: NameService
  let tree: NameTree

  init() throws {
    nameServer = try NameService(
      port: 0, in: .loopback, by: .nameServer, answering: NameServer(zones: try Zone.lessons()), on: loop,
      recorder: recorder)
    tree = try NameTree(above: nameServer, on: loop, recorder: recorder, randomness: .seeded(1))
  }

  deinit {
    tree.stop()
    nameServer.stop()
  }

  func ask(_ name: String, _ type: DNS.RecordType = .a, recursionDesired: Bool = true) throws -> DNS.Message {
    let inquirer = Inquirer(
      in: .loopback, by: .browser, on: loop, recorder: recorder, recursionDesired: recursionDesired,
      patience: [5000], random: .system)
    var result: Result<DNS.Message, Fault>?
    inquirer.ask(DNS.Question(try DNS.Name(parsing: name), type), of: tree.resolver.local, cause: nil) {
      result = $0.result
    }
    #expect(try loop.run(forAtMost: 10_000) { result != nil })
    return try #require(result).get()
  }

  /// Whom the resolver asked, in order.
  var asked: [String] {
    Query(recorder.trace).recursions.flatMap(\.queries).compactMap {
      Query(recorder.trace).conversation($0.connection)?.server?.id
    }
  }

  @Test("asks root, top level and the site's server, once; then it knows")
  func walk() throws {
    let answer = try ask("www.shop.test")
    #expect(answer.header.flagNames == ["qr", "rd", "ra"])
    #expect(answer.answers.map(\.description) == ["www.shop.test. 300 IN A 127.0.0.1"])
    #expect(asked == ["root", "top-level", "name-server"])
    #expect(try ask("wWw.shop.test").answers.map(\.description) == ["wWw.shop.test. 300 IN A 127.0.0.1"])
    #expect(asked.count == 3)
    tree.forget()
    _ = try ask("www.shop.test")
    #expect(asked.count == 6)
  }

  @Test("what it knows it says, also while it asks about as many names as it may")
  func busy() throws {
    _ = try ask("www.shop.test")
    var codes: [DNS.ResponseCode?] = []
    let others = (0...RecursiveResolver.mostRecursions).map { _ in
      Inquirer(
        in: .loopback, by: .browser, on: loop, recorder: recorder, recursionDesired: true, patience: [5000],
        random: .system)
    }
    for (number, other) in others.enumerated() {
      let question = DNS.Question(try DNS.Name(parsing: "n\(number).shop.test"), .a)
      other.ask(question, of: tree.resolver.local, cause: nil) { codes.append(try? $0.result.get().responseCode) }
    }
    #expect(try ask("www.shop.test").answers.count == 1)
    #expect(try loop.run(forAtMost: 10_000) { codes.count == others.count })
    #expect(codes.count { $0 == .nameError } == RecursiveResolver.mostRecursions)
    #expect(codes.count { $0 == .serverFailure } == 1)
  }

  @Test("who does not want others to be asked is refused")
  func refused() throws {
    let answer = try ask("www.shop.test", recursionDesired: false)
    #expect(answer.responseCode == .refused)
    #expect(answer.header.recursionAvailable)
    #expect(asked == [])
  }

  @Test("what does not fit into a datagram comes over TCP, from the name server and from the resolver")
  func long() throws {
    #expect(try ask("long.shop.test", .txt).answers.count == 1)
    let transports = Query(recorder.trace).conversations.map(\.connection.transport)
    #expect(transports.filter { $0 == .tcp }.count == 2)
  }

  @Test("no such name: NXDOMAIN with the SOA record that says for how long")
  func absent() throws {
    let answer = try ask("nosuch.shop.test")
    #expect(answer.responseCode == .nameError)
    #expect(answer.authorities.map(\.type) == [.soa])
  }

  @Test("a silent name server is asked twice, and then the resolver says that it failed")
  func silent() throws {
    nameServer.isSilent = true
    #expect(try ask("www.shop.test").responseCode == .serverFailure)
    #expect(asked == ["root", "top-level", "name-server", "name-server"])
  }

  @Test("a server outside of this machine is not asked")
  func outside() throws {
    #expect(try ask("www.partners.shop.test").responseCode == .serverFailure)
    #expect(asked == ["root", "top-level", "name-server"])
  }

  @Test("the same question by several at once is asked once, and all are answered")
  func together() throws {
    let question = DNS.Question(try DNS.Name(parsing: "www.shop.test"), .a)
    var answers = 0
    let inquirers = (0..<5).map { _ in
      Inquirer(
        in: .loopback, by: .browser, on: loop, recorder: nil, recursionDesired: true, patience: [5000], random: .system)
    }
    for inquirer in inquirers {
      inquirer.ask(question, of: tree.resolver.local, cause: nil) { if case .success = $0.result { answers += 1 } }
    }
    #expect(try loop.run(forAtMost: 10_000) { answers == 5 })
    #expect(asked.count == 3)
  }

  @Test("bytes that are no query: an error or nothing, and the next one is answered")
  func garbage() throws {
    let sender = try Datagrams(port: 0, in: .loopback, isServer: false, by: .browser, on: loop, recorder: nil)
    defer { sender.close() }
    var replies: [[UInt8]] = []
    sender.onDatagram = { bytes, _, _ in replies.append(bytes) }
    let query = DNS.Message(
      header: DNS.Header(id: 1, recursionDesired: true), questions: [DNS.Question(try DNS.Name(parsing: "a.test"), .a)]
    ).encoded()
    for end in 0..<query.count { try sender.send(Array(query[..<end]), to: tree.resolver.local) }
    #expect(try ask("www.shop.test").responseCode == .noError)
    #expect(replies.allSatisfy { (try? DNS.dissect($0).value.get().responseCode) == .formatError })
  }

  @Test("dig walks the tree as the resolver does")
  func dig() throws {
    let dig = "/usr/bin/dig"
    guard FileManager.default.isExecutableFile(atPath: dig) else {
      print("dig is absent: the name tree is not compared with it")
      return
    }
    func run(_ service: NameService, _ arguments: String...) throws -> String {
      let process = Process()
      process.executableURL = Foundation.URL(fileURLWithPath: dig)
      process.arguments = ["@127.0.0.1", "-p", "\(service.local.port)", "+noall", "+comments", "+answer"]
      process.arguments? += ["+authority", "+additional", "+time=5", "+tries=1"] + arguments
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      // The loop does not hear of the end of a process: so it is asked now and then.
      for _ in 0..<1000 where process.isRunning { try loop.turn(waitingAtMost: 10) }
      let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      return text.split(whereSeparator: { $0 == "\t" || $0 == " " }).joined(separator: " ")
    }
    let root = try run(tree.root, "+norecurse", "www.shop.test")
    #expect(root.contains("flags: qr; QUERY: 1, ANSWER: 0, AUTHORITY: 1, ADDITIONAL: 2"))
    #expect(root.contains("test. 172800 IN NS a.nic.test."))
    let topLevel = try run(tree.topLevel, "+norecurse", "www.shop.test")
    #expect(topLevel.contains("shop.test. 172800 IN NS ns1.shop.test."))
    #expect(topLevel.contains("ns1.shop.test. 172800 IN A 127.0.0.1"))
    let own = try run(nameServer, "+norecurse", "www.shop.test")
    #expect(own.contains("flags: qr aa;"))
    for over in ["+notcp", "+tcp"] {
      tree.forget()
      let answer = try run(tree.resolver, over, "static.shop.test")
      #expect(answer.contains("flags: qr rd ra;"))
      #expect(answer.contains("static.shop.test. 300 IN CNAME www.shop.test."))
      #expect(answer.contains("www.shop.test. 300 IN A 127.0.0.1"))
    }
    #expect(try run(tree.resolver, "+norecurse", "www.shop.test").contains("status: REFUSED"))
    #expect(try run(tree.resolver, "nosuch.shop.test").contains("status: NXDOMAIN"))
  }
}
