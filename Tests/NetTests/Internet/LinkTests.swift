import Net
import Testing
import Tracing
import Wire

@Suite("A cable: what becomes of a frame is decided when it is put on")
struct LinkTests {
  private static func link(seed: UInt64 = 1, _ change: (inout LinkConditions) -> Void = { _ in }) -> Link {
    var conditions = LinkConditions()
    change(&conditions)
    return Link(conditions, randomness: .seeded(seed))
  }

  private static let data = Mail.frame(on: "home", from: 0, Mail.laptop, Mail.edge, Mail.tcp(.ack, data: [1, 2]))
  private static let syn = Mail.frame(on: "home", from: 0, Mail.laptop, Mail.edge, Mail.tcp(.syn))
  private static let synAck = Mail.frame(on: "home", from: 1, Mail.edge, Mail.laptop, Mail.tcp([.syn, .ack]))
  private static let fin = Mail.frame(on: "home", from: 0, Mail.laptop, Mail.edge, Mail.tcp([.fin, .ack]))
  private static let query = Mail.frame(on: "home", from: 0, Mail.laptop, Mail.edge, Mail.udp())
  private static let ping = Mail.frame(on: "home", from: 0, Mail.laptop, Mail.edge, Mail.ping())
  private static let arp = Mail.arp(.request, on: "home", from: 0, Mail.laptop, for: Mail.homeRouter)

  /// What becomes of `count` frames put on at once.
  private func fates(_ link: Link, _ count: Int = 1000) -> [NetworkEvent.Frame] {
    var link = link
    return (0..<count).map { _ in link.put(Self.data, on: 0, at: 0, now: .zero) }
  }

  @Test("without conditions a frame arrives whole and at once; with a delay, after that")
  func delay() {
    var quick = Self.link()
    #expect(
      quick.put(Self.data, on: 3, at: 0, now: .zero) == NetworkEvent.Frame(cable: 3, bytes: Self.data, arrivals: [0]))
    var slow = Self.link { $0.delay = 20_000_000 }
    for end in [0, 1] { #expect(slow.put(Self.data, on: 0, at: end, now: .zero).arrivals == [20_000_000]) }
  }

  @Test(
    "a kind of frame is lost, and no other",
    arguments: [
      (LinkConditions.Drop.Kind.syn, [Self.syn]), (.synAck, [Self.synAck]), (.data, [Self.data]), (.fin, [Self.fin]),
      (.icmp, [Self.ping]), (.query, [Self.query]),
      (.everything, [Self.syn, Self.synAck, Self.data, Self.fin, Self.query, Self.ping]),
    ])
  func drop(kind: LinkConditions.Drop.Kind, lost: [[UInt8]]) {
    var link = Self.link { $0.drop = LinkConditions.Drop(kind, count: nil) }
    for frame in [Self.syn, Self.synAck, Self.data, Self.fin, Self.query, Self.ping, Self.arp] {
      let event = link.put(frame, on: 0, at: 0, now: .zero)
      #expect((event.loss == .dropped) == lost.contains(frame), "\(frame.hex)")
      #expect(event.arrivals.isEmpty == lost.contains(frame))
    }
  }

  @Test("the first only: the second gets through")
  func first() {
    var link = Self.link { $0.drop = LinkConditions.Drop(.syn, count: 1) }
    let losses = [Self.data, Self.syn, Self.data, Self.syn].map { link.put($0, on: 0, at: 0, now: .zero).loss }
    #expect(losses == [nil, .dropped, nil, nil])
  }

  @Test("a share is lost, doubled, late or damaged; under the same seed the same frames, under another others")
  func chance() {
    let kinds: [(WritableKeyPath<LinkConditions, Double>, @Sendable (NetworkEvent.Frame) -> Bool)] = [
      (\.loss, { $0.loss == .chance && $0.arrivals.isEmpty }),
      (\.duplication, { $0.arrivals.count == 2 && $0.arrivals[0] == $0.arrivals[1] }),
      (\.reordering, { $0.arrivals.first.map { $0 > 0 } ?? false }), (\.corruption, { $0.damagedBit != nil }),
    ]
    for (share, isHit) in kinds {
      let link = { (seed: UInt64) in Self.link(seed: seed) { $0[keyPath: share] = 0.1 } }
      let hits = fates(link(1)).map(isHit)
      #expect((60...140).contains(hits.count { $0 }))
      #expect(fates(link(1)).map(isHit) == hits)
      #expect(fates(link(2)).map(isHit) != hits)
      #expect(fates(Self.link { $0[keyPath: share] = 1 }).allSatisfy(isHit))
      #expect(!fates(Self.link()).contains(where: isHit))
    }
  }

  @Test("the damaged bit is in the frame, behind its Ethernet header, also where there is nothing else")
  func damage() {
    for event in fates(Self.link { $0.corruption = 1 }) {
      #expect(event.damagedBit.map { (14 * 8..<Self.data.count * 8).contains($0) } ?? false)
    }
    var link = Self.link { $0.corruption = 1 }
    for length in 0...14 { _ = link.put(Array(repeating: 0, count: length), on: 0, at: 0, now: .zero) }
  }

  @Test("a slow cable takes its time for each bit, one frame after the other, each direction for itself")
  func rate() {
    // 56 bytes at 448 bits a second are one second.
    #expect(Self.data.count == 56)
    var link = Self.link {
      $0.rate = 44_800
      $0.delay = 5_000_000
    }
    #expect(link.put(Self.data, on: 0, at: 0, now: .zero).arrivals == [15_000_000])
    #expect(link.put(Self.data, on: 0, at: 0, now: .zero).arrivals == [25_000_000])
    #expect(link.put(Self.data, on: 0, at: 1, now: .zero).arrivals == [15_000_000])
    // Once all has gone out, the next begins at once.
    #expect(link.put(Self.data, on: 0, at: 0, now: Tick(nanoseconds: 50_000_000)).arrivals == [15_000_000])
  }

  @Test("half a second's worth waits for a slow cable; what comes then is lost")
  func queue() {
    var link = Self.link { $0.rate = 44_800 }
    let losses = (0..<60).map { _ in link.put(Self.data, on: 0, at: 0, now: .zero).loss }
    #expect(losses.prefix(51).allSatisfy { $0 == nil })
    #expect(losses.dropFirst(51).allSatisfy { $0 == .queueFull })
    #expect(link.put(Self.data, on: 0, at: 0, now: Tick(nanoseconds: 400_000_000)).loss == nil)
  }

  @Test("rates of nothing and of everything are no trap")
  func extremes() {
    for rate: UInt64 in [0, 1, .max] {
      var link = Self.link {
        $0.rate = rate
        $0.delay = .max / 4
      }
      for _ in 0..<3 { _ = link.put(Self.data, on: 0, at: 0, now: Tick(nanoseconds: .max / 2)) }
    }
  }
}
