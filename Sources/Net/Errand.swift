import Synchronization

#if os(Linux)
  import Glibc
#endif

/// Work that a thread of its own does while this one goes on.
///
/// One thread runs everything that anybody sees. This is for what can be seen by nobody: work that shares nothing, what
/// it needs going in as values and what it makes coming out as one, and whose moment therefore changes nothing. A
/// machine has two processors and more, and whoever waits for a whole recording waits half as long for such work.
///
/// Only on Linux, where it was found worth it; elsewhere, and where the system gives no more threads, it is done at
/// once.
public final class Errand<Value: Sendable>: Sendable {
  private let result: Result
  #if os(Linux)
    private let thread: Mutex<pthread_t?>
  #endif

  private final class Result: Sendable {
    let value = Mutex<Value?>(nil)
  }

  /// Begins.
  public init(_ work: @escaping @Sendable () -> Value) {
    let result = Result()
    self.result = result
    let body: @Sendable () -> Void = {
      let value = work()
      result.value.withLock { $0 = value }
    }
    #if os(Linux)
      let started = startThread(body)
      thread = Mutex(started)
      if started == nil { body() }
    #else
      body()
    #endif
  }

  /// Nothing goes on behind the back of whoever forgot about it.
  deinit { join() }

  /// What came of it: waits until it is over.
  public var value: Value {
    join()
    return result.value.withLock { value in
      // It was set before the thread was over.
      guard let value else { preconditionFailure("an errand ended without a value") }
      return value
    }
  }

  private func join() {
    #if os(Linux)
      thread.withLock { thread in
        if let running = thread { pthread_join(running, nil) }
        thread = nil
      }
    #endif
  }
}

#if os(Linux)
  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Nil where the system gives no more threads.
  private func startThread(_ run: @escaping @Sendable () -> Void) -> pthread_t? {
    let body = Unmanaged.passRetained(Body(run))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run()
        return nil
      }, body.toOpaque())
    guard code == 0 else {
      body.release()
      return nil
    }
    return thread
  }
#endif

extension Array where Element: Sendable {
  /// `map`, done by two: this thread begins at the front and another at the back, until they meet.
  public func mapFromBothEnds<Value: Sendable>(_ transform: @escaping @Sendable (Element) -> Value) -> [Value] {
    let left = Unclaimed(self[...])
    let back = Errand {
      var values: [Value] = []
      while let element = left.elements.withLock({ $0.popLast() }) { values.append(transform(element)) }
      return values
    }
    var values: [Value] = []
    while let element = left.elements.withLock({ $0.popFirst() }) { values.append(transform(element)) }
    return values + back.value.reversed()
  }
}

/// What neither thread has taken yet.
private final class Unclaimed<Element: Sendable>: Sendable {
  let elements: Mutex<ArraySlice<Element>>
  init(_ elements: ArraySlice<Element>) { self.elements = Mutex(elements) }
}
