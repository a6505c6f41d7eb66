import Testing
import Tracing
import Wire

@Suite("The topology: who is where, and the way from each to each")
struct TopologyTests {
  private let topology = Topology.standard

  /// The machines on the way, by asking each for the next.
  private func way(from source: Party, to destination: Party) throws -> [String] {
    let address = try #require(topology.node(of: destination).flatMap { topology.address(of: $0) })
    var node = try #require(topology.node(of: source))
    var names: [String] = []
    while names.count < topology.nodes.count {
      names.append(topology.nodes[node].party.id)
      let (_, next) = try #require(topology.route(from: node, to: address))
      node = try #require(topology.node(at: next))
      if next == address { return names + [topology.nodes[node].party.id] }
    }
    return names
  }

  @Test("the way to the site, and behind it")
  func ways() throws {
    #expect(
      try way(from: .browser, to: .edge) == ["laptop", "home-router", "exchange", "site-router", "edge"])
    #expect(try way(from: .edge, to: .app) == ["edge", "site-router", "app"])
    #expect(try way(from: .laptop, to: .resolver) == ["laptop", "home-router", "exchange", "resolver"])
    #expect(try way(from: .resolver, to: .root) == ["resolver", "exchange", "root"])
  }

  @Test("from every host to every other there is a way, and the way back is the same")
  func everywhere() throws {
    let hosts = topology.nodes.filter { $0.kind == .host }.map(\.party)
    for source in hosts {
      for destination in hosts where destination != source {
        let there = try way(from: source, to: destination)
        #expect(there.first == source.id && there.last == destination.id)
        #expect(try way(from: destination, to: source) == there.reversed())
      }
    }
  }

  @Test("no way leads out of it")
  func nowhere() {
    for node in topology.nodes.indices { #expect(topology.route(from: node, to: IPv4Address(10, 0, 0, 1)) == nil) }
  }

  @Test("no two interfaces have an address in common, of either kind, and no two cables a network")
  func addresses() {
    let ends = topology.cables.flatMap(\.ends)
    #expect(Set(ends.map(\.address)).count == ends.count)
    let hardware = topology.cables.indices.flatMap { cable in
      [0, 1].map { topology.hardwareAddress(cable: cable, end: $0) }
    }
    #expect(Set(hardware).count == ends.count)
    for end in ends { #expect(topology.cables.count { $0.holds(end.address) } == 1) }
  }

  @Test("parties live on their machines")
  func residents() {
    #expect(topology.node(of: .browser) == topology.node(of: .laptop))
    #expect(topology.node(of: .database) == topology.node(of: .app))
    #expect(topology.node(of: Party(id: "nobody", name: "Nobody")) == nil)
  }
}
