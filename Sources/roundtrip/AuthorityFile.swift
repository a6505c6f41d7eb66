import Net

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The lesson authority's certificate in a file, for other programs to trust while `serve` runs.
struct AuthorityFile {
  let path: String
  /// One that nobody asked for by name is taken away again.
  private let isTemporary: Bool

  /// Writes `pem` to `path`, else to the folder for temporary files under a name with our process's number.
  init(at path: String?, _ pem: String) throws(Stop) {
    isTemporary = path == nil
    if let path {
      self.path = path
    } else {
      let folder = Files.environment("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
      Self.removeAbandoned(in: folder)
      self.path = "\(folder)/\(Self.prefix)\(getpid())\(Self.suffix)"
    }
    try Files.write(Array(pem.utf8), to: self.path, replacing: !isTemporary)
  }

  /// Takes it away again; one that was asked for by name only where `evenNamed`.
  func remove(evenNamed: Bool) { if isTemporary || evenNamed && Files.isRegularFile(path) { unlink(path) } }

  /// Throws where a file is there that no run of ours wrote: somebody may need it.
  static func refuseToReplace(_ path: String, unless isReplacing: Bool) throws(Stop) {
    guard Files.exists(path), !Files.isDirectory(path), !isReplacing else {
      return try Files.refuseToReplace(path, unless: isReplacing)
    }
    guard Files.isRegularFile(path), let old = try? Files.read(path), CertificateAuthority.made(old) else {
      return try Files.refuseToReplace(path, unless: false)
    }
  }

  private static let prefix = "roundtrip-"
  private static let suffix = "-ca.pem"

  /// Takes away what runs left that were killed before they could: the process in the name is gone, or is this one.
  private static func removeAbandoned(in folder: String) {
    for name in (try? Files.names(in: folder)) ?? [] where name.hasPrefix(prefix) && name.hasSuffix(suffix) {
      guard let process = pid_t(name.dropFirst(prefix.count).dropLast(suffix.count)), process > 0 else { continue }
      if process == getpid() || kill(process, 0) != 0 && errno == ESRCH { unlink("\(folder)/\(name)") }
    }
  }
}
