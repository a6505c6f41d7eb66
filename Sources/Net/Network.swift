public import Tracing
public import Wire

#if canImport(Darwin)
  import Darwin
#endif

/// Where the parties of a lesson live: all on this machine's loopback, or each on a host of a private internet.
public enum Network {
  case loopback
  #if os(Linux)
    case `private`(Internet)
  #endif

  /// What a person may ask for.
  public enum Choice: String, Sendable, Hashable, CaseIterable {
    /// A private internet where this machine allows one, else loopback.
    case auto
    case `private`
    case loopback
  }

  /// Takes this process into a private internet, or leaves it where it is. To be called once, before there is a second
  /// thread.
  ///
  /// Throws only where a private internet was insisted on: then, what stands in its way.
  public static func enter(_ choice: Choice) throws(SystemError) -> Network {
    guard choice != .loopback else { return .loopback }
    #if os(Linux)
      do throws(SystemError) {
        try Namespace.becomePrivate()
        return .private(try Internet(.standard))
      } catch {
        if choice == .private { throw error }
      }
    #else
      if choice == .private { throw SystemError("make a private internet", code: ENOTSUP) }
    #endif
    return .loopback
  }

  public func host(of party: Party) -> Host {
    switch self {
    case .loopback: .loopback
    #if os(Linux)
      case .private(let internet): internet.host(of: party) ?? .loopback
    #endif
    }
  }

  /// The address by which others reach it.
  public func address(of party: Party) -> IPv4Address {
    topology.flatMap { topology in topology.node(of: party).flatMap { topology.address(of: $0) } } ?? .loopback
  }

  /// What stands between the hosts; nil on loopback.
  public var topology: Topology? {
    switch self {
    case .loopback: nil
    #if os(Linux)
      case .private(let internet): internet.topology
    #endif
    }
  }

  /// The same once more, fresh: in a private internet no host knows anything of what was before, neither its neighbours
  /// nor a path or a cookie.
  public func renewed() throws(SystemError) -> Network {
    switch self {
    case .loopback: return .loopback
    #if os(Linux)
      case .private(let internet): return .private(try Internet(internet.topology))
    #endif
    }
  }

  /// Has the hosts of a private internet open connections fast where their sockets ask for it: whether there are any.
  /// Cookies are made from `randomness`.
  public func allowFastOpen(_ randomness: Randomness) throws(SystemError) -> Bool {
    switch self {
    case .loopback: return false
    #if os(Linux)
      case .private(let internet):
        try internet.allowFastOpen(randomness)
        return true
    #endif
    }
  }

  /// What carries frames between the hosts for as long as it is held; nil on loopback, where nothing does.
  /// `conditions` are by the cable's name.
  public func traffic(
    under conditions: [String: LinkConditions] = [:], on loop: Loop, recorder: Recorder?, randomness: Randomness
  ) -> Traffic? {
    switch self {
    case .loopback: nil
    #if os(Linux)
      case .private(let internet):
        Traffic(on: internet, under: conditions, loop: loop, recorder: recorder, randomness: randomness)
    #endif
    }
  }
}
