import Testing
import Wire

@Suite("CSS cascade")
struct CSSCascadeTests {
  /// html > body > (h1.title#top, ul.menu > li > a[href], p[style])
  let page = Document.tree(
    .of(
      "html",
      .of(
        "body", .of("h1", ["id": "top", "class": "title big"], "Shop"),
        .of("ul", ["class": "menu"], .of("li", .of("a", ["href": "/"], "Home"))),
        .of("p", ["style": "color: #0f0 !important; margin: 1em auto"], "Text"))))

  func style(_ name: String, _ sheet: String) throws -> CSS.ComputedStyle {
    let styles = CSS.Styles(page, CSS.Cascade([CSS.Source(name: "site.css", bytes: Array(sheet.utf8))]))
    return styles.computed[try #require(page.first(name))]
  }

  @Test(
    "selectors match, or do not",
    arguments: [
      ("a", true), ("*", true), ("A", true), ("li", false), ("li a", true), ("ul a", true), ("ul > a", false),
      ("ul > li > a", true), ("body ul.menu > li a", true), ("[href]", true), ("[href='/']", true),
      ("a[href=x]", false), ("h1 a", false), ("p, a", true), ("a:hover", false), ("li + a", false),
      (".menu .menu a", false), ("html > body > ul a", true), ("html > ul a", false),
    ])
  func matching(_ selector: String, _ matches: Bool) throws {
    #expect(try style("a", "\(selector) { color: #010203 }").color == (matches ? .init(1, 2, 3) : .init(0, 0, 0xEE)))
  }

  @Test("classes, IDs and values are the same where their code points are", arguments: ["\u{E9}", "e\u{301}"])
  func verbatim(_ name: String) throws {
    let page = Document.tree(.of("body", .of("p", ["id": name, "class": "a\u{C}\(name) \u{301}", "title": name])))
    func isRed(_ selector: String) throws -> Bool {
      let sheet = CSS.Source(name: "site.css", bytes: Array("\(selector) { color: #f00 }".utf8))
      return CSS.Styles(page, CSS.Cascade([sheet])).computed[try #require(page.first("p"))].color == .init(255, 0, 0)
    }
    for other in ["\u{E9}", "e\u{301}"] {
      let isSame = other.utf8.elementsEqual(name.utf8)
      for selector in [".\(other)", "#\(other)", "[title=\(other)]", "p.a.\(other)"] {
        #expect(try isRed(selector) == isSame, "\(selector)")
      }
    }
    #expect(try isRed(".\u{301}"), "a space parts classes, whatever comes after it")
  }

  @Test(
    "specificity",
    arguments: [
      ("a", "0,0,1"), ("*", "0,0,0"), ("ul.menu > li a[href]", "0,2,3"), ("#top.title", "1,1,0"),
    ])
  func specificity(_ selector: String, _ expected: String) {
    let selectors = CSS.Selector.list(CSS.componentValues(CSS.tokens(selector.utf8)))
    #expect(selectors.map(\.specificity.description) == [expected])
  }

  @Test("the weightier declaration wins: importance, style attribute, specificity, order")
  func weighing() throws {
    #expect(try style("h1", "#top { color: red } h1.title { color: blue }").color == .init(255, 0, 0))
    #expect(try style("h1", ".big { color: red } .title { color: blue }").color == .init(0, 0, 255))
    #expect(try style("h1", "h1 { color: red !important } #top { color: blue }").color == .init(255, 0, 0))
    #expect(try style("p", "p { color: red !important }").color == .init(0, 255, 0))
    #expect(try style("p", "p { margin: 0 } ").margin(.top) == CSS.Length(1, .em))
  }

  @Test(
    "an img's dimension attributes, as HTML parses them",
    arguments: [
      ("32", "32px"), (" 7.5", "7.5px"), ("50%", "50%"), ("12em", "12px"), ("3.", "3px"), ("3.x", "3px"),
      ("007", "7px"),
      ("", "auto"), ("-1", "auto"), ("+1", "auto"), (".5", "auto"), ("x1", "auto"), ("1e9", "1px"),
    ])
  func dimensions(_ value: String, _ expected: String) throws {
    let page = Document.tree(.of("body", .of("img", ["width": value]), .of("p", ["width": "9"], "no image")))
    let styles = CSS.Styles(page, CSS.Cascade([]))
    #expect(styles.computed[try #require(page.first("img"))].width?.description ?? "auto" == expected)
    #expect(styles.computed[try #require(page.first("p"))].width == nil)
  }

  @Test("inherited, initial and default values")
  func inheritance() throws {
    #expect(try style("a", "body { color: red } a { color: inherit }").color == .init(255, 0, 0))
    #expect(try style("li", "body { text-align: center; padding: 1em }").textAlign == .center)
    #expect(try style("li", "body { text-align: center; padding: 1em }").padding(.left) == .zero)
    #expect(try style("h1", "").isBold)
    #expect(try !style("h1", "h1 { font-weight: initial }").isBold)
    #expect(try style("li", "").display == .listItem)
  }

  @Test("shorthands set each of their properties")
  func shorthands() throws {
    let style = try style("h1", "h1 { margin: 1em 2ch 10%; border: thin dashed navy; background: #fffa }")
    #expect(
      CSS.Side.allCases.map { style.margin($0)?.description } == ["1em", "2ch", "10%", "2ch"])
    #expect(CSS.Side.allCases.allSatisfy { style.border($0) == 1 && style.borderColor($0) == .init(0, 0, 128) })
    #expect(style.backgroundColor == .init(255, 255, 255, alpha: 0xAA))
    #expect(try self.style("h1", "h1 { background: url(x.png) red }").backgroundColor == .init(255, 0, 0))
    #expect(try self.style("h1", "* { background: red } h1 { background: none }").backgroundColor == .transparent)
    #expect(try self.style("h1", "* { background: red } h1 { background: redd }").backgroundColor == .init(255, 0, 0))
  }

  @Test(
    "a shorthand that says something twice, or something strange, is passed over whole",
    arguments: [
      "border: solid red blue", "border: solid dotted", "border-top: 1px 2px", "background: red blue",
      "background: red upward", "text-decoration: underline underline", "text-decoration: none underline",
      "text-decoration: underline upward", "list-style: disc circle", "list-style: disc upward",
    ])
  func refusedShorthands(_ written: String) throws {
    let declaration = try CSS.oneDeclaration(CSS.componentValues(CSS.tokens(written.utf8)))
    #expect(throws: Fault.self) { try CSS.Property.expand(declaration) }
  }

  @Test("what stands beside the part of a shorthand that is shown does not spoil it")
  func partOfShorthand() throws {
    #expect(
      try style("h1", "h1 { background: url(x.png) 50% 0 / cover no-repeat, linear-gradient(red, blue) #123 }")
        .backgroundColor == .init(0x11, 0x22, 0x33))
    #expect(try style("h1", "h1 { text-decoration: line-through wavy 2px red underline }").decoration.rawValue == 3)
    #expect(try style("h1", "h1 { list-style: square inside url(x.png) }").listStyleType == "square")
    for both in ["none square", "square none"] {
      #expect(try style("h1", "h1 { list-style: \(both) }").listStyleType == "square")
    }
    for beside in ["url(x) calc(1px + 2%) 0", "image-set('a.png' 1x)"] {
      #expect(try style("h1", "h1 { background: \(beside) #123 }").backgroundColor == .init(0x11, 0x22, 0x33))
    }
    #expect(try style("h1", "h1 { list-style-type: square; list-style: inside }").listStyleType == "disc")
  }

