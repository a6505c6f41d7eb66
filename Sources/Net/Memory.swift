#if os(Linux)
  import CLinux
#endif

/// The process's heap.
public enum Memory {
  /// Gives pages that nothing uses any more back to the system, where it does not take them by itself: after a crowd has
  /// gone. It takes milliseconds.
  public static func giveBack() {
    #if os(Linux)
      roundtrip_give_back_memory()
    #endif
  }
}
