/// What is asked for: path, query and fragment.
extension BasicParser {
  /// <https://url.spec.whatwg.org/#path-start-state>
  mutating func pathStart() -> State? {
    if url.isSpecial {
      // 1.
      return slashThenPath()
    }
    // 2. to 5.
    switch c {
    case .questionMark? where stateOverride == nil:
      pointer += 1
      return .query
    case .numberSign? where stateOverride == nil:
      pointer += 1
      return .fragment
    case nil:
      if stateOverride != nil, url.host == nil { url.appendSegment("") }
      return nil
    default: return slashThenPath()
    }
  }

  private mutating func slashThenPath() -> State? {
    if isAtSlash {
      noteReverseSolidus()
      marks.path = pointer..<pointer + 1
      pointer += 1
    }
    return .path
  }

  /// <https://url.spec.whatwg.org/#path-state>
  ///
  /// Not applicable: 2.1 and 2.2, mistakes that change nothing, which ``URL/dissect(_:base:)`` looks for.
  mutating func path() -> State? {
    let start = marks.path?.lowerBound ?? pointer
    let isSpecial = url.isSpecial
    let mayEnd = stateOverride == nil
    while true {
      let range = read {
        $0 == .solidus || ($0 == .reverseSolidus && isSpecial)
          || (mayEnd && ($0 == .questionMark || $0 == .numberSign))
      }
      let buffer = input[range]
      noteReverseSolidus()
      if buffer.isDoubleDot {
        // 1.2
        url.shortenPath()
        if !isAtSlash { url.appendSegment("") }
      } else if buffer.isSingleDot {
        // 1.3
        if !isAtSlash { url.appendSegment("") }
      } else if url.scheme == "file", url.path == .segments([]), buffer.isDriveLetter, let letter = buffer.first {
        // 1.4
        url.appendSegment(String(decoding: [letter, .colon], as: UTF8.self))
      } else {
        url.appendSegment(PercentEncodeSet.path.encode(buffer))
      }
      guard isAtSlash else { break }
      pointer += 1
    }
    marks.path = start..<pointer
    return queryOrFragment()
  }

  /// <https://url.spec.whatwg.org/#cannot-be-a-base-url-path-state>
  mutating func opaquePath() -> State? {
    let range = read { $0 == .questionMark || $0 == .numberSign }
    var text = PercentEncodeSet.c0Control.encode(input[range])
    // A last space before "?" or "#" would be lost if those were taken away.
    if c != nil, text.utf8.last == UInt8(ascii: " ") { text = text.dropLast() + "%20" }
    url.path = .opaque(text)
    marks.path = range
    return queryOrFragment()
  }

  private mutating func queryOrFragment() -> State? {
    guard let c else { return nil }
    pointer += 1
    return c == .questionMark ? .query : .fragment
  }

  /// <https://url.spec.whatwg.org/#query-state>
  mutating func query() -> State? {
    let mayEnd = stateOverride == nil
    let range = read { mayEnd && $0 == .numberSign }
    url.query = (url.isSpecial ? PercentEncodeSet.specialQuery : .query).encode(input[range])
    marks.query = range
    return queryOrFragment()
  }

  /// <https://url.spec.whatwg.org/#fragment-state>
  mutating func fragment() -> State? {
    let range = pointer..<input.count
    url.fragment = PercentEncodeSet.fragment.encode(input[range])
    marks.fragment = range
    pointer = input.count
    return nil
  }
}

extension ArraySlice<UInt8> {
  /// A single-dot URL path segment: `.` in any of its spellings.
  var isSingleDot: Bool { withoutDot?.isEmpty == true }

  /// A double-dot URL path segment.
  var isDoubleDot: Bool { withoutDot?.isSingleDot == true }

  /// What follows a first `.` or `%2e`; nil where there is none.
  private var withoutDot: ArraySlice<UInt8>? {
    if first == UInt8(ascii: ".") { return dropFirst() }
    guard first == UInt8(ascii: "%") else { return nil }
    return prefix(3).elementsEqual("%2e".utf8) || prefix(3).elementsEqual("%2E".utf8) ? dropFirst(3) : nil
  }
}

extension URL {
  /// Shorten a URL's path (URL Standard, section 4.2): the last segment goes, a drive letter stays.
  mutating func shortenPath() {
    guard case .segments(var segments) = path else { return }
    if scheme == "file", segments.count == 1, segments[0].isNormalizedDriveLetter { return }
    path = .segments([])
    _ = segments.popLast()
    path = .segments(segments)
  }

  mutating func appendSegment(_ segment: String) {
    guard case .segments(var segments) = path else { return }
    // The array is taken out before it changes, so that it has one owner and is not copied.
    path = .segments([])
    segments.append(segment)
    path = .segments(segments)
  }
}
