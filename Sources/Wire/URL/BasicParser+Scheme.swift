/// From the first letter to where the authority or a relative path begins.
extension BasicParser {
  /// <https://url.spec.whatwg.org/#scheme-start-state>
  mutating func schemeStart() throws(Fault) -> State? {
    if let c, c.isASCIIAlpha { return .scheme }
    if stateOverride == nil { return .noScheme }
    throw failure(.invalidURLUnit)
  }

  /// <https://url.spec.whatwg.org/#scheme-state>
  mutating func scheme() throws(Fault) -> State? {
    // 1.
    let range = read { !$0.isSchemeCodePoint }
    guard c == .colon else {
      // 3. and 4.
      guard stateOverride == nil else { throw failure(.invalidURLUnit) }
      pointer = 0
      return .noScheme
    }
    // 2.
    let buffer = String(decoding: input[range], as: UTF8.self).asciiLowercased
    if stateOverride != nil {
      // 2.1 A scheme can't change what kind of URL it is.
      if url.isSpecial != URL.isSpecial(buffer) { return nil }
      if buffer == "file", url.includesCredentials || url.port != nil { return nil }
      if url.scheme == "file", url.host == .empty { return nil }
      url.scheme = buffer
      if url.port == URL.defaultPort(buffer) { url.port = nil }
      return nil
    }
    url.scheme = buffer
    marks.scheme = range
    pointer += 1
    if buffer == "file" {
      // 2.6
      if c != .solidus || remainingFirst != .solidus { note(.specialSchemeMissingFollowingSolidus) }
      return .file
    }
    // 2.7 and 2.8
    if url.isSpecial { return base?.scheme == buffer ? .specialRelativeOrAuthority : .specialAuthoritySlashes }
    // 2.9
    if c == .solidus {
      pointer += 1
      return .pathOrAuthority
    }
    // 2.10
    return .opaquePath
  }

  /// <https://url.spec.whatwg.org/#no-scheme-state>
  mutating func noScheme() throws(Fault) -> State? {
    guard let base, !base.hasOpaquePath || c == .numberSign else {
      throw URL.ValidationError.missingSchemeNonRelativeURL.fault(0..<input.count)
    }
    if base.hasOpaquePath {
      url.scheme = base.scheme
      url.path = base.path
      url.query = base.query
      pointer += 1
      return .fragment
    }
    return base.scheme == "file" ? .file : .relative
  }

  /// <https://url.spec.whatwg.org/#special-relative-or-authority-state>
  mutating func specialRelativeOrAuthority() -> State? {
    if c == .solidus, remainingFirst == .solidus {
      pointer += 2
      return .specialAuthorityIgnoreSlashes
    }
    note(.specialSchemeMissingFollowingSolidus)
    return .relative
  }

  /// <https://url.spec.whatwg.org/#path-or-authority-state>
  mutating func pathOrAuthority() -> State? {
    if c == .solidus {
      pointer += 1
      return .authority
    }
    return pathAfterSlash()
  }

  /// <https://url.spec.whatwg.org/#relative-state>
  mutating func relative() -> State? {
    guard let base else { return nil }
    url.scheme = base.scheme
    if isAtSlash {
      noteReverseSolidus()
      return .relativeSlash
    }
    url.username = base.username
    url.password = base.password
    url.host = base.host
    url.port = base.port
    url.path = base.path
    url.query = base.query
    return afterInheriting { parser in parser.url.shortenPath() }
  }

  /// The end of the relative state and of the file state: what was typed replaces the base's query and fragment, or
  /// its path from the last segment on.
  mutating func afterInheriting(replacingPath shorten: (inout BasicParser) -> Void) -> State? {
    switch c {
    case .questionMark?:
      pointer += 1
      return .query
    case .numberSign?:
      pointer += 1
      return .fragment
    case nil: return nil
    default:
      url.query = nil
      shorten(&self)
      return .path
    }
  }

  /// <https://url.spec.whatwg.org/#relative-slash-state>, with the pointer still at the slash.
  mutating func relativeSlash() -> State? {
    pointer += 1
    if isAtSlash, url.isSpecial {
      noteReverseSolidus()
      pointer += 1
      return .specialAuthorityIgnoreSlashes
    }
    if c == .solidus {
      pointer += 1
      return .authority
    }
    if let base {
      url.username = base.username
      url.password = base.password
      url.host = base.host
      url.port = base.port
    }
    return pathAfterSlash()
  }

  /// The path state, whose first slash was read before it was known to begin a path.
  mutating func pathAfterSlash() -> State? {
    marks.path = pointer - 1..<pointer
    return .path
  }

  /// <https://url.spec.whatwg.org/#special-authority-slashes-state>
  mutating func specialAuthoritySlashes() -> State? {
    if c == .solidus, remainingFirst == .solidus {
      pointer += 2
    } else {
      note(.specialSchemeMissingFollowingSolidus)
    }
    return .specialAuthorityIgnoreSlashes
  }

  /// <https://url.spec.whatwg.org/#special-authority-ignore-slashes-state>
  mutating func specialAuthorityIgnoreSlashes() -> State? {
    let extra = read { $0 != .solidus && $0 != .reverseSolidus }
    if !extra.isEmpty { note(.specialSchemeMissingFollowingSolidus, extra) }
    return .authority
  }
}

extension UInt8 {
  /// A letter, a digit, `+`, `-` or `.`.
  fileprivate var isSchemeCodePoint: Bool {
    isASCIIAlpha || isASCIIDigit || self == UInt8(ascii: "+") || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
  }
}
