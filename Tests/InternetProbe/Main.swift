/// Raises the private internet and does with it what a test asks for, telling a line each. A program of its own, because
/// the tests' own process has many threads, and so can't leave its network.
///
///     internet-probe connect MILLISECONDS   connects over a line of that delay: `raised MS`, `connected MS` thrice,
///                                           `sent ttl N`, `arrived ttl N`
///     internet-probe hold                   connects, says `ready` and waits to be killed
///     internet-probe scenes COUNT           runs a scene so often: `descriptors N`, `resident KIB` after a tenth and
///                                           at the end
///
/// Exits with 69 where this machine allows no private internet.
#if os(Linux)
  import Glibc
  import Net

  @main
  enum Main {
    static func main() {
      let words = CommandLine.arguments.dropFirst()
      let number = words.dropFirst().first.flatMap(Int.init)
      let choices = ["connect", "hold", "scenes"]
      guard let choice = words.first, choices.contains(choice) else { return stop(64, "one of \(choices)") }
      let network: Network
      let start = Clock.sinceNow()
      do { network = try .enter(.private) } catch { return stop(69, "\(error)") }
      tell("raised \(milliseconds(start()))")
      do {
        switch choice {
        case "connect": try Connecting(network, delay: number ?? 0).run()
        case "hold": try Connecting(network, delay: 0).hold()
        default: try Scenes(network).run(number ?? 1)
        }
      } catch { stop(70, "\(error)") }
    }

    private static func stop(_ status: Int32, _ why: String) {
      tell(why)
      exit(status)
    }
  }

  /// A line for who waits for it: at once.
  func tell(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    write(1, bytes, bytes.count)
  }
#else
  @main
  enum Main {
    static func main() { print("there is no private internet on this system") }
  }
#endif
