/// Who is asked, and as whom: credentials, host and port.
extension BasicParser {
  /// <https://url.spec.whatwg.org/#authority-state>
  mutating func authority() throws(Fault) -> State? {
    let start = pointer
    let isSpecial = url.isSpecial
    let range = read {
      $0 == .solidus || $0 == .questionMark || $0 == .numberSign || ($0 == .reverseSolidus && isSpecial)
    }
    pointer = start
    // 1. Everything before the last "@" is name and password; earlier ones are part of them.
    guard let at = input[range].lastIndex(of: UInt8(ascii: "@")) else { return .host }
    note(.invalidCredentials, range.lowerBound..<at + 1)
    let credentials = range.lowerBound..<at
    let colon = input[credentials].firstIndex(of: .colon) ?? at
    marks.username = credentials.lowerBound..<colon
    url.username = PercentEncodeSet.userinfo.encode(input[credentials.lowerBound..<colon])
    if colon < at {
      marks.password = colon + 1..<at
      url.password = PercentEncodeSet.userinfo.encode(input[colon + 1..<at])
    }
    pointer = at + 1
    // 2.1
    if pointer == range.upperBound { throw failure(.hostMissing) }
    return .host
  }

  /// <https://url.spec.whatwg.org/#host-state>
  mutating func host() throws(Fault) -> State? {
    // 1.
    if stateOverride != nil, url.scheme == "file" { return .fileHost }
    let isSpecial = url.isSpecial
    var insideBrackets = false
    let range = read { byte in
      if byte == UInt8(ascii: "[") { insideBrackets = true }
      if byte == UInt8(ascii: "]") { insideBrackets = false }
      return (byte == .colon && !insideBrackets) || byte == .solidus || byte == .questionMark || byte == .numberSign
        || (byte == .reverseSolidus && isSpecial)
    }
    if c == .colon {
      // 2.
      if range.isEmpty { throw failure(.hostMissing) }
      if stateOverride == .hostname { throw failure(.hostInvalidCodePoint) }
      try setHost(range, isOpaque: !isSpecial)
      pointer += 1
      return .port
    }
    // 3.
    if range.isEmpty {
      if isSpecial { throw failure(.hostMissing) }
      if stateOverride != nil, url.includesCredentials || url.port != nil { throw failure(.hostMissing) }
    }
    try setHost(range, isOpaque: !isSpecial)
    return stateOverride == nil ? .pathStart : nil
  }

  mutating func setHost(_ range: Range<Int>, isOpaque: Bool) throws(Fault) {
    marks.host = range
    var found: [Fault] = []
    do throws(Fault) {
      url.host = try URL.Host(parsing: input[range], isOpaque: isOpaque, problems: &found)
    } catch {
      throw error.moved(byBytes: range.lowerBound)
    }
    problems += found.map { $0.moved(byBytes: range.lowerBound) }
  }

  /// <https://url.spec.whatwg.org/#port-state>
  mutating func port() throws(Fault) -> State? {
    // 1.
    let range = read { !$0.isASCIIDigit }
    guard c == nil || isAtSlash || c == .questionMark || c == .numberSign || stateOverride != nil else {
      // 3.
      throw failure(.portInvalid)
    }
    // 2.
    if !range.isEmpty {
      let number = input[range].reduce(0) { min($0 * 10 + Int($1 - 0x30), 1 << 16) }
      guard let port = UInt16(exactly: number) else { throw URL.ValidationError.portOutOfRange.fault(range) }
      url.port = port == URL.defaultPort(url.scheme) ? nil : port
      marks.port = range
      if stateOverride != nil { return nil }
    }
    if stateOverride != nil { throw failure(.portInvalid) }
    return .pathStart
  }
}
