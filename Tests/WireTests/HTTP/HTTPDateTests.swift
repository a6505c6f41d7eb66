import Testing
import Wire

@Suite struct HTTPDateTests {
  @Test(arguments: [
    "Sun, 06 Nov 1994 08:49:37 GMT",  // IMF-fixdate
    "Sunday, 06-Nov-94 08:49:37 GMT",  // RFC 850
    "Sun Nov  6 08:49:37 1994",  // asctime
  ])
  func `three ways to write one moment`(text: String) {
    #expect(HTTP.Date(text)?.seconds == 784_111_777)
    #expect(HTTP.Date(text)?.description == "Sun, 06 Nov 1994 08:49:37 GMT")
  }

  @Test(arguments: [
    "", "Sun, 31 Feb 2026 00:00:00 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
    "Sun, 06 Nov 1994 08:49:37 CET", "1994-11-06T08:49:37Z",
  ])
  func `anything else is no date`(text: String) { #expect(HTTP.Date(text) == nil) }

  @Test func `what is written is read back, leap days and all`() {
    for seconds in stride(from: -62_167_219_200, through: 253_402_300_799, by: 86_400 * 365 + 12_345) {
      let date = HTTP.Date(seconds: seconds)
      #expect(HTTP.Date(date.description) == date)
    }
    #expect(HTTP.Date(seconds: 951_782_400).description == "Tue, 29 Feb 2000 00:00:00 GMT")
    #expect(HTTP.Date(seconds: .max).description == "Fri, 31 Dec 9999 23:59:59 GMT")
  }
}
