#if os(Linux)
  import CLinux
  import Glibc

  /// Our ends of all cables to hosts, through one socket that sees whole frames (packet(7)): each comes, and goes, with
  /// the number of the device at our end of its cable.
  ///
  /// One, and not one a cable, because the kernel takes a grace period of all processors to let such a socket go, some
  /// 15 ms. Even that much nobody waits for: another process, which shares nothing but our descriptors, closes it.
  final class PacketSocket: Sendable {
    let descriptor: Int32

    /// As many bytes of frames may wait to be read as a busy program needs: what finds no room is lost.
    private static let room: Int32 = 8 << 20
    /// Longer than any frame on an Ethernet cable.
    private static let longestFrame = 2048

    init() throws(SystemError) {
      descriptor = roundtrip_open_packets(Self.room)
      guard descriptor >= 0 else { throw SystemError("open a packet socket") }
    }

    deinit { roundtrip_close_elsewhere(descriptor) }

    /// The next frame that a host put on its cable, in the memory that it needs and no more: a recording keeps it.
    func receive() -> (frame: [UInt8], device: Int32)? {
      withUnsafeTemporaryAllocation(byteCount: Self.longestFrame, alignment: 1) { buffer in
        var device: Int32 = 0
        let got = roundtrip_receive_frame(descriptor, buffer.baseAddress, UInt(buffer.count), &device)
        return got > 0 ? (Array(buffer.prefix(got)), device) : nil
      }
    }

    /// Puts a frame on the cable of that device. A cable that takes no more loses it, as cables do.
    func send(_ frame: [UInt8], to device: Int32) {
      _ = roundtrip_send_frame(descriptor, frame, UInt(frame.count), device)
    }
  }
#endif
