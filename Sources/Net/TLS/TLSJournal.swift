import COpenSSL
import Tracing
import Wire

/// What OpenSSL's callbacks told while it was being called, in the order of the telling.
///
/// One per TLS connection; OpenSSL holds a pointer to it, the machine owns it.
final class TLSJournal {
  typealias Entry = (event: TLSMachine.Event, records: Range<Int>)

  private var entries: [Entry] = []
  /// The records of each direction, in its own stream of bytes.
  private var sent = Records()
  private var received = Records()
  /// Where the server's certificate came, for the verdict on it.
  private var certificate = 0..<0
  /// The server's chain as far as it was looked at, by depth, until its verdict is told.
  private var chain: [Int: TLSEvent.Certificate] = [:]
  private var hasTicket = false
  /// What was found wrong with it first.
  private var problem: String?

  static func of(_ ssl: OpaquePointer) -> TLSJournal? {
    roundtrip_message_argument(ssl).map { Unmanaged<TLSJournal>.fromOpaque($0).takeUnretainedValue() }
  }

  func take() -> [Entry] {
    judge()
    defer { entries = [] }
    return entries
  }

  /// Whatever is told after the chain was looked at follows from what was found: the verdict stands before it.
  private func judge() {
    if chain.isEmpty { return }
    let fault = problem.map { Fault(.forbidden, "the certificate is not accepted: \($0)", spec: .rfc(5280, "6")) }
    entries.append((.verified(chain: chain.sorted { $0.key < $1.key }.map(\.value), fault), certificate))
    chain = [:]
  }

  /// A record begins: its five bytes of header tell how long it is (RFC 8446 section 5.1).
  func record(sent isSent: Bool, header: [UInt8]) {
    guard header.count == 5 else { return }
    let count = header.count + Int(header[3]) << 8 + Int(header[4])
    if isSent { sent.add(count) } else { received.add(count) }
  }

  /// The records of application data that came since the last message.
  func takeReceived(upTo end: Int) -> Range<Int> { received.take(upTo: end) }

  /// The records of application data that left since the last message.
  @discardableResult
  func takeSent() -> Range<Int> { sent.take() }

  /// Whether the server has given a ticket since this was last asked (RFC 8446 section 4.6.1).
  func takeTicket() -> Bool {
    defer { hasTicket = false }
    return hasTicket
  }

  /// A line of SSLKEYLOGFILE: `LABEL client-random secret`, the last two in hexadecimal.
  func keyLog(_ line: String) {
    let words = line.utf8.split(separator: UInt8(ascii: " ")).map(Substring.init)
    guard words.count == 3, let random = [UInt8](hex: words[1]), let secret = [UInt8](hex: words[2]) else { return }
    entries.append((.secret(label: String(words[0]), clientRandom: random, secret), received.end))
  }

  func message(sent isSent: Bool, content: TLSEvent.Content, encrypted: Bool, _ bytes: [UInt8]) {
    let records = isSent ? sent.take() : received.take()
    if !isSent, content == .handshake, bytes.first == Self.certificateMessage { certificate = records }
    if !isSent, content == .handshake, bytes.first == Self.newSessionTicket { hasTicket = true }
    judge()
    entries.append((.message(sent: isSent, content: content, encrypted: encrypted, bytes), records))
  }

  func looked(at certificate: TLSEvent.Certificate?, depth: Int, problem: String?) {
    if let certificate { chain[depth] = certificate }
    self.problem = self.problem ?? problem
  }

  /// RFC 8446 section 4
  private static let newSessionTicket: UInt8 = 4
  private static let certificateMessage: UInt8 = 11

  /// The records of one direction: which of them nobody has been told of yet, and which was the last.
  private struct Records {
    private var latest = 0..<0
    private var untold: [Range<Int>] = []

    /// Where the next record will begin: a place without bytes.
    var end: Range<Int> { latest.upperBound..<latest.upperBound }

    mutating func add(_ count: Int) {
      latest = latest.upperBound..<latest.upperBound + count
      untold.append(latest)
    }

    /// Those that came since something was told; several messages may share one.
    mutating func take(upTo end: Int = .max) -> Range<Int> {
      let whole = untold.prefix { $0.upperBound <= end }
      untold.removeFirst(whole.count)
      guard let first = whole.first, let last = whole.last else { return latest }
      return first.lowerBound..<last.upperBound
    }
  }
}
