extension HTTP {
  /// Header or trailer fields as they were on the wire: order, duplicates and spelling kept (RFC 9110 section 5).
  public struct Fields: Sendable, Hashable {
    public struct Line: Sendable, Hashable {
      public var name: String
      /// Without the white space around it. A byte that is not UTF-8 was decoded as Latin-1, so each byte is kept.
      public var value: String
      public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
      }
    }

    public var lines: [Line]

    public init(_ lines: [Line] = []) { self.lines = lines }

    /// The value of the first line with that name, in any case.
    public subscript(name: String) -> String? { lines.first { $0.name.equalsIgnoringASCIICase(name) }?.value }

    /// The values of every line with that name, in order.
    public func values(_ name: String) -> [String] {
      lines.filter { $0.name.equalsIgnoringASCIICase(name) }.map(\.value)
    }

    public func contains(_ name: String) -> Bool { self[name] != nil }

    public mutating func add(_ name: String, _ value: String) { lines.append(Line(name, value)) }

    public mutating func remove(_ name: String) { lines.removeAll { $0.name.equalsIgnoringASCIICase(name) } }

    /// Leaves exactly one line with that name, where the first one stood.
    public mutating func set(_ name: String, _ value: String) {
      guard let first = lines.firstIndex(where: { $0.name.equalsIgnoringASCIICase(name) }) else {
        return add(name, value)
      }
      lines[first].value = value
      let rest = lines[(first + 1)...].filter { !$0.name.equalsIgnoringASCIICase(name) }
      lines.replaceSubrange((first + 1)..., with: rest)
    }
  }
}

extension HTTP.Fields: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, String)...) { self.init(elements.map { Line($0.0, $0.1) }) }
}
