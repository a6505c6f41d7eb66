/// What libFuzzer calls with bytes of its own making.
///
/// The target is in the package only where `ROUNDTRIP_FUZZ` is set. An optimised build keeps preconditions, traps and
/// coverage:
///
///     ROUNDTRIP_FUZZ=1 swift build -c release --product fuzz --sanitize fuzzer --scratch-path .build-fuzz
///
/// Then choose a subject (Subject+All.swift) by the same variable, with a folder in which the inputs that reach new
/// code are kept, and may lie at the start:
///
///     ROUNDTRIP_FUZZ=url SWIFT_BACKTRACE=enable=no .build-fuzz/release/fuzz CORPUS \
///       -max_total_time=600 -timeout=10 -rss_limit_mb=4096 -max_len=8192
///
/// A finding is left as `crash-…`, `timeout-…` or `oom-…`; give that file in place of the folder to run it alone, with
/// `-minimize_crash=1` to make it smaller.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Subject.chosen.take(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
