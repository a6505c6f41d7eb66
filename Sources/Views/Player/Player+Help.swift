import Screen
import Tracing

extension Player {
  func drawHelp(from first: Int, in body: Range<Int>, on grid: inout Grid) {
    let lines = helpLines
    grid.put(lines, from: first, rows: body, column: 1, theme: theme, limit: width - 1)
    let below = lines.count - first - body.count
    guard below > 0 else { return }
    let words = " \(below.counted("more line")): Space "
    grid.put(words, row: body.upperBound, column: width - words.utf8.count - 2, style: theme.style(.strong))
  }

  var helpLines: TextLines {
    let pieces =
      switch overlays.dropLast().last {
      case .overview?: Self.overviewHelp
      case .bytes?: Self.bytesHelp
      case .packets?: Self.packetsHelp
      case .page?: Self.pageHelp
      case .help?, .search?, .notice?, nil: Self.stepHelp
      }
    return pieces.lines(width: min(width - 2, 78))
  }

  private static func keys(_ keys: [(String, String)]) -> Piece {
    .entries(keys.map { Piece.Entry([Run($0.0, .key)], [Run($0.1)]) })
  }

  private static let stepHelp: [Piece] = [
    keys([
      ("Space, Enter", "scroll, then the next step"), ("Backspace", "the same way back"),
      ("Right l, Left h", "next and previous step at once"), ("g Home, G End", "the beginning, the end"),
      ("12G", "step 12"),
      ("j k, PgDn PgUp", "scroll the words, and up to the diagram's first rows"),
      ("o", "overview: every step, jump to one"),
      ("b", "the bytes, each field named"), ("z", "closer: the packets that a step is made of"),
      ("p", "the page as painted so far"),
      ("/ n N, Esc", "search, next, previous; Esc ends it"), ("a", "unfold what goes deeper"),
      ("2 Enter, i", "answer a question with 2), get a hint"), ("r", "hide or show the reminder line"),
      ("c", "choose another lesson; q leads back"), ("Enter at the end", "the next lesson"),
      ("q Esc", "close what lies on top; q at the top quits"),
      ("Ctrl-C", "quit at once"),
    ]),
    .gap, .heading(["What the lines are"]),
    .entries([
      Piece.Entry(
        [Run("--", .naming)],
        [Run("a datagram, such as a question about a name; a call to the database; of packets: one packet")]),
      Piece.Entry([Run("==", .transport)], [Run("TCP; with >> at its end TLS")]),
      Piece.Entry([Run("##", .message)], [Run("HTTP: a request or a response")]),
      Piece.Entry([Run("[...]", .deciding)], [Run("what one party decides by itself")]),
      Piece.Entry([Run("<--", .current)], [Run("what this step is about")]),
      Piece.Entry(
        [Run("dns.ttl = 300", .name)],
        [Run("a value of the recording, by the name that claims have for it: roundtrip explain --paths has all")]),
      Piece.Entry(
        [Run("ms", .faint)],
        [
          Run(
            "milliseconds since the scene began, when a message was dealt with and a packet was sent; \" is the moment "
              + "above")
        ]),
      Piece.Entry([Run("live", .live)], [Run(Honesty.live.meaning)]),
      Piece.Entry([Run("measured", .measured)], [Run(Honesty.measured.meaning)]),
      Piece.Entry([Run("modelled", .modelled)], [Run(Honesty.modelled.meaning)]),
    ]),
  ]

  private static let overviewHelp: [Piece] = [
    keys([
      ("j k, Down Up", "one step down, up"), ("PgDn PgUp", "a screenful down, up"), ("g Home, G End", "first, last"),
      ("12 Enter, 12G", "go to step 12"), ("Enter, Space", "go to the step under the cursor"),
      ("o q Esc", "back to where you were"),
    ])
  ]

  private static let bytesHelp: [Piece] = [
    keys([
      ("h l, Left Right", "one byte back, on"), ("j k, Down Up", "one row down, up"),
      ("Tab n, Shift-Tab N", "next and previous field"), ("m M", "next and previous message of this step"),
      ("g Home, G End", "first byte, last byte"), ("Space, PgDn PgUp", "a screenful on, back"),
      ("z Z", "the same byte a layer further down, up: the record, the packet, the frame that carried it"),
      ("b q Esc", "back to the step"),
    ]),
    .gap, .heading(["What stands where"]),
    .text(
      "On the left how many bytes come before the row, in hexadecimal, as are the bytes themselves: two digits a byte, "
        + "00 to ff. On the right the same bytes as text, a dot where a byte is no letter. Below, the field under the "
        + "cursor: its name, its value, what it is for, and where it is specified."),
  ]

  private static let packetsHelp: [Piece] = [
    keys([
      ("j k, Down Up", "next and previous packet"), ("g Home, G End", "the first, the last"),
      ("Space, PgDn PgUp", "scroll what the packet says"), ("z", "closer: each cable that a packet crosses"),
      ("Z", "further away: from end to end, then the step"), ("b", "the packet's bytes"), ("q Esc", "back to the step"),
    ]),
    .gap, .heading(["What stands where"]),
    .text(
      "Each arrow is a packet on its way, of TCP or DNS alike; x is where it was lost. At the sides stand the states of "
        + "both ends, where they change. Below, everything that the packet under the cursor says."),
    .gap, .heading(["What the words say"]),
    .entries(
      [Piece.Entry([Run("Laptop", .name)], [Run("the machine that the browser runs on")])]
        + PacketWord.all.map { Piece.Entry([Run($0.text, .name)], [Run($0.meaning)]) }),
  ]

  private static let pageHelp: [Piece] = [
    keys([
      ("1 to 5, Tab", "choose a stage, the next stage"), ("j k, PgDn PgUp", "scroll"), ("g Home, G End", "top, bottom"),
      ("p q Esc", "back to the step"),
    ]),
    .gap, .heading(["The five stages, from document to picture"]),
    .entries([
      Piece.Entry([Run("dom", .name)], [Run("the document's elements as a tree, each inside the one it belongs to")]),
      Piece.Entry([Run("rules", .name)], [Run("for each element what the style rules say, and which of them win")]),
      Piece.Entry([Run("render tree", .name)], [Run("what of the tree will be seen")]),
      Piece.Entry([Run("boxes", .name)], [Run("where everything stands, in columns and rows of this screen")]),
      Piece.Entry([Run("paint", .name)], [Run("the page")]),
    ]),
  ]
}
