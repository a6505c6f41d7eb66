extension IDNA {
  /// Joining_Type: how a letter ties to its neighbours; the order is that of ``Tables/joiningTypes``.
  enum JoiningType: UInt8 {
    case none, dual, right, left, transparent

    private static let runs = Runs(Tables.joiningTypes, radix: 8)

    init(_ scalar: Unicode.Scalar) { self = JoiningType(rawValue: Self.runs[scalar]) ?? .none }
  }

  /// The ContextJ rules for the two invisible joiners (RFC 5892 appendices A.1 and A.2).
  static func joinersAreInContext(_ label: [Unicode.Scalar]) -> Bool {
    let nonJoiner: Unicode.Scalar = "\u{200C}"
    let joiner: Unicode.Scalar = "\u{200D}"
    for (index, scalar) in label.enumerated() where scalar == nonJoiner || scalar == joiner {
      let virama: UInt8 = 9
      if index > 0, label[index - 1].combiningClass == virama { continue }
      guard scalar == nonJoiner else { return false }
      // (Joining_Type:{L,D})(Joining_Type:T)* ZWNJ (Joining_Type:T)*(Joining_Type:{R,D})
      let before = label[..<index].lazy.map { JoiningType($0) }.last { $0 != .transparent }
      let after = label[(index + 1)...].lazy.map { JoiningType($0) }.first { $0 != .transparent }
      guard before == .left || before == .dual, after == .right || after == .dual else { return false }
    }
    return true
  }
}
