import Net
import Server
import Testing
import Wire

@Suite("Resolver: cache")
struct ResolverCacheTests {
  let name: DNS.Name
  var cache: ResolverCache

  init() throws {
    name = try DNS.Name(parsing: "www.shop.test")
    cache = ResolverCache(roots: [.init(try DNS.Name(parsing: "root"), at: .loopback)])
  }

  func record(_ seconds: UInt32) -> DNS.Record { DNS.Record(name, .a, timeToLive: seconds, .a(.loopback)) }

  @Test(
    "a TTL counts down by whole seconds, to the end",
    arguments: [(0, 3), (999, 3), (1000, 2), (2999, 1), (3000, nil)] as [(Int, UInt32?)])
  mutating func aging(_ milliseconds: Int, _ left: UInt32?) {
    cache.store(name, .a, [record(3)], at: .zero)
    let found = cache.find(name, .a, at: Tick.zero.adding(milliseconds: milliseconds))
    #expect(found == (left.map { .fresh(.records([record($0)])) } ?? .expired))
    #expect(cache.find(name, .aaaa, at: .zero) == .cold)
  }

  @Test("a TTL of 0, or with its top bit set, is not remembered at all", arguments: [0, 0x8000_0000, .max] as [UInt32])
  mutating func unremembered(_ seconds: UInt32) {
    cache.store(name, .a, [record(seconds)], at: .zero)
    #expect(cache.find(name, .a, at: .zero) == .cold)
  }

  @Test("records of one name live as long as the shortest of them, and none longer than a day")
  mutating func limits() {
    cache.store(name, .a, [record(10), record(20)], at: .zero)
    #expect(cache.find(name, .a, at: Tick.zero.adding(milliseconds: 10_000)) == .expired)
    cache.store(name, .a, [record(1_000_000)], at: .zero)
    #expect(cache.find(name, .a, at: Tick.zero.adding(milliseconds: 86_400_000)) == .expired)
  }

  @Test("the nearest zone whose servers are known; at worst the root")
  mutating func nearest() throws {
    let test = try DNS.Name(parsing: "test")
    let server = ResolverCache.Server(try DNS.Name(parsing: "a.nic.test"), at: .loopback)
    #expect(cache.nearest(to: name, at: .zero).zone == .root)
    cache.store(test, servers: [server], timeToLive: 60, at: .zero)
    #expect(cache.nearest(to: name, at: .zero).zone == test)
    #expect(cache.nearest(to: name, at: .zero).servers == [server])
    #expect(cache.nearest(to: name, at: Tick.zero.adding(milliseconds: 60_000)).zone == .root)
    cache.forget()
    #expect(cache.nearest(to: name, at: .zero).zone == .root)
  }

  @Test("a thousand things and no more: what expires first gives way")
  mutating func capacity() throws {
    for number in 0...NameCache<DNS.Question, ResolverCache.Content>.capacity {
      let name = try DNS.Name(parsing: "\(number).test")
      cache.store(name, .a, [DNS.Record(name, .a, timeToLive: UInt32(100 + number), .a(.loopback))], at: .zero)
    }
    #expect(cache.find(try DNS.Name(parsing: "0.test"), .a, at: .zero) == .cold)
    guard case .fresh = cache.find(try DNS.Name(parsing: "1.test"), .a, at: .zero) else {
      Issue.record("expected the second to be there still")
      return
    }
  }
}
