extension URL {
  /// What the URL Standard calls a mistake, by its names there (section 1.1). Most do not stop the parser.
  enum ValidationError: String {
    case domainToASCII = "domain-to-ASCII"
    case domainInvalidCodePoint = "domain-invalid-code-point"
    case hostInvalidCodePoint = "host-invalid-code-point"
    case ipv4EmptyPart = "IPv4-empty-part"
    case ipv4TooManyParts = "IPv4-too-many-parts"
    case ipv4NonNumericPart = "IPv4-non-numeric-part"
    case ipv4NonDecimalPart = "IPv4-non-decimal-part"
    case ipv4OutOfRangePart = "IPv4-out-of-range-part"
    case ipv6Unclosed = "IPv6-unclosed"
    case ipv6InvalidCompression = "IPv6-invalid-compression"
    case ipv6TooManyPieces = "IPv6-too-many-pieces"
    case ipv6MultipleCompression = "IPv6-multiple-compression"
    case ipv6InvalidCodePoint = "IPv6-invalid-code-point"
    case ipv6TooFewPieces = "IPv6-too-few-pieces"
    case ipv4InIPv6TooManyPieces = "IPv4-in-IPv6-too-many-pieces"
    case ipv4InIPv6InvalidCodePoint = "IPv4-in-IPv6-invalid-code-point"
    case ipv4InIPv6OutOfRangePart = "IPv4-in-IPv6-out-of-range-part"
    case ipv4InIPv6TooFewParts = "IPv4-in-IPv6-too-few-parts"
    case invalidURLUnit = "invalid-URL-unit"
    case specialSchemeMissingFollowingSolidus = "special-scheme-missing-following-solidus"
    case missingSchemeNonRelativeURL = "missing-scheme-non-relative-URL"
    case invalidReverseSolidus = "invalid-reverse-solidus"
    case invalidCredentials = "invalid-credentials"
    case hostMissing = "host-missing"
    case portOutOfRange = "port-out-of-range"
    case portInvalid = "port-invalid"
    case fileInvalidWindowsDriveLetter = "file-invalid-Windows-drive-letter"
    case fileInvalidWindowsDriveLetterHost = "file-invalid-Windows-drive-letter-host"

    /// What was expected, and what to do.
    private var advice: String {
      switch self {
      case .domainToASCII: "expected a host that has an ASCII form (UTS 46); check its spelling"
      case .domainInvalidCodePoint: "found a character that no domain may hold; remove it"
      case .hostInvalidCodePoint: "found a character that no host may hold; remove it"
      case .ipv4EmptyPart: "an IPv4 address ends in a dot; leave the dot away"
      case .ipv4TooManyParts: "expected at most four parts in an IPv4 address"
      case .ipv4NonNumericPart: "a host whose last part is a number is an IPv4 address; expected only numbers"
      case .ipv4NonDecimalPart: "an IPv4 part is octal or hexadecimal; write it in decimal"
      case .ipv4OutOfRangePart: "an IPv4 part is past 255"
      case .ipv6Unclosed: "expected \"]\" at the end of an IPv6 address"
      case .ipv6InvalidCompression: "an IPv6 address begins with one \":\"; expected two"
      case .ipv6TooManyPieces: "expected at most eight pieces in an IPv6 address"
      case .ipv6MultipleCompression: "expected \"::\" at most once in an IPv6 address"
      case .ipv6InvalidCodePoint: "expected hexadecimal digits and \":\" in an IPv6 address"
      case .ipv6TooFewPieces: "expected eight pieces in an IPv6 address, or \"::\" for the zeros left away"
      case .ipv4InIPv6TooManyPieces: "an IPv4 address inside IPv6 needs room for two pieces; expected six before it"
      case .ipv4InIPv6InvalidCodePoint: "expected decimal digits and dots in the IPv4 address inside IPv6"
      case .ipv4InIPv6OutOfRangePart: "an IPv4 part inside IPv6 is past 255"
      case .ipv4InIPv6TooFewParts: "expected four parts in the IPv4 address inside IPv6"
      case .invalidURLUnit: "found a character that a URL may not hold as it is; percent-encode or remove it"
      case .specialSchemeMissingFollowingSolidus: "expected exactly \"//\" after the scheme"
      case .missingSchemeNonRelativeURL: "expected a scheme such as \"https://\", or a base to start from"
      case .invalidReverseSolidus: "found \"\\\"; write \"/\""
      case .invalidCredentials: "a name or password in a URL ends up in logs and histories; leave it away"
      case .hostMissing: "expected a host"
      case .portOutOfRange: "expected a port of at most 65535"
      case .portInvalid: "expected decimal digits in the port"
      case .fileInvalidWindowsDriveLetter: "a drive letter here replaces the whole path; write \"file:///\" before it"
      case .fileInvalidWindowsDriveLetterHost: "a drive letter stands where the host should; write \"file:///\""
      }
    }

    private var code: Fault.Code {
      switch self {
      case .ipv6Unclosed, .ipv6TooFewPieces, .ipv4InIPv6TooFewParts, .hostMissing, .missingSchemeNonRelativeURL:
        .truncated
      case .ipv4OutOfRangePart, .ipv4InIPv6OutOfRangePart, .portOutOfRange, .ipv4TooManyParts, .ipv6TooManyPieces:
        .limit
      case .domainInvalidCodePoint, .hostInvalidCodePoint, .invalidCredentials: .forbidden
      default: .malformed
      }
    }

    func fault(_ bytes: Range<Int>) -> Fault {
      Fault(code, "\(advice) (\(rawValue))", bytes: bytes, spec: Spec("WHATWG URL", "validation errors"))
    }
  }
}
