import Lessons
import Screen
import Tracing
import Views
import Wire

/// Lessons on a terminal that can only append, or for somebody who hears them: a page at a time, choices typed.
struct LineByLine: ~Copyable {
  private let setting: Setting
  private var lines: LineReader

  init(_ setting: Setting) throws(Stop) {
    self.setting = setting
    lines = try LineReader("-")
  }

  /// What a typed line asks for.
  private enum Turn { case on, back, quit }

  /// A lesson, page by page, until its end or until the person leaves.
  mutating func play(_ lesson: Lesson, in studio: Studio) throws(Stop) {
    let export = PlainExport(
      program: Version.program, width: Terminal.size().columns, isASCII: setting.appearance.isASCII)
    let pages = export.pages(of: try studio.record(lesson))
    var index = 0
    while index < pages.count {
      try Files.write(pages[index].text)
      switch try turn(after: pages[index], isLast: index + 1 == pages.count) {
      case .on: index += 1
      case .back: index = max(0, index - 1)
      case .quit: return
      }
    }
  }

  private mutating func turn(after page: PlainPage, isLast: Bool) throws(Stop) -> Turn {
    while true {
      try Files.print(prompt(page.question, isLast: isLast))
      guard let line = try lines.next() else { return .quit }
      let typed = String(decoding: line, as: UTF8.self).asciiLowercased.filter { $0 != " " }
      switch (typed, page.question) {
      case ("q", _), ("quit", _): return .quit
      case ("b", _), ("back", _): return .back
      case ("", let question):
        if let question { try Files.write(question.outcome) }
        return .on
      case ("i", let question?) where question.hint != nil: try Files.write(question.hint ?? [])
      case (let typed, let question):
        if let question, let place = Self.place(typed, of: question.answers.count) {
          try Files.write(question.answers[place])
          return .on
        }
        try Files.print("\"\(typed.escapingControls)\" means nothing here.")
      }
    }
  }

  /// Which of so many was typed as a number from 1, counted from 0; nil where that is none of them.
  private static func place(_ typed: String, of count: Int) -> Int? {
    guard let number = Int(typed), number > 0, number <= count else { return nil }
    return number - 1
  }

  private func prompt(_ question: PlainPage.Question?, isLast: Bool) -> String {
    guard let question else {
      return isLast ? "\nThe end. Enter or q leaves, b goes back." : "\nEnter goes on, b goes back, q ends."
    }
    let hint = question.hint == nil ? "" : " i gives a hint,"
    return "\nType a number from 1 to \(question.answers.count), or press Enter to see.\(hint) b goes back, q ends."
  }

  /// Which lesson the person chooses by its number, counted from 0; nil where they leave.
  mutating func choose(among lessons: [Lesson]) throws(Stop) -> Int? {
    let list = lessons.enumerated().map { number, lesson in
      " \(number + 1)) \(lesson.id): \(lesson.title)\(lesson.minutes.map { ", about \($0) minutes" } ?? "")"
        .escapingControls
    }
    try Files.print((["Lessons:"] + list).joined(separator: "\n"))
    while true {
      try Files.print("\nType the number of a lesson, or q to leave.")
      guard let line = try lines.next() else { return nil }
      let typed = String(decoding: line, as: UTF8.self).asciiLowercased.filter { $0 != " " }
      if ["q", "quit"].contains(typed) { return nil }
      if let place = Self.place(typed, of: lessons.count) { return place }
      try Files.print("There is no lesson \"\(typed.escapingControls)\".")
    }
  }
}
