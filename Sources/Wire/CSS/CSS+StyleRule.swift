extension CSS {
  /// Where a style sheet comes from (CSS Cascade 4, section 6.2): the browser, or the page.
  public enum Origin: String, Sendable, Hashable {
    case userAgent = "browser"
    case author = "page"
  }

  /// A rule made ready for matching: selectors, and declarations taken apart into properties.
  public struct StyleRule: Sendable, Hashable {
    /// None where an element says it about itself, by its attributes.
    public var selectors: [Selector]
    public var declarations: [StyleDeclaration]
    public var origin: Origin
    /// The sheet's address, or what else it is known by.
    public var sheet: String
    /// Where the rule stands in its sheet, in bytes.
    public var bytes: Range<Int>
  }

  /// A declaration and what it sets, or why it sets nothing.
  public struct StyleDeclaration: Sendable, Hashable {
    /// As written, with single spaces.
    public var text: String
    public var isImportant: Bool
    public var assignments: [Assignment] = []
    /// Why it sets nothing.
    public var fault: Fault?
    public var bytes: Range<Int>

    public init(_ declaration: Declaration) {
      text = declaration.text
      isImportant = declaration.isImportant
      bytes = declaration.bytes
      do throws(Fault) { assignments = try Property.expand(declaration) } catch { fault = error }
    }
  }

  /// A style sheet of the page, as it was fetched.
  public struct Source: Sendable, Hashable {
    /// Its address, or `<style>`.
    public var name: String
    public var bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// The style rules of a sheet, in order, and what was passed over.
  static func styleRules(_ source: Source, origin: Origin) -> (rules: [StyleRule], faults: [Fault]) {
    var rules: [StyleRule] = []
    var faults: [Fault] = []
    // `@media` holds rules in turn; those that are for screens are read where it stands.
    var waiting = Array(stylesheet(source.bytes).reversed())
    while let rule = waiting.popLast() {
      switch rule {
      case .invalid(let fault): faults.append(fault)
      case .at(let rule):
        if rule.name.equalsIgnoringASCIICase("media"), let block = rule.block, isForScreens(rule.prelude) {
          waiting += ruleList(block.values).reversed()
        } else {
          faults.append(Fault(.unsupported, "\"@\(rule.name)\" is not applied here", bytes: rule.bytes))
        }
      case .qualified(let rule):
        let selectors = Selector.list(rule.prelude)
        for case let fault? in selectors.lazy.map(\.fault) { faults.append(fault) }
        guard !selectors.contains(where: { $0.fault?.code == .malformed }) else { continue }
        rules.append(
          StyleRule(
            selectors: selectors, declarations: styleDeclarations(rule.block.values, &faults), origin: origin,
            sheet: source.name, bytes: rule.bytes))
      }
    }
    return (rules, faults)
  }

  static func styleDeclarations(_ values: [ComponentValue], _ faults: inout [Fault]) -> [StyleDeclaration] {
    var declarations: [StyleDeclaration] = []
    for item in declarationList(values) {
      switch item {
      case .declaration(let declaration):
        let ready = StyleDeclaration(declaration)
        if let fault = ready.fault { faults.append(fault) }
        declarations.append(ready)
      case .at(let rule):
        faults.append(Fault(.unsupported, "\"@\(rule.name)\" is not applied here", bytes: rule.bytes))
      case .invalid(let fault): faults.append(fault)
      }
    }
    return declarations
  }

  private static func isForScreens(_ prelude: [ComponentValue]) -> Bool {
    ["", "all", "screen"].contains(prelude.trimmed.text.asciiLowercased)
  }
}
