import Wire

extension Party {
  public static let laptop = Party(id: "laptop", name: "Laptop")
  public static let homeRouter = Party(id: "home-router", name: "Home router")
  public static let exchange = Party(id: "exchange", name: "Exchange")
  public static let siteRouter = Party(id: "site-router", name: "Site router")
  public static let resolver = Party(id: "resolver", name: "Resolver")
  public static let root = Party(id: "root", name: "Root")
  public static let topLevel = Party(id: "top-level", name: ".test")
}

extension Topology {
  /// The internet of the lessons, in addresses that are set aside for documentation (RFC 5737):
  ///
  /// ```
  ///                                  resolver   root   top-level   name-server
  ///                                      \        \      /          /
  ///  laptop -- home router --(line)-- internet exchange --(backbone)-- site router -- edge
  ///                                                                          \------- app
  /// ```
  public static let standard: Topology = {
    let nodes = [
      Node(.host, .laptop, residents: [.browser]), Node(.router, .homeRouter), Node(.router, .exchange),
      Node(.host, .resolver), Node(.host, .root), Node(.host, .topLevel), Node(.host, .nameServer),
      Node(.router, .siteRouter), Node(.host, .edge), Node(.host, .app, residents: [.database]),
    ]
    func end(_ party: Party, _ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> End {
      End(node: nodes.firstIndex { $0.party == party } ?? 0, address: IPv4Address(a, b, c, d))
    }
    return Topology(
      nodes: nodes,
      cables: [
        Cable("home", end(.laptop, 192, 0, 2, 10), end(.homeRouter, 192, 0, 2, 1), prefixLength: 24),
        Cable("line", end(.homeRouter, 198, 51, 100, 241), end(.exchange, 198, 51, 100, 242), prefixLength: 30),
        Cable("resolver", end(.exchange, 198, 51, 100, 1), end(.resolver, 198, 51, 100, 10), prefixLength: 27),
        Cable("root", end(.exchange, 198, 51, 100, 33), end(.root, 198, 51, 100, 40), prefixLength: 27),
        Cable("top-level", end(.exchange, 198, 51, 100, 65), end(.topLevel, 198, 51, 100, 70), prefixLength: 27),
        Cable("names", end(.exchange, 198, 51, 100, 97), end(.nameServer, 198, 51, 100, 100), prefixLength: 27),
        Cable("backbone", end(.exchange, 198, 51, 100, 245), end(.siteRouter, 198, 51, 100, 246), prefixLength: 30),
        Cable("front", end(.siteRouter, 203, 0, 113, 1), end(.edge, 203, 0, 113, 10), prefixLength: 25),
        Cable("back", end(.siteRouter, 203, 0, 113, 129), end(.app, 203, 0, 113, 130), prefixLength: 25),
      ])
  }()
}
