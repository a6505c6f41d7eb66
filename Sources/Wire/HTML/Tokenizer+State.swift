extension HTML.Tokenizer {
  /// The tokenizer's states, each by the name of its section in HTML 13.2.5.
  enum State: String, CaseIterable {
    case data
    case rcdata = "RCDATA"
    case rawtext = "RAWTEXT"
    case scriptData = "script data"
    case plaintext = "PLAINTEXT"
    case tagOpen = "tag open"
    case endTagOpen = "end tag open"
    case tagName = "tag name"
    case rcdataLessThanSign = "RCDATA less-than sign"
    case rcdataEndTagOpen = "RCDATA end tag open"
    case rcdataEndTagName = "RCDATA end tag name"
    case rawtextLessThanSign = "RAWTEXT less-than sign"
    case rawtextEndTagOpen = "RAWTEXT end tag open"
    case rawtextEndTagName = "RAWTEXT end tag name"
    case scriptDataLessThanSign = "script data less-than sign"
    case scriptDataEndTagOpen = "script data end tag open"
    case scriptDataEndTagName = "script data end tag name"
    case scriptDataEscapeStart = "script data escape start"
    case scriptDataEscapeStartDash = "script data escape start dash"
    case scriptDataEscaped = "script data escaped"
    case scriptDataEscapedDash = "script data escaped dash"
    case scriptDataEscapedDashDash = "script data escaped dash dash"
    case scriptDataEscapedLessThanSign = "script data escaped less-than sign"
    case scriptDataEscapedEndTagOpen = "script data escaped end tag open"
    case scriptDataEscapedEndTagName = "script data escaped end tag name"
    case scriptDataDoubleEscapeStart = "script data double escape start"
    case scriptDataDoubleEscaped = "script data double escaped"
    case scriptDataDoubleEscapedDash = "script data double escaped dash"
    case scriptDataDoubleEscapedDashDash = "script data double escaped dash dash"
    case scriptDataDoubleEscapedLessThanSign = "script data double escaped less-than sign"
    case scriptDataDoubleEscapeEnd = "script data double escape end"
    case beforeAttributeName = "before attribute name"
    case attributeName = "attribute name"
    case afterAttributeName = "after attribute name"
    case beforeAttributeValue = "before attribute value"
    case attributeValueDoubleQuoted = "attribute value (double-quoted)"
    case attributeValueSingleQuoted = "attribute value (single-quoted)"
    case attributeValueUnquoted = "attribute value (unquoted)"
    case afterAttributeValueQuoted = "after attribute value (quoted)"
    case selfClosingStartTag = "self-closing start tag"
    case bogusComment = "bogus comment"
    case markupDeclarationOpen = "markup declaration open"
    case commentStart = "comment start"
    case commentStartDash = "comment start dash"
    case comment
    case commentLessThanSign = "comment less-than sign"
    case commentLessThanSignBang = "comment less-than sign bang"
    case commentLessThanSignBangDash = "comment less-than sign bang dash"
    case commentLessThanSignBangDashDash = "comment less-than sign bang dash dash"
    case commentEndDash = "comment end dash"
    case commentEnd = "comment end"
    case commentEndBang = "comment end bang"
    case doctype = "DOCTYPE"
    case beforeDoctypeName = "before DOCTYPE name"
    case doctypeName = "DOCTYPE name"
    case afterDoctypeName = "after DOCTYPE name"
    case afterDoctypePublicKeyword = "after DOCTYPE public keyword"
    case beforeDoctypePublicIdentifier = "before DOCTYPE public identifier"
    case doctypePublicIdentifierDoubleQuoted = "DOCTYPE public identifier (double-quoted)"
    case doctypePublicIdentifierSingleQuoted = "DOCTYPE public identifier (single-quoted)"
    case afterDoctypePublicIdentifier = "after DOCTYPE public identifier"
    case betweenDoctypePublicAndSystemIdentifiers = "between DOCTYPE public and system identifiers"
    case afterDoctypeSystemKeyword = "after DOCTYPE system keyword"
    case beforeDoctypeSystemIdentifier = "before DOCTYPE system identifier"
    case doctypeSystemIdentifierDoubleQuoted = "DOCTYPE system identifier (double-quoted)"
    case doctypeSystemIdentifierSingleQuoted = "DOCTYPE system identifier (single-quoted)"
    case afterDoctypeSystemIdentifier = "after DOCTYPE system identifier"
    case bogusDoctype = "bogus DOCTYPE"
    case cdataSection = "CDATA section"
    case cdataSectionBracket = "CDATA section bracket"
    case cdataSectionEnd = "CDATA section end"
    case characterReference = "character reference"
    case namedCharacterReference = "named character reference"
    case ambiguousAmpersand = "ambiguous ampersand"
    case numericCharacterReference = "numeric character reference"
    case hexadecimalCharacterReferenceStart = "hexadecimal character reference start"
    case decimalCharacterReferenceStart = "decimal character reference start"
    case hexadecimalCharacterReference = "hexadecimal character reference"
    case decimalCharacterReference = "decimal character reference"
    case numericCharacterReferenceEnd = "numeric character reference end"
  }

  /// Does what the current state says with the next input character.
  mutating func step() {
    switch state {
    case .data: dataState()
    case .rcdata: rcdataState()
    case .rawtext: rawtextState()
    case .scriptData: scriptDataState()
    case .plaintext: plaintextState()
    case .tagOpen: tagOpenState()
    case .endTagOpen: endTagOpenState()
    case .tagName: tagNameState()
    case .rcdataLessThanSign: lessThanSignState(inside: .rcdata, endTagOpen: .rcdataEndTagOpen)
    case .rcdataEndTagOpen: endTagOpenState(inside: .rcdata, endTagName: .rcdataEndTagName)
    case .rcdataEndTagName: endTagNameState(inside: .rcdata)
    case .rawtextLessThanSign: lessThanSignState(inside: .rawtext, endTagOpen: .rawtextEndTagOpen)
    case .rawtextEndTagOpen: endTagOpenState(inside: .rawtext, endTagName: .rawtextEndTagName)
    case .rawtextEndTagName: endTagNameState(inside: .rawtext)
    case .scriptDataLessThanSign: scriptDataLessThanSignState()
    case .scriptDataEndTagOpen: endTagOpenState(inside: .scriptData, endTagName: .scriptDataEndTagName)
    case .scriptDataEndTagName: endTagNameState(inside: .scriptData)
    case .scriptDataEscapeStart: scriptDataEscapeStartState(next: .scriptDataEscapeStartDash)
    case .scriptDataEscapeStartDash: scriptDataEscapeStartState(next: .scriptDataEscapedDashDash)
    case .scriptDataEscaped: scriptDataEscapedState()
    case .scriptDataEscapedDash: scriptDataEscapedDashState(isSecond: false)
    case .scriptDataEscapedDashDash: scriptDataEscapedDashState(isSecond: true)
    case .scriptDataEscapedLessThanSign: scriptDataEscapedLessThanSignState()
    case .scriptDataEscapedEndTagOpen:
      endTagOpenState(inside: .scriptDataEscaped, endTagName: .scriptDataEscapedEndTagName)
    case .scriptDataEscapedEndTagName: endTagNameState(inside: .scriptDataEscaped)
    case .scriptDataDoubleEscapeStart:
      scriptDataDoubleEscapeEdgeState(script: .scriptDataDoubleEscaped, other: .scriptDataEscaped)
    case .scriptDataDoubleEscaped: scriptDataDoubleEscapedState()
    case .scriptDataDoubleEscapedDash: scriptDataDoubleEscapedDashState(isSecond: false)
    case .scriptDataDoubleEscapedDashDash: scriptDataDoubleEscapedDashState(isSecond: true)
    case .scriptDataDoubleEscapedLessThanSign: scriptDataDoubleEscapedLessThanSignState()
    case .scriptDataDoubleEscapeEnd:
      scriptDataDoubleEscapeEdgeState(script: .scriptDataEscaped, other: .scriptDataDoubleEscaped)
    case .beforeAttributeName: beforeAttributeNameState()
    case .attributeName: attributeNameState()
    case .afterAttributeName: afterAttributeNameState()
    case .beforeAttributeValue: beforeAttributeValueState()
    case .attributeValueDoubleQuoted: attributeValueQuotedState("\"")
    case .attributeValueSingleQuoted: attributeValueQuotedState("'")
    case .attributeValueUnquoted: attributeValueUnquotedState()
    case .afterAttributeValueQuoted: afterAttributeValueQuotedState()
    case .selfClosingStartTag: selfClosingStartTagState()
    case .bogusComment: bogusCommentState()
    case .markupDeclarationOpen: markupDeclarationOpenState()
    case .commentStart: commentStartState()
    case .commentStartDash: commentStartDashState()
    case .comment: commentState()
    case .commentLessThanSign: commentLessThanSignState()
    case .commentLessThanSignBang: commentLessThanSignBangState()
    case .commentLessThanSignBangDash: commentLessThanSignBangDashState()
    case .commentLessThanSignBangDashDash: commentLessThanSignBangDashDashState()
    case .commentEndDash: commentEndDashState()
    case .commentEnd: commentEndState()
    case .commentEndBang: commentEndBangState()
    case .doctype: doctypeState()
    case .beforeDoctypeName: beforeDoctypeNameState()
    case .doctypeName: doctypeNameState()
    case .afterDoctypeName: afterDoctypeNameState()
    case .afterDoctypePublicKeyword: afterDoctypePublicKeywordState()
    case .beforeDoctypePublicIdentifier: beforeDoctypePublicIdentifierState()
    case .doctypePublicIdentifierDoubleQuoted: doctypePublicIdentifierState("\"")
    case .doctypePublicIdentifierSingleQuoted: doctypePublicIdentifierState("'")
    case .afterDoctypePublicIdentifier: afterDoctypePublicIdentifierState()
    case .betweenDoctypePublicAndSystemIdentifiers: betweenDoctypePublicAndSystemIdentifiersState()
    case .afterDoctypeSystemKeyword: afterDoctypeSystemKeywordState()
    case .beforeDoctypeSystemIdentifier: beforeDoctypeSystemIdentifierState()
    case .doctypeSystemIdentifierDoubleQuoted: doctypeSystemIdentifierState("\"")
    case .doctypeSystemIdentifierSingleQuoted: doctypeSystemIdentifierState("'")
    case .afterDoctypeSystemIdentifier: afterDoctypeSystemIdentifierState()
    case .bogusDoctype: bogusDoctypeState()
    case .cdataSection: cdataSectionState()
    case .cdataSectionBracket: cdataSectionBracketState()
    case .cdataSectionEnd: cdataSectionEndState()
    case .characterReference: characterReferenceState()
    case .namedCharacterReference: namedCharacterReferenceState()
    case .ambiguousAmpersand: ambiguousAmpersandState()
    case .numericCharacterReference: numericCharacterReferenceState()
    case .hexadecimalCharacterReferenceStart: characterReferenceStartState(.hexadecimalCharacterReference)
    case .decimalCharacterReferenceStart: characterReferenceStartState(.decimalCharacterReference)
    case .hexadecimalCharacterReference: numericCharacterReferenceDigitState(base: 16)
    case .decimalCharacterReference: numericCharacterReferenceDigitState(base: 10)
    case .numericCharacterReferenceEnd: numericCharacterReferenceEndState()
    }
  }
}
