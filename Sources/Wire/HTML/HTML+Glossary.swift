extension HTML {
  /// What the parts of a document are for; see ``Glossary``.
  static let glossary = [
    "byte order mark": "Says that the text is UTF-8.",
    "doctype": "Says that this is a page of today, so that the browser plays none of yesterday's tricks.",
    "start tag": "Begins an element: all up to its end tag is inside.",
    "end tag": "Ends the element of that name.",
    "attribute": "Something to know about the element.",
    "ignored attribute": "The element has one of that name already: the first counts.",
    "name": "What it is called.",
    "value": "What it says.",
    "text": "What is to be read.",
    "comment": "For whoever writes the page; the browser shows nothing of it.",
    "markup": "Characters that only hold the parts apart.",
  ]
}
