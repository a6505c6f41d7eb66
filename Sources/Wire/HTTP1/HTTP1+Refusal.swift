extension HTTP1 {
  /// Why a message can't be read on, and the status with which a server says so.
  struct Refusal: Error, Sendable, Hashable {
    var fault: Fault
    var status: Int

    init(
      _ code: Fault.Code, _ message: String, _ bytes: Range<Int>, status: Int = 400, _ spec: Spec? = nil
    ) {
      fault = Fault(code, message, bytes: bytes, spec: spec)
      self.status = status
    }

    /// A bad request.
    init(_ fault: Fault) {
      self.fault = fault
      status = 400
    }

    /// The same, as if the bytes had begun `bytes` later.
    func moved(by bytes: Int) -> Refusal {
      var copy = self
      copy.fault = fault.moved(byBytes: bytes)
      return copy
    }
  }
}
