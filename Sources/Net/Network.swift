public import Tracing
public import Wire

#if canImport(Darwin)
  import Darwin
#endif

/// Where the parties of a lesson live: all on this machine's loopback, or each on a host of a private internet.
public enum Network: Sendable {
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
  public static func enter(_ choice: Choice) throws(SystemError) -> Network { try Entrance(choice).network() }

  /// A way into a network that is still being raised, for whoever has something else to do until then.
  public struct Entrance {
    private let arrive: () throws(SystemError) -> Network

    /// Begins, as ``Network/enter(_:)`` does.
    public init(_ choice: Choice) throws(SystemError) {
      var arrive = { () throws(SystemError) in Network.loopback }
      if choice != .loopback {
        #if os(Linux)
          do throws(SystemError) { arrive = try Self.raise(insisting: choice == .private) } catch {
            if choice == .private { throw error }
          }
        #else
          if choice == .private { throw SystemError("make a private internet", code: ENOTSUP) }
        #endif
      }
      self.arrive = arrive
    }

    /// Goes in: waits until the network stands.
    public func network() throws(SystemError) -> Network { try arrive() }

    #if os(Linux)
      /// Some systems let anybody make namespaces and then give no power over them, and nobody can leave a namespace for
      /// the one he came from: so another thread goes in first and tries.
      private static func raise(insisting: Bool) throws(SystemError) -> () throws(SystemError) -> Network {
        try Namespace.takePower()
        let raising = Errand {
          Result { () throws(SystemError) in (home: try Namespace.leave(), internet: try Internet(.standard)) }
        }
        return { () throws(SystemError) in
          do throws(SystemError) {
            let (home, internet) = try raising.value.get()
            try home.enter()
            return .private(internet)
          } catch {
            if insisting { throw error }
            return .loopback
          }
        }
      }
    #endif
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

  /// Has the hosts of a private internet leave as little to time as a kernel's TCP can: for a recording that must come
  /// out the same twice. Where cables are `losingFrames` they still send again, after a time, what nobody acknowledged.
  /// On loopback nobody sees what the kernel does.
  public func ignoreTime(losingFrames: Bool) throws(SystemError) {
    switch self {
    case .loopback: break
    #if os(Linux)
      case .private(let internet): try internet.ignoreTime(losingFrames: losingFrames)
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
