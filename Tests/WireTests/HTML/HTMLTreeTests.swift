import Testing
import Wire

@Suite("HTML trees")
struct HTMLTreeTests {
  @Test("the tags that nobody wrote are there")
  func implied() {
    #expect(
      HTML.parse(Array("<title>Tea</title><p>One<p>Two".utf8)).outline == """
        | <html>
        |   <head>
        |     <title>
        |       "Tea"
        |   <body>
        |     <p>
        |       "One"
        |     <p>
        |       "Two"
        """)
  }

  @Test("names are the same where their code points are: an accented letter is not a letter and its accent")
  func verbatimNames() {
    // é is U+00E9 there, and e U+0301 here.
    let html = "<x\u{E9} a\u{E9}=1 ae\u{301}=2>1</xe\u{301}>2</x\u{E9}>3"
    #expect(
      HTML.parse(Array(html.utf8)).outline.hasSuffix(
        """
          <body>
        |     <x\u{E9}>
        |       ae\u{301}="2"
        |       a\u{E9}="1"
        |       "12"
        |     "3"
        """))
    let bold = (0..<8).map { $0 % 2 == 0 ? "<b title=\u{E9}>" : "<b title=e\u{301}>" }.joined()
    let reopened = HTML.parse(Array("<p>\(bold)</p><p>x".utf8))
    #expect(reopened.subtree().filter { reopened.element($0)?.name == "b" }.count == 8 + 6, "three of each kind")
  }

  @Test("what has no place in a table comes before it")
  func fosterParent() {
    #expect(
      HTML.parse(Array("<!DOCTYPE html><table>x<tr><td>y</table>".utf8)).outline == """
        | <!DOCTYPE html>
        | <html>
        |   <head>
        |   <body>
        |     "x"
        |     <table>
        |       <tbody>
        |         <tr>
        |           <td>
        |             "y"
        """)
  }

  @Test("bold that crosses a paragraph is split around it")
  func adoption() {
    #expect(
      HTML.parseFragment(Array("<b>1<p>2</b>3".utf8), in: Document.Element(name: "div")).outline == """
        | <b>
        |   "1"
        | <p>
        |   <b>
        |     "2"
        |   "3"
        """)
  }

  @Test("SVG keeps its own names; a template keeps its content apart")
  func foreignAndTemplate() {
    #expect(
      HTML.parseFragment(
        Array("<svg viewbox=0><foreignobject><p></p></svg><template><td>".utf8), in: Document.Element(name: "div")
      ).outline == """
        | <svg svg>
        |   viewBox="0"
        |   <svg foreignObject>
        |     <p>
        | <template>
        |   content
        |     <td>
        """)
  }

  @Test(
    "quirks are the doctype's to ask for",
    arguments: [
      ("<!DOCTYPE html>", false), ("", true), ("<!DOCTYPE>", true),
      ("<!DOCTYPE html SYSTEM 'about:legacy-compat'>", false),
      ("<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 3.2 Final//EN'>", true),
      ("<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN'>", true),
      ("<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN' 'http://www.w3.org/TR/html4/loose.dtd'>", false),
    ])
  func quirks(_ doctype: String, _ expected: Bool) {
    #expect(HTML.parse(Array("\(doctype)<p>".utf8)).quirks == expected)
  }

  @Test("a carriage return that was written as a reference is white space to every mode")
  func carriageReturn() {
    #expect(
      HTML.parse(Array("&#13;<head>&#13;<table>&#13;<tr>".utf8)).outline == """
        | <html>
        |   <head>
        |     "\r"
        |   <body>
        |     <table>
        |       "\r"
        |       <tbody>
        |         <tr>
        """)
  }

  @Test(
    "the place for the chosen option shows what the select has chosen",
    arguments: [
      // An option that stands in the place itself makes room for its copy.
      ("<select><selectedcontent><option>a", "<selectedcontent>a"),
      // A template's content belongs to no select.
      ("<select><template><option>a</option><selectedcontent>", "<template>content<option>a<selectedcontent>"),
      // A longer list chooses nothing of its own accord.
      ("<select size=2><selectedcontent></selectedcontent><option>a", "<selectedcontent><option>a"),
      ("<select size=2><selectedcontent></selectedcontent><option selected>a", "<selectedcontent>a<option>a"),
      ("<select multiple><selectedcontent></selectedcontent><option selected>a", "<selectedcontent><option>a"),
      // What can't be chosen is not chosen first.
      (
        "<select><selectedcontent></selectedcontent><optgroup disabled><option>a</option></optgroup><option>b",
        "<selectedcontent>b<optgroup><option>a<option>b"
      ),
      // An option in a group in a group is nobody's, and so is a place in a place.
      (
        "<select><selectedcontent></selectedcontent><optgroup><div><optgroup><option>a",
        "<selectedcontent><optgroup><div><optgroup><option>a"
      ),
      (
        "<select><option>a</option><div><option><selectedcontent></selectedcontent>b",
        "<option>a<div><option><selectedcontent>b"
      ),
    ])
  func selectedContent(_ markup: String, _ expected: String) {
    let document = HTML.parseFragment(Array(markup.utf8), in: Document.Element(name: "div"))
    let told = document.subtree().dropFirst(2).map { id in
      switch document.nodes[id].kind {
      case .element(let element): "<\(element.name)>"
      case .text(let text): text
      case .fragment: "content"
      case .document, .doctype, .comment: ""
      }
    }
    #expect(told.joined() == expected)
  }

  @Test("bytes that are not UTF-8 become U+FFFD, one for each broken character")
  func decoding() {
    // 41 | F0 9F 98 (cut off) | 42 | C0 | 80 | E2 82 AC (the euro sign)
    let bytes: [UInt8] = [0x41, 0xF0, 0x9F, 0x98, 0x42, 0xC0, 0x80, 0xE2, 0x82, 0xAC]
    #expect(HTML.parse(bytes).text(of: Document.root) == "A\u{FFFD}B\u{FFFD}\u{FFFD}€")
  }

  @Test("no input nests deeper than the limit, or grows the tree out of proportion")
  func limits() {
    for tag in ["<div>", "<b>", "<table>", "<table><tr><td>", "<svg>", "<template>", "<select><option>", "<frameset>"] {
      let document = HTML.parse(Array(String(repeating: tag, count: 2000).utf8))
      var depths = Array(repeating: 0, count: document.nodes.count)
      for id in document.subtree() { depths[id] = document.nodes[id].parent.map { depths[$0] + 1 } ?? 0 }
      // A template's content is a node of its own, and not an element.
      #expect((depths.max() ?? 0) <= 2 * 520, "\(tag)")
    }
    let bold = (0..<500).map { "<b id=\($0)>" }.joined()
    let text = Array("<p>\(bold)\(String(repeating: "</p><p>x", count: 5000))".utf8)
    #expect(HTML.parse(text).nodes.count < text.count)
  }
}
