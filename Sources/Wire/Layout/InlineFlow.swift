/// Breaks text and images into lines: words go whole onto a line, or onto the next; a word longer than a line is cut.
struct InlineFlow {
  /// What a piece looks like.
  struct Look: Hashable {
    var node: RenderTree.ID
    var background: CSS.Color?
  }

  /// A run of one line with one look.
  struct Piece {
    var content: BoxTree.Fragment.Content
    var column: Int
    var width: Int
    var height = 1
    var look: Look
  }

  struct Row {
    var pieces: [Piece] = []
    var width = 0
    var height: Int { pieces.reduce(1) { max($0, $1.height) } }
  }

  let width: Int
  private(set) var rows: [Row] = []
  private var row = Row()
  /// The word being gathered: it stands nowhere until it is known how long it is.
  private var word: [Piece] = []
  private var wordWidth = 0
  /// White space seen after the last word; it shows only if another word follows on the same line.
  private var pendingSpace: Look?
  /// The longest word so far, for tables.
  private(set) var longestWord = 0

  init(width: Int) { self.width = max(1, width) }

  /// The column at which the next character would stand.
  var column: Int { row.width + wordWidth + (pendingSpace == nil ? 0 : 1) }

  /// One character that is not collapsible white space.
  mutating func add(_ character: Character, width columns: Int, _ look: Look, wraps: Bool) {
    // Wide characters are written without spaces: a line may end before and after each of them.
    if columns == 2, wraps { place() }
    if wraps, wordWidth + columns > width { cut() }
    if let last = word.indices.last, word[last].look == look, case .text = word[last].content {
      word[last].append(character, columns)
    } else {
      word.append(Piece(content: .text(String(character)), column: wordWidth, width: columns, look: look))
    }
    wordWidth += columns
    if columns == 2, wraps { place() }
  }

  /// Columns that an inline box's padding or margin takes; they belong to the word beside them.
  mutating func add(gap columns: Int, _ look: Look) {
    for _ in 0..<min(max(0, columns), width) { add(" ", width: 1, look, wraps: true) }
  }

  mutating func add(_ content: BoxTree.Fragment.Content, width: Int, height: Int, _ look: Look) {
    place()
    word = [Piece(content: content, column: 0, width: width, height: height, look: look)]
    wordWidth = width
    place()
  }

  /// White space that becomes one space at the most.
  mutating func space(_ look: Look, wraps: Bool) {
    if wraps {
      place()
      if !row.pieces.isEmpty, pendingSpace == nil { pendingSpace = look }
    } else if column > 0, !endsInSpace {
      add(" ", width: 1, look, wraps: false)
    }
  }

  private var endsInSpace: Bool {
    if pendingSpace != nil { return true }
    guard case .text(let text) = (word.last ?? row.pieces.last)?.content else { return false }
    return text.last == " "
  }

  mutating func breakLine() {
    place()
    endRow()
  }

  mutating func finish() {
    place()
    if !row.pieces.isEmpty { endRow() }
  }

  private mutating func endRow() {
    rows.append(row)
    row = Row()
    pendingSpace = nil
  }

  /// Puts the gathered word on this line, or on the next where it no longer fits.
  private mutating func place() {
    guard !word.isEmpty else { return }
    longestWord = max(longestWord, wordWidth)
    let space = pendingSpace == nil ? 0 : 1
    if !row.pieces.isEmpty, row.width + space + wordWidth > width { endRow() }
    if let look = pendingSpace { append(Piece(content: .text(" "), column: 0, width: 1, look: look)) }
    pendingSpace = nil
    for piece in word { append(piece) }
    word = []
    wordWidth = 0
  }

  /// Ends the line inside a word that is longer than a line.
  private mutating func cut() {
    place()
    endRow()
  }

  private mutating func append(_ piece: Piece) {
    if let last = row.pieces.indices.last, row.pieces[last].look == piece.look,
      case .text(let added) = piece.content, case .text = row.pieces[last].content
    {
      row.pieces[last].append(added, piece.width)
    } else {
      var placed = piece
      placed.column = row.width
      row.pieces.append(placed)
    }
    row.width += piece.width
  }
}

extension InlineFlow.Piece {
  /// More text at the end.
  fileprivate mutating func append(_ text: some CustomStringConvertible, _ columns: Int) {
    guard case .text(var whole) = content else { return }
    content = .text("")
    whole += text.description
    content = .text(whole)
    width += columns
  }
}
