import COpenSSL
import Synchronization

/// Lets a seed give every random number that OpenSSL needs, so that a deterministic recording repeats to the byte:
/// hellos, key shares, certificates and signatures.
///
/// Only for lessons recorded under `--seed`, where both ends are ours and nothing is secret; it can't be undone in the
/// same process.
public enum TLSRandomness {
  private static let generator = Mutex(Randomness.system)
  private static let isTaken = Atomic(false)
  /// Whether OpenSSL's random numbers come from a seed.
  static var isSeeded: Bool { isTaken.load(ordering: .relaxed) }

  public static func take(from seed: UInt64) {
    generator.withLock { $0 = .seeded(seed) }
    isTaken.store(true, ordering: .relaxed)
    _ = roundtrip_use_random_method(method)
  }

  // OpenSSL keeps the pointer for as long as the process lives; nobody changes what it points to.
  private nonisolated(unsafe) static let method: UnsafeMutablePointer<RAND_METHOD> = {
    let method = UnsafeMutablePointer<RAND_METHOD>.allocate(capacity: 1)
    method.initialize(to: RAND_METHOD())
    method.pointee.bytes = { TLSRandomness.fill($0, $1) }
    method.pointee.pseudorand = { TLSRandomness.fill($0, $1) }
    method.pointee.status = { 1 }
    return method
  }()

  private static func fill(_ bytes: UnsafeMutablePointer<UInt8>?, _ count: Int32) -> Int32 {
    guard let bytes else { return 0 }
    generator.withLock { generator in
      for index in 0..<Int(max(0, count)) { bytes[index] = UInt8(truncatingIfNeeded: generator.next()) }
    }
    return 1
  }
}
