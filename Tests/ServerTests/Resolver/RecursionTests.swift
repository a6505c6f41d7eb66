import Server
import Testing
import Wire

@Suite("Recursion")
struct RecursionTests {
  @Test("down the tree: root, top level, the site's own server")
  func cold() throws {
    var names = try Names()
    #expect(
      try names.resolve("www.shop.test") == [
        "www.shop.test: cold",
        "a.root-servers.test? www.shop.test A",
        "  ask test.: a.nic.test",
        "a.nic.test? www.shop.test A",
        "  ask shop.test.: ns1.shop.test",
        "ns1.shop.test? www.shop.test A",
        "  www.shop.test. 300 IN A 127.0.0.1",
        "NOERROR",
        "www.shop.test. 300 IN A 127.0.0.1",
      ])
  }

  @Test("what is remembered counts down, a second at a time, and is asked about again once it is over")
  func warm() throws {
    var names = try Names()
    _ = try names.resolve("www.shop.test")
    names.pass(seconds: 100)
    #expect(
      try names.resolve("WWW.shop.test") == [
        "WWW.shop.test: fresh", "NOERROR", "www.shop.test. 200 IN A 127.0.0.1",
      ])
    names.pass(seconds: 200)
    // Who answers for shop.test is known for longer.
    #expect(
      try names.resolve("www.shop.test").prefix(2) == ["www.shop.test: expired", "ns1.shop.test? www.shop.test A"])
  }

  @Test("a sibling's servers are known, the rest of the way is not walked again")
  func sibling() throws {
    var names = try Names()
    _ = try names.resolve("www.shop.test")
    #expect(
      try names.resolve("mail.shop.test").prefix(2) == ["mail.shop.test: cold", "ns1.shop.test? mail.shop.test A"])
    #expect(try names.resolve("www.other.test").prefix(2) == ["www.other.test: cold", "a.nic.test? www.other.test A"])
  }

  @Test("an alias and its target come together, and each is remembered")
  func alias() throws {
    var names = try Names()
    let answer = [
      "NOERROR", "static.shop.test. 300 IN CNAME www.shop.test.", "www.shop.test. 300 IN A 127.0.0.1",
    ]
    #expect(try names.resolve("static.shop.test").suffix(3) == answer[...])
    #expect(try names.resolve("static.shop.test") == ["static.shop.test: fresh", "www.shop.test: fresh"] + answer)
    #expect(try names.resolve("www.shop.test").first == "www.shop.test: fresh")
  }

  @Test("a question for any record is answered with the alias itself, also where the alias is remembered")
  func anyRecord() throws {
    let answer = ["NOERROR", "static.shop.test. 300 IN CNAME www.shop.test."]
    var names = try Names()
    #expect(try names.resolve("static.shop.test", .any).suffix(2) == answer[...])
    var others = try Names()
    _ = try others.resolve("static.shop.test")
    #expect(try others.resolve("static.shop.test", .any).suffix(2) == answer[...])
  }

  @Test("an alias into somebody else's zone is asked about there, whatever this server says of it")
  func foreignAlias() throws {
    let (apex, target) = (try DNS.Name(parsing: "shop.test"), try DNS.Name(parsing: "www.other.test"))
    let soa = DNS.StartOfAuthority(
      primary: apex, mailbox: apex, serial: 1, refresh: 1, retry: 1, expire: 1, minimum: 60)
    let alias = DNS.Record(try apex.child("pay"), .cname, timeToLive: 60, .cname(target))
    let other = try Zone.lessons().filter { $0.apex != apex }
    var names = try Names(shop: [try Zone(apex, soa: soa, timeToLive: 60, records: [alias])] + other)
    names.tamper = { server, message in
      var message = message
      for place in message.answers.indices where server == "ns1.shop.test" && message.answers[place].name == target {
        message.answers[place].data = .a(IPv4Address(192, 0, 2, 66))
      }
      return message
    }
    #expect(
      try names.resolve("pay.shop.test").suffix(8)
        == [
          "  pay.shop.test. 60 IN CNAME www.other.test.",
          "www.other.test: cold",
          "a.nic.test? www.other.test A",
          "  ask other.test.: ns1.other.test",
          "ns1.other.test? www.other.test A",
          "  www.other.test. 300 IN A 127.0.0.1",
          "NOERROR",
          "pay.shop.test. 60 IN CNAME www.other.test.",
          "www.other.test. 300 IN A 127.0.0.1",
        ].suffix(8))
  }

  @Test("a name that does not exist is remembered as such, for every type; one without the type for that type")
  func absent() throws {
    var names = try Names()
    let authority = "shop.test. 60 IN SOA ns1.shop.test. hostmaster.shop.test. 2026010101 7200 900 1209600 60"
    #expect(
      try names.resolve("nosuch.shop.test").suffix(3) == [
        "  no: nosuch.shop.test does not exist", "NXDOMAIN", authority,
      ])
    names.pass(seconds: 10)
    let aged = authority.replacing(" 60 IN", with: " 50 IN")
    #expect(try names.resolve("nosuch.shop.test", .mx) == ["nosuch.shop.test: fresh", "NXDOMAIN", aged])
    #expect(try names.resolve("www.shop.test", .mx).suffix(2) == ["NOERROR", authority])
    #expect(try names.resolve("www.shop.test", .mx).first == "www.shop.test: fresh")
    #expect(try names.resolve("www.shop.test").first == "www.shop.test: cold")
    // Nobody ever registered these: the servers above say so.
    #expect(try names.resolve("www.nobody.test").contains("NXDOMAIN"))
    #expect(try names.resolve("www.example").contains("  no: www.example does not exist"))
  }

  @Test("silence: another server of the zone if there is one, else a failure that is remembered for five seconds")
  func silence() throws {
    var names = try Names()
    names.silent = ["ns1.shop.test"]
    #expect(
      try names.resolve("www.shop.test").suffix(3) == [
        "ns1.shop.test? www.shop.test A", "  no: ns1.shop.test says nothing", "SERVFAIL",
      ])
    names.silent = []
    #expect(try names.resolve("www.shop.test") == ["www.shop.test: fresh", "SERVFAIL"])
    names.pass(seconds: 5)
    #expect(try names.resolve("www.shop.test").contains("NOERROR"))
  }

  @Test("a referral that does not lead down is no use")
  func circle() throws {
    var names = try Names()
    names.tamper = { server, message in
      guard server == "ns1.shop.test" else { return message }
      var message = message
      message.answers = []
      message.authorities = [
        DNS.Record(
          message.questions[0].name.parent ?? .root, .ns, timeToLive: 60, .ns(message.questions[0].name))
      ]
      return message
    }
    #expect(
      try names.resolve("www.shop.test").suffix(2) == [
        "  no: expected a referral below shop.test., found one to shop.test.", "SERVFAIL",
      ])
  }

  @Test("a server that answers for others is not believed")
  func poison() throws {
    var names = try Names()
    let victim = try DNS.Name(parsing: "www.other.test")
    names.tamper = { server, message in
      guard server == "ns1.shop.test" else { return message }
      var message = message
      let forged = DNS.Record(victim, .a, timeToLive: 86_400, .a(IPv4Address(192, 0, 2, 66)))
      message.answers.append(forged)
      message.additionals.append(forged)
      message.authorities.append(DNS.Record(.root, .ns, timeToLive: 86_400, .ns(victim)))
      return message
    }
    _ = try names.resolve("www.shop.test")
    #expect(try names.resolve("www.other.test").last == "www.other.test. 300 IN A 127.0.0.1")
  }

  @Test("an answer without authority is no answer of a zone's server")
  func lame() throws {
    var names = try Names()
    names.tamper = { _, message in
      var message = message
      message.header.isAuthoritative = false
      return message
    }
    #expect(
      try names.resolve("www.shop.test").suffix(2) == [
        "  no: expected an answer with authority, found one without", "SERVFAIL",
      ])
  }

  @Test("aliases without end come to one", arguments: ["ping.shop.test", "1.endless.test"])
  func endless(_ name: String) throws {
    var names = try Names()
    names.tamper = { server, message in
      guard server == Zone.topLevelServer, let question = message.questions.first,
        let number = Int(String(decoding: question.name.labels.first ?? [], as: UTF8.self)),
        let target = try? DNS.Name(parsing: "\(number + 1).endless.test")
      else { return message }
      var answer = message
      answer.header.isAuthoritative = true
      answer.header.responseCode = .noError
      answer.authorities = []
      answer.answers = [DNS.Record(question.name, .cname, timeToLive: 60, .cname(target))]
      // Said to be out of its hands, so that each has to be asked about by itself.
      return answer
    }
    let log = try names.resolve(name)
    #expect(log.contains("SERVFAIL"))
    #expect(log.filter { $0.contains("?") }.count <= Recursion.questionLimit)
  }

  @Test("every byte of every response flipped, every response cut: an end, and no trap")
  func damaged() throws {
    for (server, name) in [
      (Zone.rootServer, "www.shop.test"), (Zone.topLevelServer, "www.shop.test"),
      ("ns1.shop.test", "static.shop.test"), ("ns1.shop.test", "nosuch.shop.test"),
    ] {
      let question = DNS.Question(try DNS.Name(parsing: name), .a)
      let right = try Names().reply(to: question, by: server).get().encoded()
      for place in right.indices {
        for damaged in [Array(right[..<place]), right.flipped(at: place)] {
          guard let message = try? DNS.dissect(damaged).value.get() else { continue }
          var names = try Names()
          names.tamper = { $0 == server ? message : $1 }
          let log = try names.resolve(name)
          #expect(log.contains { ["NOERROR", "NXDOMAIN", "SERVFAIL"].contains($0) })
        }
      }
    }
  }
}

extension [UInt8] {
  fileprivate func flipped(at place: Int) -> [UInt8] {
    var copy = self
    copy[place] ^= 0xFF
    return copy
  }
}
