import Screen
import Testing
import Tracing
@testable import Views

/// What a learner sees at 80x24, drawn here.
@Suite("Screens at 80x24")
struct PlayerScreenTests {
  private func screen(_ keys: String, width: Int = 80, height: Int = 24) -> String {
    var player = Player(Sample.recording())
    _ = player.frame(width: width, height: height)
    for key in keys { _ = player.press(key == "\t" ? .tab : .character(key)) }
    return player.frame(width: width, height: height).text
  }

  @Test func cover() {
    #expect(
      screen("") == """
         One page, the whole way                             11 steps, about 10 minutes
         url dns tcp tls request routing handler database response render summary
        --------------------------------------------------------------------------------
         You type an address and press Enter. A conversation starts: one side asks, the
         other answers.
        --------------------------------------------------------------------------------
         Who takes part
           Browser      on the laptop: makes requests, and pages of the answers
           Resolver     finds out which address a name has, and remembers it
           Name server  knows the addresses of its own names (DNS)
           Edge         the server at the door: encrypts, routes, sends files
           App          the program that makes the page
           Database     keeps what the shop sells

         Space to start







        --------------------------------------------------------------------------------
         Space start  c another lesson                                    ? help  q quit
        """)
  }

  @Test func request() {
    #expect(
      screen("5G") == """
         One page, the whole way                                    Step 5 of 11   live
         url dns tcp tls REQUEST routing handler database response render summary
        --------------------------------------------------------------------------------
          Browser                   Edge           App              Database         ms
         [take apart https://www.shop.test/products?page=2]             |           0.2
         [www.shop.test not in cache] |             |                   |           0.4
         [Name server: 127.0.0.1 ttl 300]           |                   |           1.0
             |== TCP connect ========>|             |                   |           1.3
             |== TLS 1.3 handshake =>>|             |                   |           2.2
             |# GET /products?page=2 >|             |                   |    <--    2.5
        --------------------------------------------------------------------------------
         The browser asks

         The request line is the address on the envelope: what to do, with what, in
         which language. The fields below it are notes on the envelope. Host is the
         only one that must be there.

           const answer = await fetch("/products?page=2")
           console.log(answer.status)



        -------------------------------------------------------- 15 more lines: Space --
         Space more  Backspace back  o steps  / find  b bytes             ? help  q quit
        """)
  }

  @Test func prediction() {
    #expect(
      screen("9G1 ") == """
         One page, the whole way                                    Step 9 of 11   live
         url dns tcp tls request routing handler database RESPONSE render summary
        -- rows above: k ---------------------------------------------------------------
          Browser                   Edge           App              Database         ms
             |                        |             |<- 2 rows ---------|           3.7
             |                        |  [200: a list of 2 rows]        |           3.8
             |                        |<# 200 OK ###|                   |           4.0
             |<# 200 OK ##############|             |                   |    <--    4.2


        --------------------------------------------------------------------------------
         Predict: Which status will come back?
         1) 200 <- so it was
         2) 404
         Right. Yes: the list was found.
         The recording says: 200.

         [+] More, for the curious: press a




        -------------------------------------------------------- 16 more lines: Space --
         Space more  Backspace back  o steps  / find  b bytes             ? help  q quit
        """)
  }

  @Test func end() {
    #expect(
      screen("9G1 G") == """
         One page, the whole way                                                The end

        --------------------------------------------------------------------------------
         You are through

         Predictions: 1 of 1 right

         c leads to another lesson














        --------------------------------------------------------------------------------
         Backspace back  g start  c another lesson                        ? help  q quit
        """)
  }

  @Test func bytes() {
    #expect(
      screen("2Gb\t\t") == """
         One page, the whole way                                    Step 2 of 11   live
         url DNS tcp tls request routing handler database response render summary
        --------------------------------------------------------------------------------
         1 of 2  DNS query for www.shop.test, Browser to Name server  31 bytes
         000000  12 34 01 00 00 01 00 00 00 00 00 00 03 77 77 77  .4...........www
         000010  04 73 68 6f 70 04 74 65 73 74 00 00 01 00 01     .shop.test.....

           ID  4660
           QR  0
         > opcode  0 (QUERY)
           AA  0
           TC  0
           RD  1
           RA  0
           Z  0
           AD  0
        --------------------------------------------------------------------------------
         DNS message > header > opcode  4 bits from byte 2
         = 0 (QUERY)
         What is wanted: 0 is an ordinary question.
         specified in RFC 1035 section 4.1.1

        --------------------------------------------------------------------------------
         arrows move  Tab next field  m next message  z layer below      ? help  q close
        """)
  }
}
