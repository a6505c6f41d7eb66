import Tracing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Socket {
  /// The kernel's own figures for this end of the connection (TCP_INFO); nil where it gives none.
  var tcpInfo: TCPInfo? {
    #if canImport(Glibc)
      var info = tcp_info()
      var length = socklen_t(MemoryLayout<tcp_info>.size)
      guard getsockopt(descriptor, Int32(IPPROTO_TCP), TCP_INFO, &info, &length) == 0 else { return nil }
      return TCPInfo(
        state: Self.states.indices.contains(Int(info.tcpi_state)) ? Self.states[Int(info.tcpi_state)] : nil,
        roundTripTime: Int(info.tcpi_rtt), maximumSegmentSize: Int(info.tcpi_snd_mss),
        congestionWindow: Int(info.tcpi_snd_cwnd), retransmissions: Int(info.tcpi_total_retrans))
    #else
      var info = tcp_connection_info()
      var length = socklen_t(MemoryLayout<tcp_connection_info>.size)
      guard getsockopt(descriptor, Int32(IPPROTO_TCP), TCP_CONNECTION_INFO, &info, &length) == 0 else { return nil }
      // Darwin counts round trips in milliseconds and the window in bytes.
      let segment = Int(info.tcpi_maxseg)
      return TCPInfo(
        roundTripTime: Int(info.tcpi_srtt) * 1000, maximumSegmentSize: segment,
        congestionWindow: segment > 0 ? Int(info.tcpi_snd_cwnd) / segment : nil,
        retransmissions: Int(info.tcpi_txretransmitpackets))
    #endif
  }

  /// Linux's numbers for the states of RFC 9293 section 3.3.2 (`include/net/tcp_states.h`).
  private static let states: [String?] = [
    nil, "ESTABLISHED", "SYN-SENT", "SYN-RECEIVED", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT", "CLOSED", "CLOSE-WAIT",
    "LAST-ACK", "LISTEN", "CLOSING",
  ]
}
