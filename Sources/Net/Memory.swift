#if os(Linux)
  import CLinux
#endif

/// The process's heap.
public enum Memory {
  /// Takes memory in large pieces and gives none back before the end, where a system would have it in small ones: for a
  /// program that is over soon. To be called before there is a second thread.
  public static func keep() {
    #if os(Linux)
      roundtrip_keep_memory()
    #endif
  }

  /// Gives pages that nothing uses any more back to the system, where it does not take them by itself: after a crowd has
  /// gone. It takes milliseconds.
  public static func giveBack() {
    #if os(Linux)
      roundtrip_give_back_memory()
    #endif
  }
}
