import COpenSSL

/// The process's heap.
public enum Memory {
  /// Gives pages that nothing uses any more back to the system: after a crowd has gone. It takes milliseconds.
  public static func giveBack() { roundtrip_give_back_memory() }
}
