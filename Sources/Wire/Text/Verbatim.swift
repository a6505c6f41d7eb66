/// A text that only the same scalars are the same as: what HTML, CSS and cookies mean by "the same name".
///
/// Swift's own comparison takes `é` for an `e` with an accent after it (Unicode's canonical equivalence). A browser sees
/// two names there: two attributes, two classes, two cookies.
struct Verbatim: Sendable, Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: Self, right: Self) -> Bool {
    // The first finds almost all that differ, and faster.
    left.text == right.text && left.text.utf8.elementsEqual(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
