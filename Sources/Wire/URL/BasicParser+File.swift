/// `file:` URLs, and the Windows drive letters that haunt them.
extension BasicParser {
  /// <https://url.spec.whatwg.org/#file-state>
  mutating func file() -> State? {
    // 1. and 2.
    url.scheme = "file"
    url.host = .empty
    // 3.
    if isAtSlash {
      noteReverseSolidus()
      pointer += 1
      return .fileSlash
    }
    // 5.
    guard let base, base.scheme == "file" else { return .path }
    // 4.
    url.host = base.host
    url.path = base.path
    url.query = base.query
    return afterInheriting { parser in
      if parser.startsWithDriveLetter {
        parser.note(.fileInvalidWindowsDriveLetter)
        parser.url.path = .segments([])
      } else {
        parser.url.shortenPath()
      }
    }
  }

  /// <https://url.spec.whatwg.org/#file-slash-state>
  mutating func fileSlash() -> State? {
    // 1.
    if isAtSlash {
      noteReverseSolidus()
      pointer += 1
      return .fileHost
    }
    // 2.
    if let base, base.scheme == "file" {
      url.host = base.host
      if !startsWithDriveLetter, case .segments(let segments) = base.path, let first = segments.first,
        first.isNormalizedDriveLetter
      {
        url.path = .segments([first])
      }
    }
    return pathAfterSlash()
  }

  /// <https://url.spec.whatwg.org/#file-host-state>
  mutating func fileHost() throws(Fault) -> State? {
    let range = read {
      $0 == .solidus || $0 == .reverseSolidus || $0 == .questionMark || $0 == .numberSign
    }
    // 1.1 The buffer is kept: the path state reads it.
    if stateOverride == nil, input[range].isDriveLetter {
      note(.fileInvalidWindowsDriveLetterHost, range)
      pointer = range.lowerBound
      return .path
    }
    // 1.2 and 1.3
    if range.isEmpty {
      url.host = .empty
    } else {
      try setHost(range, isOpaque: false)
      if url.host == .domain("localhost") { url.host = .empty }
    }
    return stateOverride == nil ? .pathStart : nil
  }

  /// "Starts with a Windows drive letter", from the pointer on.
  private var startsWithDriveLetter: Bool {
    let rest = input[pointer...]
    guard rest.prefix(2).isDriveLetter else { return false }
    guard let third = rest.dropFirst(2).first else { return true }
    return third == .solidus || third == .reverseSolidus || third == .questionMark || third == .numberSign
  }
}

extension Collection<UInt8> {
  /// A Windows drive letter: a letter, then `:` or `|`.
  var isDriveLetter: Bool {
    guard count == 2, let first, let second = dropFirst().first else { return false }
    return first.isASCIIAlpha && (second == .colon || second == UInt8(ascii: "|"))
  }
}

extension String {
  /// A Windows drive letter with `:`.
  var isNormalizedDriveLetter: Bool { utf8.isDriveLetter && utf8.last == .colon }
}
