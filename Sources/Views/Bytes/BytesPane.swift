import Screen
import Tracing
import Wire

/// Bytes under a cursor: hexadecimal and text, with the innermost field at the cursor lit, named and explained.
struct BytesPane: Sendable, Hashable {
  /// Bytes with their explanation.
  struct Message: Sendable, Hashable {
    var title: String
    var bytes: [UInt8]
    var field: Field
    /// Which of how many it is, where not all that are shown are counted; nil for its place among all.
    var count: String?
    /// Where it is to be found in the recording: what its bytes went through is known then.
    var source: Layer.Source?
    /// Why it has no source: what it went through left no byte in its place.
    var isolation: String?
    /// The fields that have no fields within, in the order of their bits.
    let leaves: [Field]

    init(_ title: String, _ bytes: [UInt8], _ field: Field, count: String? = nil, from source: Layer.Source? = nil) {
      self.title = title
      self.bytes = bytes
      self.field = field
      self.count = count
      self.source = source
      var leaves: [Field] = []
      var stack = [field]
      while let next = stack.popLast() {
        if next.children.isEmpty, !next.bits.isEmpty { leaves.append(next) }
        stack += next.children.reversed()
      }
      self.leaves = leaves.sorted { $0.bits.lowerBound < $1.bits.lowerBound }
    }
  }

  let messages: [Message]
  private(set) var shown = 0
  /// The byte under the cursor.
  private(set) var cursor = 0
  /// The bit within the message that tells which of a byte's fields is meant.
  private(set) var bit = 0
  /// What lies below the message, from the layer right below it down to the frame, and where in each the byte stands.
  private(set) var layers: [Below] = []
  /// How many layers down one looks; 0 at the message itself.
  private(set) var depth = 0
  /// The byte of the message from which the way down began.
  private var origin = 0

  /// A layer below a message.
  struct Below: Sendable, Hashable {
    var message: Message
    var place: Int
  }

  /// The keys, without those that lead nowhere from here.
  var reminders: [(String, String)] {
    [("arrows", "move"), ("Tab", "next field")] + (messages.count > 1 ? [("m", "next message")] : [])
      + (depth < layers.count || depth == 0 && message?.source != nil ? [("z", "layer below")] : [])
      + (depth > 0 ? [("Z", "above")] : []) + [("?", "help"), ("q", "close")]
  }

  init(_ messages: [Message]) { self.messages = messages.filter { !$0.bytes.isEmpty } }

  var message: Message? {
    if layers.indices.contains(depth - 1) { return layers[depth - 1].message }
    return messages.indices.contains(shown) ? messages[shown] : nil
  }

  /// Goes a layer down with the byte under the cursor; false where nothing below was recorded.
  mutating func descend(in query: Query) -> Bool {
    if depth == 0 {
      layers = message?.source.map { query.layers(of: $0, byte: cursor).map(Below.init) } ?? []
      origin = cursor
    }
    guard depth < layers.count else { return false }
    depth += 1
    put(layers[depth - 1].place)
    return true
  }

  /// Goes a layer up, to the same byte; false at the message itself.
  mutating func ascend() -> Bool {
    guard depth > 0 else { return false }
    depth -= 1
    put(depth == 0 ? origin : layers[depth - 1].place)
    return true
  }

  private mutating func put(_ byte: Int) {
    cursor = byte
    bit = byte * 8
  }

  /// The innermost field at the cursor.
  var leaf: Field? { leafIndex.flatMap { message?.leaves[$0] } }

  /// Takes a key; `width` and `height` are what was drawn, for going by rows and screenfuls.
  mutating func press(_ key: Key, width: Int, height: Int) {
    let row = Self.bytesPerRow(width: width)
    switch key {
    case .right, .character("l"): move(by: 1)
    case .left, .character("h"), .backspace: move(by: -1)
    case .down, .character("j"): move(by: row)
    case .up, .character("k"): move(by: -row)
    case .pageDown, .character(" "): move(by: row * max(1, height - 8))
    case .pageUp: move(by: -row * max(1, height - 8))
    case .home, .character("g"): move(by: -cursor)
    case .end, .character("G"): move(by: (message?.bytes.count ?? 1) - 1 - cursor)
    case .tab, .character("n"): moveToField(after: true)
    case .backTab, .character("N"): moveToField(after: false)
    case .character("m"): show(shown + 1)
    case .character("M"): show(shown - 1)
    case .character, .enter, .escape, .delete, .control, .paste: break
    }
  }

  /// As many bytes as fit in a row of the dump with their characters beside them.
  static func bytesPerRow(width: Int) -> Int { width >= 76 ? 16 : 8 }

  private mutating func show(_ number: Int) {
    guard !messages.isEmpty else { return }
    shown = (number + messages.count) % messages.count
    depth = 0
    (cursor, bit) = (0, 0)
  }

  private mutating func move(by bytes: Int) {
    guard let message else { return }
    cursor = max(0, min(message.bytes.count - 1, cursor + bytes))
    bit = cursor * 8
  }

  private mutating func moveToField(after: Bool) {
    guard let message, let index = leafIndex else { return }
    let target = max(0, min(message.leaves.count - 1, index + (after ? 1 : -1)))
    bit = message.leaves[target].bits.lowerBound
    cursor = max(0, min(message.bytes.count - 1, bit / 8))
  }

  /// The last field that begins at or before the cursor's bit.
  var leafIndex: Int? {
    guard let leaves = message?.leaves, !leaves.isEmpty else { return nil }
    var (low, high) = (0, leaves.count)
    while low < high {
      let middle = (low + high) / 2
      if leaves[middle].bits.lowerBound <= bit { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}
