#if os(Linux)
  import CLinux
  import Glibc

  /// The kernel's door for devices, addresses and routes (RFC 3549), opened in one namespace.
  ///
  /// Requests are gathered and go out together; each is answered with an error number, 0 for done.
  ///
  /// ```
  /// |  length (4)  | type (2) | flags (2) |  sequence (4)  |  port (4)  |  body, attributes, padded to 4 ...
  /// ```
  final class Netlink {
    private let socket: Socket
    private var requests: [UInt8] = []
    private var names: [String] = []

    init() throws(SystemError) {
      socket = Socket(descriptor: Glibc.socket(AF_NETLINK, Int32(SOCK_RAW.rawValue) | O_CLOEXEC, NETLINK_ROUTE))
      guard socket.descriptor >= 0 else { throw SystemError("open netlink") }
    }

    /// Adds a request to those that ``run()`` sends. `name` says in errors what it was for.
    func add<Body>(_ name: String, _ type: Int, _ flags: Int32 = 0, _ body: Body, _ attributes: [Attribute] = []) {
      let content = Self.bytes(of: body) + attributes.flatMap(\.bytes)
      let header = nlmsghdr(
        nlmsg_len: UInt32(MemoryLayout<nlmsghdr>.size + content.count), nlmsg_type: UInt16(type),
        nlmsg_flags: UInt16(NLM_F_REQUEST | NLM_F_ACK | flags), nlmsg_seq: UInt32(names.count), nlmsg_pid: 0)
      requests += Self.bytes(of: header) + content
      names.append(name)
    }

    /// Sends what was added and hears how it went. Throws the first request that was refused.
    func run() throws(SystemError) {
      defer { (requests, names) = ([], []) }
      guard send(socket.descriptor, requests, requests.count, 0) == requests.count else {
        throw SystemError("write to netlink")
      }
      var left = names.count
      while left > 0 {
        var answer = [UInt8](repeating: 0, count: 16384)
        let count = recv(socket.descriptor, &answer, answer.count, 0)
        guard count > 0 else { throw SystemError("read from netlink") }
        left -= try check(answer[..<count])
      }
    }

    /// How many answers those bytes hold.
    private func check(_ answers: ArraySlice<UInt8>) throws(SystemError) -> Int {
      var rest = answers
      var count = 0
      while let header: nlmsghdr = Self.value(in: rest), rest.count >= Int(header.nlmsg_len), header.nlmsg_len >= 16 {
        let content = rest.dropFirst(MemoryLayout<nlmsghdr>.size)
        if header.nlmsg_type == UInt16(NLMSG_ERROR), let code: Int32 = Self.value(in: content), code != 0 {
          let number = Int(header.nlmsg_seq)
          throw SystemError(names.indices.contains(number) ? names[number] : "netlink", code: -code)
        }
        count += 1
        rest = rest.dropFirst((Int(header.nlmsg_len) + 3) & ~3)
      }
      return count
    }

    /// One property of what a request speaks of; some hold others.
    struct Attribute: Sendable {
      fileprivate var bytes: [UInt8]

      init(_ type: Int, _ content: [UInt8]) {
        let length = 4 + content.count
        bytes = Netlink.bytes(of: UInt16(length)) + Netlink.bytes(of: UInt16(type)) + content
        bytes += Array(repeating: 0, count: (4 - length % 4) % 4)
      }

      init(_ type: Int, _ text: String) { self.init(type, Array(text.utf8) + [0]) }
      init(_ type: Int, _ number: UInt32) { self.init(type, Netlink.bytes(of: number)) }
      init(_ type: Int, _ attributes: [Attribute]) { self.init(type, attributes.flatMap(\.bytes)) }
      /// A header of the kernel's own, then attributes.
      init<Body>(_ type: Int, _ body: Body, _ attributes: [Attribute]) {
        self.init(type, Netlink.bytes(of: body) + attributes.flatMap(\.bytes))
      }
    }

    // The kernel's structures are taken as they lie in memory: in the machine's own byte order.
    fileprivate static func bytes<Value>(of value: Value) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }

    private static func value<Value>(in bytes: ArraySlice<UInt8>) -> Value? {
      guard bytes.count >= MemoryLayout<Value>.size else { return nil }
      return bytes.withUnsafeBytes { $0.loadUnaligned(as: Value.self) }
    }
  }
#endif
