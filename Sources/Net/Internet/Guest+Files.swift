#if os(Linux)
  import CLinux
  import Glibc
  public import Tracing
  public import Wire

  extension Guest {
    /// Lays files over the machine's, for this process and its children alone (mount_namespaces(7)). They are in memory.
    static func lay(_ files: [File]) throws(SystemError) {
      // What is mounted from here on stays here.
      guard mount(nil, "/", nil, UInt(MS_REC | MS_SLAVE), nil) == 0 else { throw SystemError("hide mounts") }
      // A file can be laid over another from any file system: this one is gone again in a moment.
      let folder = "/tmp"
      guard mount("tmpfs", folder, "tmpfs", UInt(MS_NOSUID | MS_NODEV), "mode=755") == 0 else {
        throw SystemError("mount a file system in memory on \(folder)")
      }
      defer { umount2(folder, Int32(MNT_DETACH)) }
      for (number, file) in files.enumerated() {
        let source = "\(folder)/\(number)"
        try write(file.text, to: source)
        guard mount(source, file.path, nil, UInt(MS_BIND), nil) == 0 || file.isOptional else {
          throw SystemError("lay a file over \(file.path)")
        }
      }
    }

    private static func write(_ text: String, to path: String) throws(SystemError) {
      let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      guard file >= 0 else { throw SystemError("open \(path)") }
      defer { close(file) }
      guard Glibc.write(file, text, text.utf8.count) == text.utf8.count else { throw SystemError("write \(path)") }
    }
  }

  extension Guest.File {
    /// Who answers questions about names (resolv.conf(5)), and nobody else: name services that other programs offer on
    /// this machine know nothing of the private internet.
    public static func names(from server: IPv4Address) -> [Guest.File] {
      let services = ["/run/nscd/socket", "/var/run/nscd/socket", "/run/systemd/resolve/io.systemd.Resolve"]
      return [Guest.File(at: "/etc/resolv.conf", "nameserver \(server)\n")]
        + services.map { Guest.File(at: $0, "", isOptional: true) }
    }

    /// The machines of a topology by what we call them (hosts(5)).
    public static func hosts(of topology: Topology) -> Guest.File {
      let ends = topology.cables.flatMap(\.ends)
      let lines = ends.map { "\($0.address) \(topology.nodes[$0.node].party.id)\n" }
      return Guest.File(at: "/etc/hosts", "127.0.0.1 localhost\n" + lines.joined(), isOptional: true)
    }

    /// The one authority whose certificates are believed, in PEM (RFC 7468), where systems keep those that they believe.
    public static func authority(_ pem: String) -> [Guest.File] {
      authorityPaths.map { Guest.File(at: $0, pem, isOptional: true) }
    }

    /// Debian, Fedora, openSUSE, Alpine.
    private static let authorityPaths = [
      "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
      "/etc/ssl/cert.pem",
    ]

    /// Where programs find that authority that look in places of their own; nil where this machine keeps none.
    public static var authorityPath: String? { authorityPaths.first { access($0, F_OK) == 0 } }
  }
#endif
