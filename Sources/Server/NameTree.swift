public import Net
public import Tracing
import Wire

/// The part of the name tree above a site's own name server, and a resolver that walks it: the root, the top-level
/// domain `test`, and whom the browser asks, each on its own host.
public final class NameTree {
  public let root: NameService
  public let topLevel: NameService
  public let resolver: NameService
  private let recursion: RecursiveResolver

  /// Raises the tree above `nameServer`, which answers for the sites, each server on the machine that `hosts` tells: this
  /// one, unless told otherwise. With port 0 the kernel chooses each server's, and
  /// the resolver is told which; otherwise it finds them where the referrals say.
  public init(
    hosts: (Party) -> Host = { _ in .loopback }, port: UInt16 = 0, above nameServer: NameService, on loop: Loop,
    recorder: Recorder?,
    randomness: Randomness
  ) throws {
    let rootAddress = try Self.address(hosts(.root).address)
    let topLevelAddress = try Self.address(hosts(.topLevel).address)
    let sites = try Self.address(nameServer.local.address)
    let rootZone = try Zone.root(at: rootAddress, topLevel: topLevelAddress)
    let testZone = try Zone.test(at: topLevelAddress, root: rootAddress, nameServer: sites)
    root = try NameService(
      port: port, in: hosts(.root), by: .root, answering: NameServer(zones: [rootZone]), on: loop, recorder: recorder)
    topLevel = try NameService(
      port: port, in: hosts(.topLevel), by: .topLevel, answering: NameServer(zones: [testZone]), on: loop,
      recorder: recorder)
    let rootName = try DNS.Name(parsing: Zone.rootServer)
    var book: [DNS.Name: Endpoint] = [rootName: root.local, try DNS.Name(parsing: Zone.topLevelServer): topLevel.local]
    for site in ["shop.test", "other.test"] { book[try DNS.Name(parsing: "ns1.\(site)")] = nameServer.local }
    let recursion = RecursiveResolver(
      in: hosts(.resolver), on: loop, recorder: recorder, roots: [ResolverCache.Server(rootName, at: rootAddress)],
      randomness: randomness,
      // With ports of the kernel's choice, all are on this machine: what is not in the book is outside.
      reach: { [book] in port == 0 ? book[$0.name] : Endpoint(address: $0.address.description, port: port) })
    self.recursion = recursion
    resolver = try NameService(port: port, in: hosts(.resolver), by: .resolver, on: loop, recorder: recorder) {
      recursion.answer($0, over: $1, cause: $2, then: $3)
    }
    for service in [root, topLevel, resolver] { recorder?.name(port: service.local.port, as: 53) }
  }

  private static func address(_ text: String) throws(Fault) -> IPv4Address {
    guard let address = IPv4Address(text) else {
      throw Fault(.unsupported, "expected a name server at an IPv4 address, found \(text)")
    }
    return address
  }

  /// Empties the resolver's cache.
  public func forget() { recursion.forget() }

  /// Closes every socket.
  public func stop() {
    recursion.stop()
    for service in [resolver, root, topLevel] { service.stop() }
  }
}
