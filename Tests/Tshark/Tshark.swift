import Foundation
public import Wire

/// Wireshark's dissectors, as the judge of ours: a capture goes in as a pcapng file, and what they say comes out as JSON.
public enum Tshark {
  /// Where the program stands; nil where it isn't installed.
  public static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    .map { "\($0)/tshark" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  /// Every frame of a capture as `tshark -T json` tells it, in order: the object of its layers.
  ///
  /// Checksums are checked, fragments are left as they are, and nothing is looked up; numbers of sequences are relative
  /// only where `isRelative`.
  public static func frames(in pcapng: [UInt8], isRelative: Bool = false) throws -> [JSON] {
    let text = try run(
      pcapng,
      [
        "-n", "-T", "json", "--no-duplicate-keys", "-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE",
        "-o", "udp.check_checksum:TRUE", "-o", "ip.defragment:FALSE", "-o",
        "tcp.relative_sequence_numbers:\(isRelative ? "TRUE" : "FALSE")",
      ])
    return try JSON(parsing: text).array?.compactMap { $0["_source"]?["layers"] } ?? []
  }

  /// What tshark prints of a capture, given these arguments.
  public static func run(_ pcapng: [UInt8], _ arguments: [String]) throws -> [UInt8] {
    guard let path else { return [] }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).pcapng")
    try Data(pcapng).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = Foundation.URL(fileURLWithPath: path)
    process.arguments = ["-r", file.path] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Fault(
        .malformed, "expected tshark to read the capture, found status \(process.terminationStatus)")
    }
    return [UInt8](bytes)
  }
}
