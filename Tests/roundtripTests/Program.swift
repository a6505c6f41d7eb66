import Foundation
import TestTerminal

/// The program, run as a person or a script runs it: with arguments, an environment and streams.
enum Program {
  /// What came of a run.
  struct Run {
    var status: Int32
    var output: [UInt8]
    var errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast() }
  }

  static var path: String { get throws { try Product.path("roundtrip") } }

  /// What a small shell has set, whatever the tests were started from.
  static let environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8"]

  /// Runs it with `arguments`, and `input` on stdin.
  static func run(
    _ arguments: String..., input: String = "", environment: [String: String] = environment, in folder: URL? = nil,
    program: String? = nil
  ) throws -> Run {
    try run(program ?? path, arguments, input: Array(input.utf8), environment, in: folder)
  }

  /// The same with arguments in a list.
  static func run(
    _ arguments: [String], environment: [String: String] = environment, program: String? = nil, in folder: URL? = nil
  ) throws -> Run {
    try run(program ?? path, arguments, input: [], environment, in: folder)
  }

  /// Runs a line of shell, where `$R` is the program.
  static func shell(_ line: String, input: [UInt8] = [], in folder: URL? = nil) throws -> Run {
    try run(
      "/bin/sh", ["-c", line], input: input, environment.merging(["R": try path]) { $1 }, in: folder)
  }

  private static func run(
    _ program: String, _ arguments: [String], input: [UInt8], _ environment: [String: String], in folder: URL?
  ) throws -> Run {
    let scratch = try Scratch()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = environment
    process.currentDirectoryURL = folder ?? scratch.folder
    process.standardInput = try FileHandle(forReadingFrom: try scratch.file("in", input))
    let output = try scratch.file("out")
    let errors = try scratch.file("err")
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus, output: Array(try Data(contentsOf: output)),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }
}

/// A folder of a test's own, gone with it.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("roundtrip-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A file in it with these bytes.
  @discardableResult
  func file(_ name: String, _ bytes: some Sequence<UInt8> = []) throws -> URL {
    let file = folder.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return file
  }
}
