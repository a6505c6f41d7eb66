// swift-tools-version: 6.2
import Foundation
import PackageDescription

// The arrows of the house. They never point up, and `--explicit-target-dependency-import-check error`
// (see .ci/run) holds every import to them.
let arrows: [(name: String, to: [String], system: [String])] = [
  ("Wire", [], []),
  ("Screen", [], []),
  ("Tracing", ["Wire"], []),
  ("Net", ["Wire", "Tracing"], ["COpenSSL", "CZlib", "CLinux"]),
  ("Client", ["Wire", "Tracing", "Net"], []),
  ("Server", ["Wire", "Tracing", "Net"], ["CSQLite", "CBuiltin"]),
  ("Lessons", ["Wire", "Tracing", "Net", "Client", "Server"], ["CBuiltin"]),
  ("Views", ["Wire", "Tracing", "Screen"], []),
]

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // The optimised program asks for a generic type by what it is made of, and not by its name, which the runtime would
  // take apart and search every conformance for, once a type: a tenth of what a short run takes.
  .unsafeFlags(
    ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"],
    .when(platforms: [.linux], configuration: .release)),
]

/// Whether the system has all that the program needs as archives, and OpenSSL's needs nothing else: Debian's and
/// Ubuntu's packages hold them beside the shared libraries.
let hasArchives = ["x86_64-linux-gnu", "aarch64-linux-gnu"].map { "/usr/lib/\($0)" }.contains { folder in
  let needs = try? String(contentsOfFile: "\(folder)/pkgconfig/libcrypto.pc", encoding: .utf8)
  guard let needs, !["zstd", "brotli"].contains(where: needs.contains) else { return false }
  return ["c", "crypto", "ssl", "sqlite3", "z"].allSatisfy {
    FileManager.default.fileExists(atPath: "\(folder)/lib\($0).a")
  }
}

/// Who writes the file, and how: at one go, and laid out by large pages. A system that can then holds its code in seven
/// pages of 2 MiB, where of a file that was filled in piece by piece it has 3,000 small ones to look up, a tenth of what
/// a short run takes. gold can write so; where it is missing, any linker will do.
let writing =
  FileManager.default.fileExists(atPath: "/usr/bin/ld.gold")
  ? ["-use-ld=gold"] + ["--no-mmap-output-file", "-z", "max-page-size=0x200000"].flatMap { ["-Xlinker", $0] }
  : ["-use-ld=lld"]

/// How the optimised program is made on Linux. With every library inside, and at addresses that are known beforehand, it
/// starts in 1 ms instead of 5: loading nine libraries and telling 50,000 pointers where they are took longer than a
/// TLS handshake. Where it has to load them, it exports no symbols of its own, among which each of theirs would be
/// looked for first.
let linking = hasArchives ? ["-static-executable"] + writing : ["-Xlinker", "--no-export-dynamic"]

func dependencies(_ names: [String]) -> [Target.Dependency] { names.map { .target(name: $0) } }

var targets: [Target] = [
  .systemLibrary(
    name: "COpenSSL", pkgConfig: "openssl",
    providers: [.apt(["libssl-dev"]), .yum(["openssl-devel"]), .brew(["openssl@3"])]),
  .systemLibrary(
    name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .yum(["zlib-devel"])]),
  .systemLibrary(
    name: "CSQLite", pkgConfig: "sqlite3",
    providers: [.apt(["libsqlite3-dev"]), .yum(["sqlite-devel"]), .brew(["sqlite"])]),
  // Namespaces, netlink and packet sockets; empty on other systems.
  .target(name: "CLinux"),
  // The lessons and the site, as bytes inside the program (C23 #embed).
  .target(name: "CBuiltin"),
  .executableTarget(
    name: "roundtrip",
    dependencies: dependencies(["Lessons", "Views", "Screen", "Tracing", "Server", "Net", "Wire"]),
    swiftSettings: settings,
    linkerSettings: [.unsafeFlags(linking, .when(platforms: [.linux], configuration: .release))]),
]

for (name, to, system) in arrows {
  // The site's files go into the program through CBuiltin.
  let exclude = name == "Server" ? ["Site"] : []
  targets.append(
    .target(name: name, dependencies: dependencies(to + system), exclude: exclude, swiftSettings: settings))
  targets.append(
    .testTarget(name: "\(name)Tests", dependencies: dependencies([name] + to), swiftSettings: settings))
}
targets.append(
  .testTarget(
    name: "roundtripTests",
    dependencies: dependencies([
      "roundtrip", "internet-probe", "Lessons", "Views", "Screen", "Tracing", "Wire", "TestTerminal",
    ]),
    swiftSettings: settings))

// A pseudo-terminal and what it shows, and a small program to run on it.
targets.append(
  .target(
    name: "TestTerminal", dependencies: dependencies(["Screen"]), path: "Tests/TestTerminal", swiftSettings: settings))
targets.append(
  .executableTarget(
    name: "screen-probe", dependencies: dependencies(["Screen"]), path: "Tests/ScreenProbe", swiftSettings: settings))
for target in targets where target.name == "ScreenTests" {
  target.dependencies += dependencies(["screen-probe", "TestTerminal"])
}

targets.append(
  .executableTarget(
    name: "internet-probe", dependencies: dependencies(["Lessons", "Net", "Tracing", "Wire"]),
    path: "Tests/InternetProbe",
    swiftSettings: settings))

// What tshark makes of frames, held against what we make of them.
targets.append(
  .target(name: "Tshark", dependencies: dependencies(["Wire"]), path: "Tests/Tshark", swiftSettings: settings))
for target in targets where ["WireTests", "roundtripTests"].contains(target.name) {
  target.dependencies += dependencies(["Tshark"])
}

// A recording of packets written by hand, for whoever tests what is made of one.
targets.append(
  .target(
    name: "PacketSamples", dependencies: dependencies(["Tracing", "Wire"]), path: "Tests/PacketSamples",
    swiftSettings: settings))
for target in targets where ["TracingTests", "LessonsTests", "ViewsTests"].contains(target.name) {
  target.dependencies += dependencies(["PacketSamples"])
}

// Roundtrip's figures against its peers', as the README states them.
targets.append(
  .executableTarget(
    name: "benchmarks", dependencies: dependencies(["Lessons", "Views", "Screen", "Net", "Tracing", "Wire"]),
    path: "Tests/Benchmarks", swiftSettings: settings))

var products: [Product] = [.executable(name: "roundtrip", targets: ["roundtrip"])]

// The parsers under libFuzzer (Tests/Fuzz/Fuzz.swift says how): only where asked for, because its main is the fuzzer's own.
if Context.environment["ROUNDTRIP_FUZZ"] != nil {
  targets.append(
    .executableTarget(
      name: "fuzz", dependencies: dependencies(["Lessons", "Net", "Tracing", "Wire"]), path: "Tests/Fuzz",
      swiftSettings: settings))
  products.append(.executable(name: "fuzz", targets: ["fuzz"]))
}

let package = Package(
  name: "roundtrip",
  platforms: [.macOS(.v15)],
  products: products,
  targets: targets
)
