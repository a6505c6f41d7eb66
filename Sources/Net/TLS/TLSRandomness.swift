import COpenSSL
import Synchronization

/// Lets a seed give every random number that OpenSSL needs, so that a deterministic recording repeats to the byte:
/// hellos, key shares, certificates and signatures.
///
/// Only for lessons recorded under `--seed`, where both ends are ours and nothing is secret; it can't be undone in the
/// same process.
public enum TLSRandomness {
  private static let generator = Mutex(Randomness.system)

  public static func take(from seed: UInt64) {
    generator.withLock { $0 = .seeded(seed) }
    roundtrip_take_random_from { bytes, count in
      guard let bytes, count > 0 else { return }
      TLSRandomness.generator.withLock { generator in
        for index in 0..<Int(count) { bytes[index] = UInt8(truncatingIfNeeded: generator.next()) }
      }
    }
  }
}
