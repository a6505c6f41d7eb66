import Testing
import Wire

/// What a jar keeps, of whom, for whom and for how long.
@Suite struct CookieJarTests {
  private static let shop = CookieJar.Request(host: "www.shop.test", path: "/cart/add?id=7", isSecure: true)
  private static let now = HTTP.Date(seconds: 1_767_225_600)

  /// The Cookie field that `host` gets at `path` after `fields` came from the shop.
  private func sent(_ fields: [String], to path: String, host: String = "www.shop.test", isSecure: Bool = true)
    -> String
  {
    var jar = CookieJar()
    for field in fields { jar.store(field, from: Self.shop, now: Self.now) }
    return Cookie.field(
      jar.cookies(for: CookieJar.Request(host: host, path: path, isSecure: isSecure), now: Self.now))
  }

  @Test func `a cookie goes back to its host and below its path`() {
    #expect(sent(["a=1"], to: "/cart") == "a=1")
    #expect(sent(["a=1"], to: "/cart/x") == "a=1")
    #expect(sent(["a=1"], to: "/cartridge") == "")
    #expect(sent(["a=1; Path=/"], to: "/") == "a=1")
    #expect(sent(["a=1; Path=/"], to: "/", host: "shop.test") == "")
  }

  @Test func `a domain widens it to every name below, never to strangers`() {
    #expect(sent(["a=1; Path=/; Domain=shop.test"], to: "/", host: "img.shop.test") == "a=1")
    #expect(sent(["a=1; Path=/; Domain=other.test"], to: "/", host: "other.test") == "")
    #expect(sent(["a=1; Path=/; Domain=test"], to: "/", host: "bank.test") == "")
    #expect(sent(["a=1; Path=/; Domain=shop.test"], to: "/", host: "notshop.test") == "")
  }

  @Test func `a domain of a dot alone is none, and the last one counts`() {
    #expect(sent(["a=1; Domain=other.test; Domain=."], to: "/cart") == "a=1")
    #expect(sent(["a=1; Domain=shop.test; Domain=."], to: "/cart", host: "shop.test") == "")
    // Nothing at all is passed over, and what was said before stays (section 5.2.3).
    #expect(sent(["a=1; Domain=other.test; Domain="], to: "/cart") == "")
  }

  @Test func `a host whose name is a public suffix sets cookies for itself alone`() {
    let host = CookieJar.Request(host: "localhost", path: "/", isSecure: true)
    let below = CookieJar.Request(host: "shop.localhost", path: "/", isSecure: true)
    var jar = CookieJar()
    jar.store("a=1; Domain=localhost", from: host, now: Self.now)
    #expect(jar.cookies(for: host, now: Self.now).map(\.name) == ["a"])
    #expect(jar.cookies(for: below, now: Self.now).isEmpty)
  }

  @Test func `names, paths and attributes are bytes: a combining accent makes no other sign of the one before it`() {
    // To Swift's == both names are "é"; to a server they are two.
    #expect(sent(["\u{E9}=1", "e\u{301}=2"], to: "/cart") == "\u{E9}=1; e\u{301}=2")
    #expect(sent(["a=1; Path=/\u{301}"], to: "/cart") == "")
    #expect(sent(["a=1; Path=/\u{301}"], to: "/\u{301}/x") == "a=1")
    #expect(sent(["a=1; Path=/cart"], to: "/cart?\u{301}") == "a=1")
    #expect(sent(["__Secure-\u{301}=1"], to: "/cart") == "")
  }

  @Test(arguments: ["-", "+5", "5.0", "", "\u{661}"])
  func `an age that is no number leaves Expires as it is`(age: String) {
    #expect(sent(["a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=\(age)"], to: "/cart") == "")
    #expect(sent(["a=1; Max-Age=\(age)"], to: "/cart") == "a=1")
  }