  @Test("in SVG an element is found by its name as written there")
  func foreignNames() throws {
    let document = HTML.parse(Array("<svg><foreignObject></foreignObject></svg>".utf8))
    let sheet = CSS.Source(name: "site.css", bytes: Array("foreignObject { width: 7px }".utf8))
    let object = try #require(document.first("foreignObject"))
    #expect(CSS.Styles(document, CSS.Cascade([sheet])).computed[object].width?.value == 7)
  }

  @Test(
    "an attribute's selector that compares in a way not read here matches nothing, one that is wrong spoils its rule",
    arguments: [
      ("[title='x' i], h1", "#ff0000"), ("[title~=x], h1", "#ff0000"), ("[title|=x], h1", "#ff0000"),
      ("[title x], h1", "#000000"), ("[title=x y], h1", "#000000"), ("[title=1], h1", "#000000"),
    ])
  func attributeSelectors(_ selectors: String, _ color: String) throws {
    #expect(try style("h1", "\(selectors) { color: red }").color.description == color)
  }

  @Test(
    "a colour's arguments are parted by commas, or by spaces with a slash before the alpha, and never by both",
    arguments: [
      "rgb(1, 2 3)", "rgb(1 2, 3)", "rgb(, 1, 2, 3)", "rgb(1, 2, 3,)", "rgb(1, 2, 3 / 4)", "rgb(1 2 3 4)",
      "rgb(1 / 2 3)", "rgb(1, 2%, 3)", "hsl(1, 2, 3)", "rgb()", "rgb(1 2 3 /)",
    ])
  func refusedColours(_ written: String) throws {
    #expect(try style("h1", "h1 { color: \(written) }").color == .black)
  }

