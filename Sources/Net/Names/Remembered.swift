public import Tracing

/// What a cache says.
public enum Remembered<Value: Sendable>: Sendable {
  case cold
  case fresh(Value)
  /// Known once, but too long ago.
  case expired

  public var verdict: LookupEvent.Verdict {
    switch self {
    case .cold: .cold
    case .fresh: .fresh
    case .expired: .expired
    }
  }
}

extension Remembered: Equatable where Value: Equatable {}