  @Test func `Secure keeps it to TLS, in both directions`() {
    #expect(sent(["a=1; Path=/; Secure"], to: "/") == "a=1")
    #expect(sent(["a=1; Path=/; Secure"], to: "/", isSecure: false) == "")
    var jar = CookieJar()
    let plain = CookieJar.Request(host: "shop.test", path: "/", isSecure: false)
    guard case .refused = jar.store("a=1; Secure", from: plain, now: Self.now) else {
      Issue.record("kept")
      return
    }
  }

  @Test func `what came in the clear does not take the place of a Secure cookie`() {
    var jar = CookieJar()
    let plain = CookieJar.Request(host: "www.shop.test", path: "/cart", isSecure: false)
    jar.store("id=1; Path=/; Secure", from: Self.shop, now: Self.now)
    for field in ["id=2; Path=/", "id=2; Path=/cart", "id=2; Domain=shop.test; Path=/"] {
      guard case .refused = jar.store(field, from: plain, now: Self.now) else {
        Issue.record("kept \(field)")
        continue
      }
    }
    guard case .stored = jar.store("other=2; Path=/", from: plain, now: Self.now) else {
      Issue.record("another name is another cookie")
      return
    }
  }

  @Test func `longer paths come first, then older cookies`() {
    #expect(sent(["a=1; Path=/", "b=2; Path=/cart", "c=3; Path=/"], to: "/cart") == "b=2; a=1; c=3")
  }

  @Test func `Max-Age wins over Expires, and nothing lives for ever`() {
    #expect(sent(["a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], to: "/cart") == "a=1")
    #expect(sent(["a=1", "a=2; Max-Age=0"], to: "/cart") == "")
    var jar = CookieJar()
    jar.store("a=1; Max-Age=99999999999999999999", from: Self.shop, now: Self.now)
    jar.store("b=1; Max-Age=60", from: Self.shop, now: Self.now)
    let later = jar.cookies(for: Self.shop, now: Self.now.adding(seconds: 60))
    #expect(later.map(\.name) == ["a"])
  }

  @Test func `what scripts and other sites may see is kept beside it`() {
    var jar = CookieJar()
    guard case .stored(let cookie) = jar.store("a=1; HttpOnly; SameSite=lax", from: Self.shop, now: Self.now) else {
      Issue.record("not kept")
      return
    }
    #expect(cookie.isHTTPOnly && cookie.sameSite == .lax && cookie.isHostOnly && cookie.expires == nil)
  }

  @Test func `what another site causes shows and leaves only what says SameSite=None`() {
    let foreign = CookieJar.Request(host: "www.shop.test", path: "/cart", isSecure: true, isSameSite: false)
    var jar = CookieJar()
    for field in ["a=1; SameSite=Strict", "b=2; SameSite=Lax", "c=3", "d=4; SameSite=None; Secure"] {
      jar.store(field, from: Self.shop, now: Self.now)
    }
    #expect(jar.cookies(for: Self.shop, now: Self.now).count == 4)
    #expect(jar.cookies(for: foreign, now: Self.now).map(\.name) == ["d"])
    jar.store("e=5", from: foreign, now: Self.now)
    jar.store("f=6; SameSite=None; Secure", from: foreign, now: Self.now)
    #expect(jar.cookies.map(\.name) == ["a", "b", "c", "d", "f"])
    guard case .refused(let fault) = jar.store("g=7; SameSite=None", from: Self.shop, now: Self.now) else {
      Issue.record("kept, though it is not Secure")
      return
    }
    #expect(fault.message.contains("without Secure"))
  }

  @Test func `the last SameSite counts, even one that says nothing`() {
    var jar = CookieJar()
    jar.store("a=1; SameSite=None; SameSite=x", from: Self.shop, now: Self.now)
    jar.store("b=1; SameSite=Strict; SameSite=", from: Self.shop, now: Self.now)
    #expect(jar.cookies.map(\.sameSite) == [nil, nil])
  }

