import Synchronization

/// What is worked out when it is first asked for, and kept for whoever asks again.
final class Kept<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)

  func value(_ workOut: () -> Value) -> Value {
    value.withLock { kept in
      if let kept { return kept }
      let found = workOut()
      kept = found
      return found
    }
  }
}
