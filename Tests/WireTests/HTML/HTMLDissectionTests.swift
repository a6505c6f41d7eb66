import Testing
import Wire

@Suite("HTML dissected")
struct HTMLDissectionTests {
  static let page = Array(
    """
    \u{FEFF}<!DOCTYPE html>\r
    <p class=a CLASS='b' id="c&amp;d">Tea &amp; cake</p ><!-- x --></>\
    <svg><![CDATA[y]]></svg><script>z</script>&nosuch;<b
    """.utf8)

  @Test("tokens stand where they were received")
  func tokens() {
    let field = HTML.dissect(Self.page).field
    let lines = field.children.map { field in
      "\(field.name) \(String(decoding: Self.page[field.bytes], as: UTF8.self).escapingControls)"
    }
    #expect(
      lines == [
        "byte order mark \\u{feff}", "doctype <!DOCTYPE html>", "text \\r\\n",
        #"start tag <p class=a CLASS='b' id="c&amp;d">"#, "text Tea &amp; cake", "end tag </p >",
        "comment <!-- x -->", "markup </>", "start tag <svg>", "markup <![CDATA[", "text y", "markup ]]>",
        "end tag </svg>", "start tag <script>", "text z", "end tag </script>", "text &nosuch;", "markup <b",
      ])
  }

  @Test("a tag's parts: its name, each attribute's name and value, and the markup between")
  func attributes() {
    let page = Array("<a b='c&lt;' d>".utf8)
    let tag = HTML.dissect(page).field.children[0]
    #expect(tag.children.map(\.name) == ["markup", "name", "markup", "attribute", "markup", "attribute", "markup"])
    #expect(tag.children[3].children.map(\.name) == ["name", "markup", "value"])
    #expect(tag.children[3].children[2].value == .text("c<"))
    #expect(tag.children[3].children[2].bytes == 5..<12)
    #expect(tag.children[5].value == .text("d"))
  }

  @Test("a parse error stands on its token, by its name")
  func faults() {
    let faults = HTML.dissect(Self.page).field.children.compactMap { field in
      field.fault.map { "\(field.name) \($0.message.prefix { $0 != ":" })" }
    }
    #expect(
      faults == [
        "start tag duplicate-attribute", "markup missing-end-tag-name", "text unknown-named-character-reference",
        "markup eof-in-tag",
      ])
  }

  @Test("however cut or damaged, there is a tree, and every byte is in it")
  func damaged() {
    for end in 0...Self.page.count { checkCoverage(Array(Self.page[..<end])) }
    for place in Self.page.indices {
      for damage: UInt8 in [0xFF, 0x00, 0x3C, 0x0D, 0x26] {
        var page = Self.page
        page[place] = damage
        checkCoverage(page)
      }
    }
  }

  private func checkCoverage(_ bytes: [UInt8]) {
    let dissection = HTML.dissect(bytes)
    #expect(dissection.value == .success(HTML.parse(bytes)))
    #expect(dissection.field.bits == 0..<bytes.count * 8)
    var fields = [dissection.field]
    while let field = fields.popLast() {
      guard !field.children.isEmpty else { continue }
      var end = field.bits.lowerBound
      for child in field.children {
        #expect(child.bits.lowerBound == end, "\(field.name) > \(child.name) in \(bytes.hex)")
        end = child.bits.upperBound
      }
      #expect(end == field.bits.upperBound, "\(field.name) in \(bytes.hex)")
      fields += field.children
    }
  }
}