  @Test(arguments: ["a=\u{1B}b", "a=1; Path=/\u{7F}", "a=1; SameSite=None", "a=1; SameSite=Lax; SameSite=none"])
  func `control characters are not kept, nor what would go everywhere in the clear`(field: String) {
    var jar = CookieJar()
    guard case .refused(let fault) = jar.store(field, from: Self.shop, now: Self.now) else {
      Issue.record("kept")
      return
    }
    #expect(fault.code == .forbidden)
    #expect(fault.spec?.document == "RFC 6265bis")
  }

  @Test(
    arguments: [
      ("a=1; Max-Age=60x", ["no number of seconds: passed over"]), ("a=1; Max-Age=60", [nil]),
      ("a=1; Expires=Sat, 31 Feb 2024 00:00:00 GMT", ["no date: passed over"]),
      ("a=1; Domain=.", ["no domain: the host that sends it counts"]), ("a=1; Domain=", ["no domain: passed over"]),
      (
        "a=1; SameSite=Strict; SameSite=x",
        ["passed over: a later SameSite counts", "none of Strict, Lax and None: counts as if it were not there"]
      ),
      ("a=1; Max-Age=1; Max-Age=2", ["passed over: a later Max-Age counts", nil]),
      ("a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Max-Age=2", ["passed over: Max-Age counts", nil]),
      (
        "a=1; Path=x; Colour=red",
        [
          "begins without \"/\": the path of the request counts", "no attribute that RFC 6265 knows: passed over",
        ]
      ),
    ] as [(String, [String?])])
  func `what a browser passes over has a remark`(field: String, remarks: [String?]) {
    let root = SetCookie.dissect(Array(field.utf8)).field
    let found = root.children.filter { $0.name == "cookie-av" }.map(\.fault)
    #expect(found.map { $0?.message } == remarks)
    #expect(found.allSatisfy { $0?.isRemark ?? true })
    #expect(root.fault == nil)
  }

  @Test(arguments: ["__Secure-a=1", "__Host-a=1; Secure", "__Host-a=1; Secure; Path=/; Domain=shop.test"])
  func `a name can promise more than its attributes hold`(field: String) {
    var jar = CookieJar()
    jar.store(field, from: Self.shop, now: Self.now)
    #expect(jar.cookies.isEmpty)
  }

  @Test func `a jar has a size`() {
    var jar = CookieJar()
    for number in 0..<60 { jar.store("c\(number)=1", from: Self.shop, now: Self.now) }
    #expect(jar.cookies.count == 50 && jar.cookies.first?.name == "c10")
    guard
      case .refused(let fault) = jar.store(
        "big=" + String(repeating: "x", count: 5_000), from: Self.shop, now: Self.now)
    else {
      Issue.record("kept")
      return
    }
    #expect(fault.code == .limit)
  }

  @Test func `every byte of Set-Cookie and Cookie has a name, cut and flipped too`() {
    let set = Array("id= a3fWa ; Expires=Wed, 21 Oct 2026 07:28:00 GMT;Secure; =x;; Path = /".utf8)
    let cookie = Array("a=1; b; =c;; d=\"e f\"".utf8)
    for bytes in [set, cookie] {
      for index in bytes.indices {
        var flipped = bytes
        flipped[index] ^= 0xFF
        for input in [Array(bytes[..<index]), flipped, bytes] {
          for field in [SetCookie.dissect(input).field, Cookie.dissect(input).field] {
            #expect(field.bits == 0..<input.count * 8)
            #expect(field.children.last.map { $0.bits.upperBound == field.bits.upperBound } ?? input.isEmpty)
          }
        }
      }
    }
    #expect(SetCookie.dissect(set).field.first("cookie-value")?.value == .text("a3fWa"))
    #expect(
      (try? Cookie.dissect(cookie).value.get()) == [
        Cookie.Pair("a", "1"), Cookie.Pair("", "b"), Cookie.Pair("", "c"), Cookie.Pair("d", "\"e f\""),
      ])
  }

  @Test func `a cookie of a million parts is read in one go`() {
    let bytes = Array("a=b".utf8) + [UInt8](repeating: UInt8(ascii: ";"), count: 300_000)
    #expect(SetCookie.dissect(bytes).field.children.count > 300_000)
  }
}
