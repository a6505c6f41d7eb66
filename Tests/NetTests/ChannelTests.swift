import Testing
import Tracing
import Wire

@testable import Net

@Suite("Channel: real sockets on one loop")
struct ChannelTests {

  @Test("where TLS can't begin for want of memory the machine is in trouble, not the page")
  func wantOfMemory() throws {
    let loop = Loop(clock: Clock.sinceNow())
    let listener = try Listener(port: 0, in: .loopback, on: loop)
    let security = Channel.Security(.client(serverName: "shop.test")) { () throws(Fault) in
      throw Fault(.exhausted, "no TLS context")
    }
    let client = try Channel.connect(
      to: listener.local, from: .loopback, by: .browser, on: loop, recorder: nil, security: security)
    #expect(try loop.run(forAtMost: 5000) { client.isClosed })
    #expect(loop.trouble?.name == "ENOMEM")
    #expect(loop.trouble?.call == "TLS with \(listener.local): no TLS context")
  }

  @Test("TLS over loopback: what is sent arrives, both ends record it, and it closes cleanly")
  func echo() throws {
    let loop = Loop(clock: Clock.sinceNow())
    let recorder = Recorder(clock: Clock.sinceNow())
    let authority = try CertificateAuthority(now: Clock.wallSeconds)
    let serverSide = Channel.Security(.server, context: try .server(try authority.issue(for: ["shop.test"])))
    var accepted: [Channel] = []
    let listener = try Listener(port: 0, in: .loopback, on: loop)
    listener.onConnection = { socket in
      guard let channel = Channel.accepted(socket, by: .edge, on: loop, recorder: recorder, security: serverSide) else {
        return
      }
      channel.onEvent = { [unowned channel] event in
        switch event {
        case .received(let bytes): channel.send(bytes.reversed())
        case .ended: channel.close()
        case .opened, .closed: break
        }
      }
      accepted.append(channel)
      channel.start()
    }
    let client = try Channel.connect(
      to: listener.local, from: .loopback, by: .browser, on: loop, recorder: recorder,
      security: Channel.Security(.client(serverName: "shop.test"), context: try .client(trusting: authority)))
    var answer: [UInt8] = []
    var isClosed = false
    client.onEvent = { event in
      switch event {
      case .opened: client.send([1, 2, 3])
      case .received(let bytes):
        answer += bytes
        client.close()
      case .ended: break
      case .closed(let fault):
        #expect(fault == nil)
        isClosed = true
      }
    }
    #expect(try loop.run(forAtMost: 5000) { isClosed })
    #expect(answer == [3, 2, 1])

    // The client's last flight of the handshake and its first bytes leave in one write.
    let writes = recorder.trace.entries.filter { entry in
      if case .socket(.sent) = entry.fact { entry.by == .browser } else { false }
    }
    #expect(writes.count == 3, "ClientHello; Finished with the request; close_notify")
    let connections = Set(
      recorder.trace.entries.compactMap { entry -> Connection? in
        switch entry.fact {
        case .socket(.connecting(let connection)), .socket(.accepted(let connection)): connection
        default: nil
        }
      })
    #expect(connections.count == 1, "both ends speak of the same connection")
  }

  @Test("nobody listens: closed, with the kernel's word")
  func refused() throws {
    let loop = Loop(clock: Clock.sinceNow())
    let recorder = Recorder(clock: nil)
    let listener = try Listener(port: 0, in: .loopback, on: loop)
    let deserted = listener.local
    listener.close()
    let client = try Channel.connect(to: deserted, from: .loopback, by: .browser, on: loop, recorder: recorder)
    var fault: Fault?
    client.onEvent = { if case .closed(let reason) = $0 { fault = reason } }
    #expect(try loop.run(forAtMost: 5000) { fault != nil })
    #expect(fault?.message.contains("ECONNREFUSED") == true)
  }

  @Test("a peer that asks for much and reads nothing can't fill our memory, and gets all of it when it reads")
  func backPressure() throws {
    let loop = Loop(clock: Clock.sinceNow())
    let size = 8 << 20
    var server: Channel?
    let listener = try Listener(port: 0, in: .loopback, on: loop)
    listener.onConnection = { socket in
      server = Channel.accepted(socket, by: .edge, on: loop, recorder: nil)
      server?.onEvent = { if case .opened = $0 { server?.send([UInt8](repeating: 7, count: size)) } }
      server?.start()
      server?.close()
    }
    let client = try Channel.connect(to: listener.local, from: .loopback, by: .browser, on: loop, recorder: nil)
    var count = 0
    var isOver = false
    client.onEvent = { event in
      switch event {
      case .received(let bytes): count += bytes.count
      case .ended, .closed: isOver = true
      case .opened: break
      }
    }
    #expect(try loop.run(forAtMost: 10_000) { isOver })
    #expect(count == size)
    server?.abort()
  }

  @Test("a peer that has finished sending still gets all of an answer")
  func halfClosed() throws {
    let loop = Loop(clock: Clock.sinceNow())
    let size = 4 << 20
    var server: Channel?
    let listener = try Listener(port: 0, in: .loopback, on: loop)
    listener.onConnection = { socket in
      server = Channel.accepted(socket, by: .edge, on: loop, recorder: nil)
      server?.onEvent = { event in
        guard case .ended = event else { return }
        server?.send([UInt8](repeating: 7, count: size))
        server?.close()
      }
      server?.start()
    }
    let client = try Host.loopback.connecting(to: listener.local)
    var count = 0
    var isOver = false
    var hasAsked = false
    loop.watch(client.descriptor, writing: true) { _ in
      if !hasAsked {
        hasAsked = true
        client.finishWriting()
        loop.setWriting(false, for: client.descriptor)
      }
      switch try? client.read() {
      case .bytes(let bytes): count += bytes.count
      case .end, nil: isOver = true
      case .nothingYet: break
      }
      if isOver { loop.forget(client.descriptor) }
    }
    #expect(try loop.run(forAtMost: 10_000) { isOver })
    #expect(count == size)
    server?.abort()
  }

  @Test("timers come in the order of their moments, and one taken back never comes")
  func timers() throws {
    let loop = Loop(clock: Clock.sinceNow())
    var order: [String] = []
    loop.after(milliseconds: 2) { order.append("second") }
    loop.after(milliseconds: 1) { order.append("first") }
    loop.cancel(loop.after(milliseconds: 1) { order.append("never") })
    #expect(try loop.run(forAtMost: 1000) { order.count == 2 })
    #expect(order == ["first", "second"])
  }
}