  @Test(
    "colours",
    arguments: [
      ("rebeccapurple", "#663399"), ("#abc", "#aabbcc"), ("#12345678", "#12345678"), ("rgb(1, 2, 3)", "#010203"),
      ("rgb(100% 0% 50% / 0.5)", "#ff008080"), ("hsl(120, 100%, 25%)", "#008000"), ("hsl(-120deg 50% 50%)", "#4040bf"),
      ("transparent", "transparent"), ("RED", "#ff0000"), ("rgb(0% 255 0)", "#00ff00"), ("hsl(120 100 25)", "#008000"),
      ("hsl(0.5turn 100% 50%)", "#00ffff"), ("hsl(200grad 100% 50%)", "#00ffff"),
    ])
  func colours(_ written: String, _ expected: String) throws {
    #expect(try style("h1", "h1 { background-color: \(written) }").backgroundColor.description == expected)
  }

  @Test("matched rules say what won, what lost and why")
  func matchedRules() throws {
    let sheet = "h1 { color: red; margin: 0 } .title { color: blue; rotate: 3deg; width: red }"
    let styles = CSS.Styles(page, CSS.Cascade([CSS.Source(name: "site.css", bytes: Array(sheet.utf8))]))
    let matched = styles.matchedRules(try #require(page.first("h1"))).matches.filter { $0.origin == .author }
    #expect(matched.map(\.selector) == [".title", "h1"])
    #expect(matched[0].outcomes.map(\.won) == [[.color], [], []])
    #expect(matched[0].outcomes.map { $0.fault?.code } == [nil, .unsupported, .malformed])
    let loss = try #require(matched[1].outcomes[0].lost.first)
    #expect(loss.property == .color && loss.winner == ".title" && loss.reason == .specificity)
    #expect(matched[1].outcomes[1].won.count == 4)
  }

  @Test("of a rule's selectors that weigh the same the first is shown")
  func sameWeight() throws {
    let names = (1...8).map { "c\($0)" }
    var document = Document()
    let element = Document.Element(
      name: "p", attributes: [.init(name: "class", value: names.reversed().joined(separator: " "))])
    let id = document.append(.element(element), to: Document.root)
    let sheet = names.map { ".\($0)" }.joined(separator: ", ") + " { color: red }"
    let styles = CSS.Styles(document, CSS.Cascade([CSS.Source(name: "site.css", bytes: Array(sheet.utf8))]))
    #expect(styles.matchedRules(id).matches.first?.selector == ".c1")
  }

  @Test("a hostile sheet stays within its budget of comparisons")
  func hostile() {
    let rules = (0..<200).map { "p p p .c\($0 % 10) { color: red }" }.joined()
    var document = Document()
    var parent = Document.root
    for _ in 0..<100 {
      parent = document.append(
        .element(.init(name: "p", attributes: [.init(name: "class", value: "c1")])), to: parent)
    }
    let styles = CSS.Styles(document, CSS.Cascade([CSS.Source(name: "x", bytes: Array(rules.utf8))]), comparisons: 5000)
    #expect(styles.faults.last?.code == .limit)
  }
}
