// swift-tools-version: 6.2
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
]

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
    // Nothing is loaded into the program that would look for its symbols; with them exported, each symbol of each
    // library is looked for among them first, whenever it starts.
    linkerSettings: [
      .unsafeFlags(["-Xlinker", "--no-export-dynamic"], .when(platforms: [.linux], configuration: .release))
    ]),
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
    name: "benchmarks", dependencies: dependencies(["Net", "Tracing", "Wire"]), path: "Tests/Benchmarks",
    swiftSettings: settings))

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
