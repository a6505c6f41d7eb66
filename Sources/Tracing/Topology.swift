public import Wire

/// A private internet on paper: who is on it, and which cables join them.
///
/// A cable is all there is to say about a network of two: the address of each end, and how many bits of it both share.
/// Interfaces, routes and hardware addresses follow from the cables.
public struct Topology: Sendable, Hashable {
  /// A machine: a host, where programs live, or a router, which passes on what is not for it.
  public struct Node: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable { case host, router }
    public var kind: Kind
    /// Its own lane where packets are drawn.
    public var party: Party
    /// The programs that live there.
    public var residents: [Party]

    public init(_ kind: Kind, _ party: Party, residents: [Party] = []) {
      self.kind = kind
      self.party = party
      self.residents = residents
    }
  }

  /// One end of a cable: the interface of a machine.
  public struct End: Sendable, Hashable {
    /// The machine's place in ``Topology/nodes``.
    public var node: Int
    public var address: IPv4Address

    public init(node: Int, address: IPv4Address) {
      self.node = node
      self.address = address
    }
  }

  public struct Cable: Sendable, Hashable {
    /// As in a lesson's `given`: `line`.
    public var id: String
    public var ends: [End]
    /// How many bits of the address the two ends share.
    public var prefixLength: Int

    public init(_ id: String, _ near: End, _ far: End, prefixLength: Int) {
      self.id = id
      ends = [near, far]
      self.prefixLength = prefixLength
    }

    /// Whether an address is one of this cable's network.
    public func holds(_ address: IPv4Address) -> Bool {
      let mask = UInt32.max << (32 - UInt32(clamping: prefixLength))
      return ends.contains { $0.address.bits & mask == address.bits & mask }
    }

    /// The end at that machine: 0 or 1.
    public func end(at node: Int) -> Int? { ends.firstIndex { $0.node == node } }
  }

  public var nodes: [Node]
  public var cables: [Cable]

  public init(nodes: [Node], cables: [Cable]) {
    self.nodes = nodes
    self.cables = cables
  }

  /// Where a party lives, or which machine it is.
  public func node(of party: Party) -> Int? {
    nodes.firstIndex { $0.party == party || $0.residents.contains(party) }
  }

  /// The machine with that address.
  public func node(at address: IPv4Address) -> Int? {
    for cable in cables { if let end = cable.ends.first(where: { $0.address == address }) { return end.node } }
    return nil
  }

  /// The address that others reach a machine by: that of its first cable.
  public func address(of node: Int) -> IPv4Address? {
    cables.lazy.compactMap { cable in cable.end(at: node).map { cable.ends[$0].address } }.first
  }

  /// The places in ``cables`` of those at a machine.
  public func cables(at node: Int) -> [Int] { cables.indices.filter { cables[$0].end(at: node) != nil } }

  /// Which end of a cable a host is at; nil between routers.
  public func hostEnd(of cable: Int) -> Int? {
    cables[cable].ends.firstIndex { nodes[$0.node].kind == .host }
  }

  /// The cable on which a packet leaves `node` towards `address`, and who takes it there: the address itself where it
  /// is on that cable's network, else the next router. The shortest way; nil where none leads there.
  public func route(from node: Int, to address: IPv4Address) -> (cable: Int, next: IPv4Address)? {
    // Breadth first, each reached machine with the step by which the way began.
    var reached: Set<Int> = [node]
    var ways: [(node: Int, first: (cable: Int, next: IPv4Address)?)] = [(node, nil)]
    var place = 0
    while place < ways.count {
      let way = ways[place]
      place += 1
      for number in cables(at: way.node) {
        let cable = cables[number]
        if cable.holds(address) { return way.first ?? (number, address) }
        guard let here = cable.end(at: way.node) else { continue }
        let far = cable.ends[1 - here]
        guard nodes[far.node].kind == .router, reached.insert(far.node).inserted else { continue }
        ways.append((far.node, way.first ?? (number, far.address)))
      }
    }
    return nil
  }

  /// The hardware address of a cable's end: locally administered, so that nobody sold it (IEEE 802, section 8.4).
  public func hardwareAddress(cable: Int, end: Int) -> [UInt8] {
    [0x02, 0, 0, 0, UInt8(truncatingIfNeeded: cable), UInt8(truncatingIfNeeded: end + 1)]
  }
}
