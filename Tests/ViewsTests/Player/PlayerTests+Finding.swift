import Foundation
import Screen
import Testing
import Tracing
@testable import Views

/// How a learner finds a step again: by its words, in the list of all, by its number.
extension PlayerTests {
  private func typed(_ keys: String) -> Player {
    pressed(keys.map { $0 == "\r" ? .enter : $0 == "\u{1B}" ? .escape : $0 == "\u{7F}" ? .backspace : .character($0) })
  }

  @Test("search finds words, goes round the end, and says where and how often")
  func search() {
    #expect(screen(typed("/kitchen\r")).contains("Step 7 of 11"))
    #expect(
      screen(typed("/kitchen\r")).hasSuffix(
        " found in step 7, and nowhere else   Esc ends   /kitchen"))
    #expect(screen(typed("/kitchen\rn")).contains("Step 7 of 11"))
    #expect(
      screen(typed("/packets\r")).hasSuffix(
        " found in step 3, and nowhere else   Esc ends   /packets"))
    let often = "   n next  N previous  Esc ends   /name server"
    #expect(screen(typed("/name server\r")).hasSuffix(" found at the start, 1 of 2 places\(often)"))
    #expect(screen(typed("/name server\rn")).hasSuffix(" found in step 2, 2 of 2 places\(often)"))
    #expect(screen(typed("/name server\rN")).hasSuffix(" found in step 2, 2 of 2 places\(often)"))
    #expect(screen(typed("/name server\rnn")).hasSuffix(" found at the start, 1 of 2 places\(often)"))
    #expect(screen(typed("/name server\r/\r")).contains("Step 2 of 11"), "with nothing typed it goes on")
    var player = typed("/zq\r")
    #expect(screen(player).hasSuffix(" not found: zq"))
    _ = player.press(.character("j"))
    #expect(!screen(player).contains("not found"))
  }

  @Test("what a step's breakdown says is found too, and shown; what a question hides is not")
  func searchesTheBreakdown() {
    let found = screen(typed("/User-Agent\r"))
    #expect(found.contains("Step 5 of 11") && found.contains("User-Agent: roundtrip"))
    #expect(screen(typed("/Content-Length\r")).contains("not found: Content-Length"))
    #expect(screen(typed("9G1\r/Content-Length\r")).contains("found in step 9"))
  }

  @Test("what was unfolded where one is is found there, and stays unfolded; folded it is not found")
  func searchesWhatIsUnfolded() {
    #expect(screen(typed("9G1\r/reason phrase is for\r")).contains("not found: reason phrase is for"))
    #expect(screen(typed("9G1\ra/reason phrase is for\r")).contains("found in step 9"))
    #expect(screen(typed("9G1\ra/reason phrase is for\r\u{1B}")).contains("A reason phrase is for people only."))
  }

  @Test("Esc ends a search: nothing is lit any more, and n has nothing to look for")
  func searchEnds() {
    func lit(_ player: Player) -> Int {
      var player = player
      let grid = player.frame(width: 80, height: 24)
      return (3..<22).reduce(0) { sum, row in sum + (0..<80).count { grid[row, $0].style.reverse } }
    }
    let found = typed("/kitchen\r")
    #expect(lit(found) == "kitchen".count)
    #expect(lit(typed("/kitchen\rll")) == 0 && lit(typed("/kitchen\rlh")) == "kitchen".count)
    let ended = typed("/kitchen\r\u{1B}")
    #expect(lit(ended) == 0)
    #expect(screen(ended).hasSuffix(" no longer searching for kitchen"))
    #expect(screen(typed("/kitchen\r\u{1B}n")).hasSuffix(" nothing to search for yet: / starts a search"))
    #expect(screen(typed("/kitchen\r\u{1B}\u{1B}")).hasSuffix(" nothing to close: q quits"))
  }

  @Test("the overview lists every step and jumps to one")
  func overview() {
    var player = typed(" ojj")
    #expect(screen(player).contains(">   3  tcp       Open a connection"))
    #expect(screen(player).contains("1  url       Take the address apart   <- you are here"))
    #expect(
      screen(player).hasSuffix(" j/k move  1-11 step  Enter go there                             ? help  q close"))
    _ = player.press(.enter)
    #expect(screen(player).contains("Step 3 of 11"))
  }

  @Test(
    "a number typed in the overview moves the cursor there, and what leads on leads there",
    arguments: ["o4\r", "o4 ", "o4G", "o1\u{7F}4\r", "oj4l"])
  func numbersInTheOverview(keys: String) {
    #expect(screen(typed(" o4")).contains(">   4  tls       Agree on secrets"))
    #expect(screen(typed(" o4")).hasSuffix(" 4: Enter goes to step 4"))
    #expect(screen(typed(" " + keys)).contains("Step 4 of 11"))
  }

  @Test(
    "numbers mean in the overview what they mean outside it",
    arguments: [
      ("o0", "0: Enter goes to the start"), ("o12", "12: Enter goes to the last, 11"),
      ("o1\u{7F}", "no number any more"), ("o1\u{1B}", "no number any more"), ("o12G", "Step 11 of 11"),
      ("9Go1\r", "Step 1 of 11"), ("o4j\r", "Step 5 of 11"), ("o4qG", "The end"), ("oG\r", "The end"),
    ])
  func numbersOfSteps(keys: String, words: String) {
    #expect(screen(typed(keys)).contains(words), "\(screen(typed(keys)))")
  }
}
