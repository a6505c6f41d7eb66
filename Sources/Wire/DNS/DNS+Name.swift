extension DNS {
  /// A domain name: labels from the leaf to the root, as they were spelled (RFC 1035 section 3.1).
  ///
  /// Names that differ only in the case of ASCII letters are equal (RFC 4343); ``labels`` keeps the spelling.
  public struct Name: Sendable {
    /// Most specific first, without the root's empty label: `www`, `shop`, `test`. A label may hold any byte.
    public let labels: [[UInt8]]

    /// The longest label, in bytes.
    public static let labelLimit = 63
    /// The longest name on the wire, in bytes: every label with its length byte, and the root's zero.
    public static let lengthLimit = 255
    /// The top of the tree, written `.`
    public static let root = Name(unchecked: [])

    /// For labels whose lengths are known to be within the limits.
    init(unchecked labels: [[UInt8]]) { self.labels = labels }

    /// Throws ``Fault/Code/limit`` past 63 bytes a label or 255 a name, ``Fault/Code/malformed`` at an empty label.
    public init(labels: [[UInt8]]) throws(Fault) {
      for label in labels {
        guard !label.isEmpty else {
          throw Fault(
            .malformed, "expected a label of 1 to 63 bytes, found an empty one", spec: Self.spec)
        }
        guard label.count <= Self.labelLimit else {
          throw Fault(
            .limit, "expected a label of 1 to 63 bytes, found \(label.count)", bytes: 0..<label.count, spec: Self.spec)
        }
      }
      self.init(unchecked: labels)
      guard wireLength <= Self.lengthLimit else {
        throw Fault(
          .limit, "expected a name of at most 255 bytes, found \(wireLength)", bytes: 0..<wireLength, spec: Self.spec)
      }
    }

    /// The bytes that the name takes on the wire, uncompressed.
    public var wireLength: Int { labels.reduce(1) { $0 + $1.count + 1 } }

    /// The name one step nearer the root; nil for the root.
    public var parent: Name? { labels.isEmpty ? nil : Name(unchecked: Array(labels.dropFirst())) }

    /// True of `ancestor` itself and of every name below it.
    public func isWithin(_ ancestor: Name) -> Bool {
      guard labels.count >= ancestor.labels.count else { return false }
      return Name(unchecked: Array(labels.suffix(ancestor.labels.count))) == ancestor
    }

    /// This name with one more label before it. Throws as ``init(labels:)`` does.
    public func child(_ label: String) throws(Fault) -> Name { try Name(labels: [Array(label.utf8)] + labels) }

    static let spec = Spec.rfc(1035, "3.1")
  }
}

extension DNS.Name: Hashable {
  public static func == (left: DNS.Name, right: DNS.Name) -> Bool {
    left.labels.count == right.labels.count
      && zip(left.labels, right.labels).allSatisfy { one, other in
        one.count == other.count && zip(one, other).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
      }
  }

  public func hash(into hasher: inout Hasher) {
    for label in labels {
      hasher.combine(label.count)
      for byte in label { hasher.combine(byte.asciiLowercased) }
    }
  }
}
