import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A parser under fire: any bytes must give a result or a fault.
struct Subject: Sendable {
  var name: String
  var take: @Sendable ([UInt8]) -> Void

  /// The one that `ROUNDTRIP_FUZZ` names.
  static let chosen: Subject = {
    let name = getenv("ROUNDTRIP_FUZZ").map { String(cString: $0) } ?? ""
    guard let subject = all.first(where: { $0.name == name }) else {
      fatalError("ROUNDTRIP_FUZZ is one of \(all.map(\.name).joined(separator: ", ")), found \(name)")
    }
    return subject
  }()

  /// Ends the program with `message`, which `precondition` leaves out of an optimised build.
  static func require(_ condition: Bool, _ message: @autoclosure () -> String) {
    if !condition { fatalError(message()) }
  }

  /// The value of a dissection whose tree covers every bit it was given, and whose faults are all about those bits.
  @discardableResult
  static func covered<Value>(_ dissection: Dissection<Value>, _ bytes: [UInt8]) -> Value? {
    let field = dissection.field
    require(field.bits == 0..<bytes.count * 8, "\(field.name) covers \(field.bits) of \(bytes.count) bytes")
    isTiled(field, within: field.bits)
    switch dissection.value {
    case .success(let value): return value
    case .failure(let fault):
      require(holds(field.bits, fault.bits), "\(fault) is about other bytes")
      return nil
    }
  }

  /// Fields that have children are covered by them: in order, without a hole, none reaching out.
  private static func isTiled(_ field: Field, within whole: Range<Int>) {
    if let fault = field.fault { require(holds(whole, fault.bits), "\(fault) is about other bytes") }
    guard !field.children.isEmpty else { return }
    var place = field.bits.lowerBound
    for child in field.children {
      require(
        child.bits.lowerBound == place, "\(child.name) in \(field.name) begins at \(child.bits), not \(place)")
      place = child.bits.upperBound
      isTiled(child, within: whole)
    }
    require(
      place == field.bits.upperBound, "\(field.name) ends at \(field.bits.upperBound), its children at \(place)")
  }

  private static func holds(_ whole: Range<Int>, _ part: Range<Int>) -> Bool {
    whole.lowerBound <= part.lowerBound && part.upperBound <= whole.upperBound
  }
}
