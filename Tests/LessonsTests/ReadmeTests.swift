import Foundation
import Lessons
import Testing

/// What the README tells a lesson's author to type.
@Suite("README")
struct ReadmeTests {
  @Test("the example lesson runs, and everything it claims holds")
  func example() throws {
    let readme = try String(
      contentsOf: Foundation.URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md"),
      encoding: .utf8)
    let fence = "````"
    let start = try #require(readme.range(of: "\(fence)markdown\n")?.upperBound)
    let end = try #require(readme.range(of: fence, range: start..<readme.endIndex)?.lowerBound)
    let lesson = try Lesson(parsing: Array(readme[start..<end].utf8), file: "hello.md")
    let check = try Check(lesson) { try Session().record($0) }
    #expect(check.problems == [])
    #expect(check.scenesRun == 1)
    #expect(check.claimsHeld == 2)
    #expect(check.answersHeld == 1)
  }
}
