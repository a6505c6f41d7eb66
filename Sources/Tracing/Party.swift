/// Somebody who takes part, with a lane of their own in the sequence diagram.
public struct Party: Sendable, Hashable {
  /// As in lessons and exports: `browser`, `edge`.
  public var id: String
  /// As on the screen: `Browser`.
  public var name: String

  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }

  public static let browser = Party(id: "browser", name: "Browser")
  public static let nameServer = Party(id: "name-server", name: "Name server")
  public static let edge = Party(id: "edge", name: "Edge")
  public static let app = Party(id: "app", name: "App")
  public static let database = Party(id: "database", name: "Database")
}
