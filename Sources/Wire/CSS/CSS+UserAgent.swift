extension CSS {
  /// The sheet that every page starts from: what the HTML standard's section "Rendering" says of the elements that
  /// a terminal can show, shortened.
  public static let userAgentSheet = """
    html, body, div, p, h1, h2, h3, h4, h5, h6, ul, ol, dl, dt, dd, header, footer, main, nav, section, article, aside,
    address, blockquote, center, details, dialog, dir, fieldset, figcaption, figure, form, hgroup, hr, legend, menu,
    optgroup, option, pre, search, summary { display: block }
    head, title, meta, link, style, script, base, template, area, datalist, noembed, noframes, param, rp, [hidden] {
      display: none
    }
    li { display: list-item }
    table { display: table }
    caption { display: table-caption; text-align: center }
    thead, tbody, tfoot { display: table-row-group }
    tr { display: table-row }
    td, th { display: table-cell; padding: 0 1ch 0 0 }
    th, b, strong, h1, h2, h3, h4, h5, h6 { font-weight: bold }
    i, em, cite, dfn, var, address { font-style: italic }
    u, ins, a[href] { text-decoration: underline }
    s, strike, del { text-decoration: line-through }
    a[href] { color: #0000ee }
    mark { background-color: yellow; color: black }
    body { margin: 8px }
    p, h1, h2, h3, h4, h5, h6, ul, ol, dl, menu, dir, pre, blockquote, figure, hr { margin-top: 1em; margin-bottom: 1em }
    blockquote, figure { margin-left: 40px; margin-right: 40px }
    dd { margin-left: 40px }
    ul, ol, menu, dir { padding-left: 40px }
    ol { list-style-type: decimal }
    ul ul, ol ul { margin-top: 0; margin-bottom: 0; list-style-type: circle }
    ul ol, ol ol { margin-top: 0; margin-bottom: 0 }
    pre, textarea { white-space: pre }
    center { text-align: center }
    hr { border-top: 1px solid gray }
    fieldset { border: 1px solid gray; padding: 0 1ch }
    button { padding: 0 1ch; background-color: #ddd; color: black }
    """
}
