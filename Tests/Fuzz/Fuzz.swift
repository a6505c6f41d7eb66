import Lessons
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What libFuzzer calls with bytes of its own making. Build with
/// `ROUNDTRIP_FUZZ=1 swift build --product fuzz --sanitize fuzzer --scratch-path .build-fuzz`, then run
/// `ROUNDTRIP_FUZZ=url SWIFT_BACKTRACE=enable=no .build-fuzz/debug/fuzz CORPUS`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Subject.chosen.take(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// A parser under fire: any bytes must give a result or a fault.
struct Subject: Sendable {
  var name: String
  var take: @Sendable ([UInt8]) -> Void

  static let chosen: Subject = {
    let name = getenv("ROUNDTRIP_FUZZ").map { String(cString: $0) } ?? ""
    guard let subject = all.first(where: { $0.name == name }) else {
      fatalError("ROUNDTRIP_FUZZ is one of \(all.map(\.name).joined(separator: ", ")), found \(name)")
    }
    return subject
  }()

  static let all = [
    Subject(name: "url") { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      // Parsing what was written must give the same again.
      if let url = try? URL(parsing: text) {
        precondition((try? URL(parsing: url.href)) == url, "\(url.href) does not parse to itself")
      }
      covers(URL.dissect(bytes).field, bytes)
    },
    Subject(name: "http1") { bytes in
      for kind in HTTP1.Kind.allCases { covers(HTTP1.dissect(bytes, kind: kind).field, bytes) }
      for role in [HTTP1.Role.client, .server] {
        var machine = HTTP1.Endpoint(role: role)
        _ = try? machine.handle(.received(bytes[...]), at: .zero)
        _ = try? machine.handle(.ended, at: .zero)
      }
    },
    Subject(name: "dns") { bytes in
      let dissection = DNS.dissect(bytes[...])
      covers(dissection.field, bytes)
      if let message = try? dissection.value.get() {
        precondition((try? DNS.dissect(message.encoded()[...]).value.get()) != nil, "an encoded message must parse")
      }
    },
    Subject(name: "tls") { bytes in
      covers(TLS.dissect(bytes[...]).field, bytes)
      covers(TLS.dissectHandshake(bytes[...]).field, bytes)
    },
    Subject(name: "html") { bytes in
      _ = HTML.parse(bytes)
      covers(HTML.dissect(bytes).field, bytes)
    },
    Subject(name: "css") { bytes in covers(CSS.dissect(bytes).field, bytes) },
    Subject(name: "cookies") { bytes in
      covers(SetCookie.dissect(bytes[...]).field, bytes)
      var jar = CookieJar()
      if let url = try? URL(parsing: "https://www.shop.test/a/b") {
        _ = jar.store(String(decoding: bytes, as: UTF8.self), from: url, now: 1_767_225_600)
      }
    },
    Subject(name: "lessons") { bytes in _ = try? Lesson(parsing: bytes, file: "fuzz.md") },
  ]

  /// A tree covers every bit it was given, and no child reaches out of its parent.
  private static func covers(_ field: Field, _ bytes: [UInt8]) {
    precondition(field.bits == 0..<bytes.count * 8, "\(field.name) covers \(field.bits) of \(bytes.count) bytes")
    contains(field)
  }

  private static func contains(_ field: Field) {
    for child in field.children {
      precondition(
        field.bits.lowerBound <= child.bits.lowerBound && child.bits.upperBound <= field.bits.upperBound,
        "\(child.name) reaches out of \(field.name)")
      contains(child)
    }
  }
}
