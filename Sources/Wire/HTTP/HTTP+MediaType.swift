extension HTTP {
  /// What kind of content: `text/html; charset=utf-8` (RFC 9110 section 8.3.1).
  public struct MediaType: Sendable, Hashable, CustomStringConvertible {
    /// `text`, in lower case.
    public var type: String
    /// `html`, in lower case.
    public var subtype: String
    public var parameters: [Parameter]

    /// nil where there is no `type/subtype`.
    public init?(_ text: String) {
      let parts = HTTP.split(text, at: UInt8(ascii: ";"))
      let names = (parts.first ?? "").split(separator: "/", omittingEmptySubsequences: false)
      guard names.count == 2, names.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isToken) }) else { return nil }
      type = names[0].asciiLowercased
      subtype = names[1].asciiLowercased
      parameters = HTTP.parameters(parts.dropFirst())
    }

    /// `text/html`, without parameters.
    public var essence: String { "\(type)/\(subtype)" }

    /// In lower case: `utf-8`.
    public var charset: String? { parameters.first { $0.name == "charset" }?.value.asciiLowercased }

    public var description: String {
      parameters.reduce(into: essence) { text, parameter in
        let isToken = !parameter.value.isEmpty && parameter.value.utf8.allSatisfy(\.isToken)
        let value = parameter.value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        text += "; \(parameter.name)=" + (isToken ? parameter.value : "\"\(value)\"")
      }
    }
  }
}
