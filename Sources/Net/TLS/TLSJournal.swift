import COpenSSL
import Tracing
import Wire

/// What OpenSSL's callbacks told while it was being called, in the order of the telling.
///
/// One per TLS connection; OpenSSL holds a pointer to it, the machine owns it.
final class TLSJournal {
  private(set) var events: [TLSMachine.Event] = []
  /// The server's chain as far as it was looked at: depth and summary; the worst verdict comes last.
  private(set) var chain: [Int: TLSEvent.Certificate] = [:]
  private(set) var verdict: String?

  static func of(_ ssl: OpaquePointer) -> TLSJournal? {
    roundtrip_message_argument(ssl).map { Unmanaged<TLSJournal>.fromOpaque($0).takeUnretainedValue() }
  }

  func take() -> [TLSMachine.Event] {
    defer { events = [] }
    return events
  }

  /// A line of SSLKEYLOGFILE: `LABEL client-random secret`, the last two in hexadecimal.
  func keyLog(_ line: String) {
    let words = line.split(separator: " ")
    guard words.count == 3, let random = [UInt8](hex: words[1]), let secret = [UInt8](hex: words[2]) else { return }
    events.append(.secret(label: String(words[0]), clientRandom: random, secret))
  }

  func message(sent: Bool, content: TLSEvent.Content, encrypted: Bool, _ bytes: [UInt8]) {
    events.append(.message(sent: sent, content: content, encrypted: encrypted, bytes))
  }

  func looked(at certificate: TLSEvent.Certificate?, depth: Int, problem: String?) {
    if let certificate { chain[depth] = certificate }
    if let problem, verdict == nil { verdict = problem }
  }
}
