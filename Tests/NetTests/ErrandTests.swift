import Net
import Testing

@Suite("Errands")
struct ErrandTests {
  @Test("An errand's value is what its work came to, however often it is asked for")
  func value() {
    let errand = Errand { (1...100).reduce(0, +) }
    #expect(errand.value == 5050)
    #expect(errand.value == 5050)
  }

  @Test("Two who begin at both ends leave nothing out, do nothing twice, and keep the order", arguments: 0..<9)
  func bothEnds(count: Int) {
    let numbers = Array(0..<count)
    #expect(numbers.mapFromBothEnds { $0 * $0 } == numbers.map { $0 * $0 })
  }

  @Test("Many errands at once each come to their own value")
  func many() {
    let errands = (0..<50).map { number in Errand { number * 2 } }
    #expect(errands.map(\.value) == (0..<50).map { $0 * 2 })
  }
}
