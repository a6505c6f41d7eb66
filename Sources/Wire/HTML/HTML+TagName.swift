extension HTML {
  /// The element names that parsing knows by heart; every other name is ``other``.
  enum TagName: String, Sendable, Hashable, CaseIterable {
    case a, address, applet, area, article, aside, b, base, basefont, bgsound, big, blockquote, body, br
    case button, caption, center, code, col, colgroup, dd, details, dialog, dir, div, dl, dt, em, embed
    case fieldset, figcaption, figure, font, footer, form, frame, frameset, h1, h2, h3, h4, h5, h6, head
    case header, hgroup, hr, html, i, iframe, image, img, input, keygen, li, link, listing, main, marquee
    case math, menu, meta, nav, nobr, noembed, noframes, noscript, object, ol, optgroup, option, p, param
    case plaintext, pre, rb, rp, rt, rtc, ruby, s, script, search, section, select, selectedcontent, small
    case source, span, strike, strong, style, sub, summary, sup, svg, table, tbody, td, template, textarea
    case tfoot, th, thead, title, tr, track, tt, u, ul, `var`, wbr, xmp
    // In SVG and MathML.
    case annotationXML = "annotation-xml", desc, foreignObject = "foreignobject", malignmark, mglyph, mi, mn, mo, ms,
      mtext
    case other = ""

    private static let byName = {
      var names: [String: TagName] = [:]
      names.reserveCapacity(allCases.count)
      for name in allCases { names[name.rawValue] = name }
      return names
    }()

    init(_ name: String) { self = Self.byName[name] ?? .other }

    /// The elements that end a paragraph and stop an end tag's search (HTML 13.2.4.2, "special").
    var isSpecial: Bool {
      switch self {
      case .address, .applet, .area, .article, .aside, .base, .basefont, .bgsound, .blockquote, .body, .br, .button,
        .caption, .center, .col, .colgroup, .dd, .details, .dir, .div, .dl, .dt, .embed, .fieldset, .figcaption,
        .figure, .footer, .form, .frame, .frameset, .h1, .h2, .h3, .h4, .h5, .h6, .head, .header, .hgroup, .hr, .html,
        .iframe, .img, .input, .keygen, .li, .link, .listing, .main, .marquee, .menu, .meta, .nav, .noembed, .noframes,
        .noscript, .object, .ol, .p, .param, .plaintext, .pre, .script, .search, .section, .select, .source, .style,
        .summary, .table, .tbody, .td, .template, .textarea, .tfoot, .th, .thead, .title, .tr, .track, .ul, .wbr, .xmp:
        true
      default: false
      }
    }

    /// Where the search for an open element stops (HTML 13.2.4.2, "has an element in scope").
    var endsScope: Bool {
      switch self {
      case .applet, .caption, .html, .table, .td, .th, .marquee, .object, .select, .template: true
      default: false
      }
    }

    /// Those whose end tag may be left out (HTML 13.2.6.3, "generate implied end tags").
    var hasImpliedEndTag: Bool {
      switch self {
      case .dd, .dt, .li, .optgroup, .option, .p, .rb, .rp, .rt, .rtc: true
      default: false
      }
    }

    /// The same, thoroughly.
    var hasThoroughlyImpliedEndTag: Bool {
      switch self {
      case .caption, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr: true
      default: hasImpliedEndTag
      }
    }

    var isHeading: Bool {
      switch self {
      case .h1, .h2, .h3, .h4, .h5, .h6: true
      default: false
      }
    }

    /// A table and the parts of it that hold no text: what stands in them wrongly is put before the table.
    var fostersOut: Bool {
      switch self {
      case .table, .tbody, .tfoot, .thead, .tr: true
      default: false
      }
    }

    /// The elements that keep their place when nesting has reached its limit, because insertion modes count on them.
    var holdsStructure: Bool {
      switch self {
      case .html, .head, .body, .frameset, .template, .caption, .colgroup, .td, .th: true
      default: fostersOut
      }
    }
  }
}
