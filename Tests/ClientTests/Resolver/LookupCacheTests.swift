import Client
import Net
import Testing
import Tracing
import Wire

@Suite("Look-up cache")
struct LookupCacheTests {
  var cache = LookupCache()
  let name: DNS.Name

  init() throws { name = try DNS.Name(parsing: "www.shop.test") }

  func tick(_ seconds: Int) -> Tick { Tick.zero.adding(milliseconds: seconds * 1000) }

  @Test("cold, fresh to the last moment, expired")
  mutating func ages() throws {
    #expect(cache.find(name, at: .zero).verdict == .cold)
    cache.store(name, addresses: ["127.0.0.1"], timeToLive: 300, at: tick(10))
    #expect(cache.find(try DNS.Name(parsing: "WWW.shop.TEST"), at: tick(309)) == .fresh(.addresses(["127.0.0.1"])))
    #expect(cache.find(name, at: tick(310)).verdict == .expired)
  }

  @Test("0 seconds means not at all, and forgets what was known")
  mutating func zero() {
    cache.store(name, addresses: ["127.0.0.1"], timeToLive: 300, at: .zero)
    cache.store(name, addresses: ["127.0.0.2"], timeToLive: 0, at: .zero)
    #expect(cache.find(name, at: .zero) == .cold)
  }

  @Test("a no is remembered too, unless nobody said for how long")
  mutating func absence() {
    let fault = Fault(.unavailable, "no such name")
    cache.store(name, absence: fault, timeToLive: nil, at: .zero)
    #expect(cache.find(name, at: .zero) == .cold)
    cache.store(name, absence: fault, timeToLive: 60, at: .zero)
    #expect(cache.find(name, at: tick(59)) == .fresh(.none(fault)))
  }

  @Test("a day is the longest, three hours for a no")
  mutating func caps() {
    cache.store(name, addresses: [], timeToLive: .max, at: .zero)
    #expect(cache.find(name, at: tick(86_399)).verdict == .fresh)
    #expect(cache.find(name, at: tick(86_400)).verdict == .expired)
    cache.store(name, absence: Fault(.unavailable, ""), timeToLive: .max, at: .zero)
    #expect(cache.find(name, at: tick(10_800)).verdict == .expired)
  }

  @Test("when it is full, what expires first gives way")
  mutating func full() throws {
    cache.store(name, addresses: [], timeToLive: 1, at: .zero)
    for number in 0..<NameCache<DNS.Name, LookupCache.Content>.capacity {
      cache.store(try DNS.Name(parsing: "n\(number)"), addresses: [], timeToLive: 100, at: .zero)
    }
    #expect(cache.find(name, at: .zero) == .cold)
    #expect(cache.find(try DNS.Name(parsing: "n0"), at: .zero).verdict == .fresh)
  }
}
