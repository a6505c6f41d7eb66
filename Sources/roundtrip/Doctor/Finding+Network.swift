import Lessons
import Net
import Tracing
import Wire

extension Finding {
  /// The servers up on this machine, and one page over TLS.
  static func loopback() -> Finding {
    switch page(in: .loopback) {
    case .success(let milliseconds):
      Finding(.fine, "local servers", "a page over TLS 1.3 from 127.0.0.1, recorded in \(milliseconds) ms")
    case .failure(let failure):
      Finding(
        .wrong, "local servers", failure.message,
        advice: "a firewall, a sandbox or a limit (ulimit -a) may forbid sockets on 127.0.0.1: allow this program some")
    }
  }

  /// Which of the two networks lessons get here: the same page through routers of our own, where that can be done.
  static func privateInternet() -> [Finding] {
    let subject = "private internet"
    // Read before anything is tried: a new user namespace has limits of its own.
    let limits = Limit.all
    let clock = Clock.sinceNow()
    do throws(SystemError) {
      let network = try Network.enter(.private)
      let raised = clock().nanoseconds / 1_000_000
      let nodes = network.topology?.nodes ?? []
      let hosts = nodes.count { $0.kind == .host }
      switch page(in: network) {
      case .success(let milliseconds):
        return [
          Finding(
            .fine, subject,
            "\(hosts) hosts, \(nodes.count - hosts) routers up in \(raised) ms; a page in \(milliseconds) ms; live")
        ]
      case .failure(let failure):
        return [
          Finding(.wrong, subject, failure.message, advice: "--network loopback runs the lessons without one meanwhile")
        ]
      }
    } catch {
      return [
        Finding(
          .limited, subject, "none here (\(error)): lessons run on loopback, and single packets are modelled",
          advice: limits.first(where: \.forbids)?.remedy ?? remedy(for: error))
      ] + (limits.isEmpty ? [] : [Finding(.limited, "namespaces", limits.map(\.setting).joined(separator: ", "))])
    }
  }

  private struct Failure: Error { var message: String }

  /// How many milliseconds it takes to raise the servers there and fetch a page.
  private static func page(in network: Network) -> Result<UInt64, Failure> {
    let clock = Clock.sinceNow()
    do {
      let lesson = try Lesson(parsing: Array(probe.utf8), file: "probe")
      guard let scene = lesson.scenes.first else { return .failure(Failure(message: "no probe")) }
      let check = try Check(lesson) { _ in try Session(in: network).record(scene) }
      return check.problems.first.map { .failure(Failure(message: $0.message)) }
        ?? .success(clock().nanoseconds / 1_000_000)
    } catch {
      return .failure(Failure(message: "\(error)"))
    }
  }

  private static let probe = """
    ---
    format: 1
    id: probe
    title: Probe
    ---
    # One page
    ```http
    GET https://www.shop.test/
    ```
    ```expect
    HTTP 200
    ```
    ## [response] It came
    Here.
    """

  /// A setting of the kernel that can stand in the way, as it is here.
  private struct Limit {
    var name: String
    var value: Int
    /// A value that stands in nobody's way.
    var better: String
    var forbids: Bool

    /// What an administrator could change.
    var remedy: String { "\(setting) forbids it; an administrator can allow it: sysctl -w \(name)=\(better)" }

    /// `user.max_user_namespaces = 0`
    var setting: String { "\(name) = \(value)" }

    /// Those that this machine has.
    static var all: [Limit] {
      [
        Limit("user.max_user_namespaces", "10000") { $0 < 1 },
        // Ours, and one for each host.
        Limit("user.max_net_namespaces", "10000") { $0 <= Topology.standard.nodes.count },
        Limit("kernel.unprivileged_userns_clone", "1") { $0 == 0 },
        Limit("kernel.apparmor_restrict_unprivileged_userns", "0") { $0 != 0 },
      ].compactMap { $0 }
    }

    private init?(_ name: String, _ better: String, forbids: (Int) -> Bool) {
      let path = "/proc/sys/" + name.replacing(".", with: "/")
      guard let text = try? Files.read(path),
        let value = Int(String(decoding: text, as: UTF8.self).prefix { $0 != "\n" })
      else { return nil }
      self.name = name
      self.value = value
      self.better = better
      self.forbids = forbids(value)
    }
  }

  /// What to do where no setting says why.
  private static func remedy(for error: SystemError) -> String {
    #if os(Linux)
      switch error.name {
      case "EPERM", "EACCES":
        "a container, a sandbox or a chroot forbids it: run outside of it, or have it allow user namespaces "
          + "(docker run --security-opt seccomp=unconfined)"
      case "ENOSPC", "EUSERS":
        "too many namespaces are in use: end other programs that make some, or raise user.max_user_namespaces and "
          + "user.max_net_namespaces"
      case "EOPNOTSUPP" where error.call.hasPrefix("lay"), "ENODEV":
        "the kernel has no virtual cables yet; an administrator can load them: modprobe veth"
      case "EAFNOSUPPORT":
        "the kernel has no packet sockets yet; an administrator can load them: modprobe af_packet"
      case "ENOPROTOOPT": "this kernel's packet sockets are too old: Linux 4.20 or newer is needed"
      case "EINVAL", "ENOSYS": "this kernel was built without namespaces: another one is needed"
      default: "nothing to do: each step says whether it is live or modelled"
      }
    #else
      "only Linux has what it takes: in a virtual machine or container with Linux, packets are live"
    #endif
  }
}
