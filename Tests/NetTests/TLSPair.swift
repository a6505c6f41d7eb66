import Net
import Wire

/// Both ends of a TLS connection in memory, with nothing between them but arrays.
struct TLSPair: ~Copyable {
  var client: TLSMachine
  var server: TLSMachine
  var clientEvents: [TLSMachine.Event] = []
  var serverEvents: [TLSMachine.Event] = []
  /// Why an end closed, in the order it happened.
  var faults: [Fault] = []
  /// All that crossed, in each direction.
  var toServer: [UInt8] = []
  var toClient: [UInt8] = []
  /// What carried each event, beside the events.
  var clientRecords: [Range<Int>] = []

  init(
    asking name: String = "www.shop.test", for names: [String] = ["www.shop.test"],
    versions: ClosedRange<UInt16> = 0x0303...0x0304
  ) throws {
    let now = 1_767_225_600  // 2026-01-01
    let authority = try CertificateAuthority(now: now)
    let identity = try authority.issue(for: names)
    let asking = try TLSMachine(
      .client(serverName: name), context: try .client(trusting: authority, at: now), versions: versions)
    let answering = try TLSMachine(.server, context: try .server(identity))
    client = asking
    server = answering
  }

  /// Another connection between ends that may have met before.
  init(
    between client: TLSContext, and server: TLSContext, versions: ClosedRange<UInt16>, tickets: TLSTickets? = nil
  ) throws {
    let asking = try TLSMachine(
      .client(serverName: "www.shop.test"), context: client, versions: versions, tickets: tickets)
    let answering = try TLSMachine(.server, context: server)
    self.client = asking
    self.server = answering
  }

  /// Passes bytes to and fro, at most `piece` at a time, until both ends are silent.
  mutating func run(_ command: TLSMachine.Command, piece: Int = .max) throws {
    var rising = take(try client.handle(.command(command), at: .zero), client: true)
    var falling: [UInt8] = []
    while !rising.isEmpty || !falling.isEmpty {
      let up = rising.prefix(piece)
      rising.removeFirst(up.count)
      toServer += up
      if !up.isEmpty { falling += take(try server.handle(.received(up), at: .zero), client: false) }
      let down = falling.prefix(piece)
      falling.removeFirst(down.count)
      toClient += down
      if !down.isEmpty { rising += take(try client.handle(.received(down), at: .zero), client: true) }
    }
  }

  private mutating func take(_ outputs: [Output<TLSMachine.Event>], client: Bool) -> [UInt8] {
    var sent: [UInt8] = []
    for output in outputs {
      switch output {
      case .send(let bytes): sent += bytes
      case .happened(let event, let records):
        if client {
          clientEvents.append(event)
          clientRecords.append(records)
        } else {
          serverEvents.append(event)
        }
      case .close(let fault): if let fault { faults.append(fault) }
      case .wake: break
      }
    }
    return sent
  }
}
