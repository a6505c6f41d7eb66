import Net
import Tracing
import Wire
@main
enum Main {
  static func main() {
    do {
      let clock = Clock.sinceNow(); try Namespace.becomePrivate()
      let t2 = clock()
      let internet = try Internet(.standard)
      print("raise", Double(clock().since(t2)) / 1e6)
      for delay in [0] {
        let loop = Loop(clock: { clock() })
        let start = clock()
        let recorder = Recorder(clock: { Tick(nanoseconds: clock().since(start)) })
        var c = LinkConditions(); c.delay = UInt64(delay) * 1_000_000
        let traffic = Traffic(on: internet, under: ["line": c], loop: loop, recorder: recorder)
        guard let laptop = internet.host(of: .browser), let edge = internet.host(of: .edge) else { return }
        let listener = try Listener(port: 80, in: edge, on: loop)
        var accepted: [Channel] = []
        listener.onConnection = { socket in
          if let channel = Channel.accepted(socket, by: .edge, on: loop, recorder: recorder) {
            accepted.append(channel)
            channel.onEvent = { event in if case .received(let bytes) = event { channel.send(bytes) } }
            channel.start()
          }
        }
        let t = clock()
        let channel = try Channel.connect(
          to: Endpoint(address: edge.address, port: 80), from: laptop, by: .browser, on: loop, recorder: recorder)
        var done = false
        channel.onEvent = { event in
          switch event {
          case .opened: print("connected after", Double(clock().since(t)) / 1e6); channel.send(Array("hello".utf8))
          case .received(let b): print("echo", b.count, Double(clock().since(t)) / 1e6); done = true
          default: print(event)
          }
        }
        _ = try loop.run(forAtMost: 3000) { done }
        for e in recorder.trace.entries {
          if case .network(.frame(let f)) = e.fact, delay == 0 {
            let p = Packet.dissect(f.bytes)
            var what = "?"
            if case .success(let v) = p.value {
              what = v.segment.map { "\($0.flags) seq \($0.sequenceNumber) len \($0.data.count)" } ?? "\(v.content)";
              if !v.isIntact { what += " BAD" };
              if case .ipv4(let d) = v.content { what += " ttl \(d.header.timeToLive)" }
            }
            print(e.id, e.at.nanoseconds / 1000, e.by.id, f.cable, f.bytes.count, what.prefix(100))
          }
          if case .network(.dropped(let r)) = e.fact { print(e.by, r) }
        }
        traffic.stop()
      }
    } catch { print(error) }
  }
}
