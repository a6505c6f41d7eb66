/// One TCP connection, or one UDP conversation: the same value at both ends, numbered by the recorder.
public struct Connection: Sendable, Hashable {
  public enum Transport: String, Sendable, Hashable { case tcp, udp }
  /// 1 for the first of the recording.
  public var number: Int
  public var transport: Transport
  /// The end that opened it.
  public var client: Endpoint
  /// The end that listened.
  public var server: Endpoint

  public init(number: Int, transport: Transport, client: Endpoint, server: Endpoint) {
    self.number = number
    self.transport = transport
    self.client = client
    self.server = server
  }

  /// Its number alone tells it from the others of its recording.
  public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}
