import Foundation
import Screen
import Testing
import Tracing
@testable import Views

/// What a question hides, who may answer it, and when.
extension PlayerTests {
  @Test("beside a question stand the lesson's steps, and the words stay as wide when it is answered")
  func wideQuestion() {
    func line(_ text: String, with words: String) -> Substring? {
      text.split(separator: "\n").first { $0.contains(words) }
    }
    let asked = screen(pressed([.character("9"), .character("G")], width: 120, height: 40), 120, 40)
    #expect(line(asked, with: ">  9  response  The answer")?.prefix(20).allSatisfy { $0 != "9" } ?? false)
    #expect(line(asked, with: "Predict:")?.contains("|") ?? false)
    let answered = screen(
      pressed([.character("9"), .character("G"), .character("1"), .enter], width: 120, height: 40), 120, 40)
    #expect(line(answered, with: "Predict:")?.prefix(48) == line(asked, with: "Predict:")?.prefix(48))
    #expect(!answered.contains(">  9  response"))
  }

  @Test("a number and Enter answer a prediction; how it went is said, and counts at the end")
  func prediction() {
    var player = pressed(Array("9G").map { .character($0) })
    #expect(screen(player).contains("Type a number and Enter, or Space to see."))
    #expect(!screen(player).contains("HTTP/1.1 200"))
    _ = player.press(.character("i"))
    #expect(screen(player).contains("Hint: Did the handler"))
    _ = player.press(.character("2"))
    #expect(player.answers.isEmpty)
    #expect(screen(player).hasSuffix(" 2 is \"404\": Enter answers so, G goes to step 2"))
    _ = player.press(.enter)
    #expect(screen(player).contains("2) 404 <- yours"))
    #expect(screen(player).contains("Not quite. The route matched two steps ago."))
    _ = player.press(.end)
    #expect(screen(player).contains("Predictions: 0 of 1 right"))
    _ = player.press(.backspace)
    for _ in 0..<4 { _ = player.press(.left) }
    for _ in 0..<2 { _ = player.press(.right) }
    #expect(screen(player).contains("2) 404 <- yours"), "the answer is remembered")
  }

  @Test("bytes, packets and page stay shut while they would answer the open question")
  func covered() {
    for key in "bzp" {
      var player = pressed(Array("9G\(key)").map { .character($0) })
      #expect(screen(player).contains("that would tell the answer"))
      #expect(player.press(.character("q")) == nil)
      player = pressed(Array("9G1 b").map { .character($0) })
      #expect(screen(player).contains("HTTP response, Edge to Browser"))
    }
  }

  @Test("at an open question the keys are those that answer it")
  func questionKeys() {
    let player = pressed(Array("9G").map { .character($0) })
    #expect(
      screen(player).hasSuffix(" Space show  Backspace back  o steps  / find  1-2 answer  i hint  ? help  q quit"))
    #expect(screen(pressed(Array("9G1 ").map { .character($0) })).contains("b bytes"))
  }

  @Test("a step does not show what the next one asks about, until that is answered")
  func curtain() throws {
    var recording = Sample.recording()
    let question = Step.Prediction(
      question: "How many rows?",
      options: [.init(text: "2", feedback: "Yes.", correct: true), .init(text: "5", feedback: "No.", correct: false)],
      hint: nil, answer: "2")
    recording.scenes[0].steps[7].body.append(.predict(question))
    var player = Player(recording)
    for key in "7G" { _ = player.press(.character(key)) }
    let before = player.frame(width: 120, height: 40).text
    #expect(before.contains("It calls productList"))
    #expect(!before.contains("SELECT") && !before.contains("a list of 2 rows"))
    for key in "l1 h" { _ = player.press(.character(key)) }
    let after = player.frame(width: 120, height: 40).text
    #expect(after.contains("SELECT") && after.contains("a list of 2 rows"))
  }

  @Test("an author's paragraph that begins as a question does is none")
  func authorsPredict() {
    var recording = Sample.recording()
    recording.scenes[0].steps[8].body.insert(.paragraph("Predict: nothing."), at: 0)
    let step = recording.scenes[0].steps[8]
    let lines = StepText(revealed: 0).pieces(step.body).lines(width: 80)
    #expect(lines.filter(\.isQuestion).map(\.text) == ["Predict: Which status will come back?"])
  }

  @Test("a number that G follows goes to its step, and answers nothing")
  func countsAtAQuestion() {
    for keys in ["9G10G", "9G010G", "9G1\u{7F}10G"] {
      let player = pressed(keys.map { $0 == "\u{7F}" ? .backspace : .character($0) })
      #expect(screen(player).contains("Step 10 of 11"))
      #expect(player.answers.isEmpty)
    }
  }

  @Test("digits are taken back one by one, and a number that is no answer uncovers none")
  func typing() {
    var player = pressed(Array("9G12").map { .character($0) })
    #expect(screen(player).hasSuffix(" 12: G goes to the last, 11"))
    for key in [Key.enter, Self.space] {
      _ = player.press(key)
      #expect(screen(player).hasSuffix(" 12 is no answer: 1-2, then Enter"))
      for key in "12" { _ = player.press(.character(key)) }
    }
    _ = player.press(.backspace)
    #expect(screen(player).hasSuffix(" 1 is \"200\": Enter answers so, G goes to step 1"))
    _ = player.press(.backspace)
    #expect(screen(player).hasSuffix(" no number any more"))
    for key in "12" { _ = player.press(.character(key)) }
    _ = player.press(.escape)
    #expect(screen(player).hasSuffix(" no number any more"), "Esc drops all of it")
    #expect(player.answers.isEmpty && screen(player).contains("Step 9 of 11"))
    _ = player.press(.enter)
    #expect(screen(player).contains("2) 404\n"), "Enter alone shows the outcome")
    #expect(player.answers.isEmpty)
  }

  @Test("an answer stays given, whatever number comes after it")
  func numberAfterAnAnswer() {
    var player = pressed(Array("9G1 ").map { .character($0) })
    #expect(screen(player).contains("Right."))
    for key in "10" { _ = player.press(.character(key)) }
    #expect(screen(player).hasSuffix(" 10: G goes to step 10"))
    _ = player.press(.character("G"))
    #expect(screen(player).contains("Step 10 of 11"))
    #expect(player.answers[9] == [0: 0])
    for key in "9G" { _ = player.press(.character(key)) }
    #expect(screen(player).contains("Right."))
  }

  @Test("of two questions each has a number of its own")
  func twoQuestions() {
    var recording = Sample.recording()
    let second = Step.Prediction(
      question: "How many rows?",
      options: [
        .init(text: "2", feedback: "Yes.", correct: true), .init(text: "3", feedback: "No.", correct: false),
      ], hint: nil, answer: "2")
    recording.scenes[0].steps[8].body.append(.predict(second))
    var player = Player(recording)
    _ = player.frame(width: 80, height: 60)
    for key in "9G1 2 " { _ = player.press(.character(key)) }
    #expect(player.answers[9] == [0: 0, 1: 1])
  }

  @Test("a question is answered once its options are on the page: until then a number is a step's")
  func notAskedYet() {
    var player = pressed(Array("9G2").map { .character($0) }, width: 80, height: 10)
    #expect(screen(player, 80, 10).hasSuffix(" 2: G goes to step 2"))
    _ = player.press(.character("i"))
    #expect(screen(player, 80, 10).contains("the question stands further down: Space"))
    _ = player.press(.up)
    _ = player.press(.backTab)
    #expect(!screen(player, 80, 10).contains("1-2 answer"))
    #expect(player.answers.isEmpty)
    _ = player.press(Self.space)
    #expect(screen(player, 80, 10).contains("1-2 answer") && screen(player, 80, 10).contains("2) 404"))
    for key in "1 " { _ = player.press(.character(key)) }
    #expect(player.answers[9] == [0: 0])
  }

  @Test("where answers are numbers, what Enter would answer with stands in the key line before it does")
  func answersThatAreNumbers() {
    var recording = Sample.recording()
    let long = "three, because a name has as many labels as dots and one more"
    let options = ["2", "1", long].map { Step.Prediction.Option(text: $0, feedback: "So.", correct: $0 == "2") }
    recording.scenes[0].steps[8].body = [
      .predict(.init(question: "How many?", options: options, hint: nil, answer: "2"))
    ]
    for (number, words) in [(1, "2"), (2, "1"), (3, "three, because a name has as …")] {
      var player = Player(recording)
      _ = player.frame(width: 80, height: 24)
      for key in "9G\(number)" { _ = player.press(.character(key)) }
      #expect(screen(player).hasSuffix(" \(number) is \"\(words)\": Enter answers so, G goes to step \(number)"))
      _ = player.press(.enter)
      #expect(player.answers[9] == [0: number - 1])
    }
    var player = Player(recording)
    _ = player.frame(width: 80, height: 24)
    for key in "9G4" { _ = player.press(.character(key)) }
    _ = player.press(.enter)
    #expect(player.answers.isEmpty && player.revealed == 0)
    #expect(screen(player).hasSuffix(" 4 is no answer: 1-3, then Enter"))
  }

  @Test("what a page holds is shown unpacked, also while a later step asks what comes of it")
  func unpacked() {
    var recording = Sample.recording()
    recording.scenes[0].steps[9].body.append(
      .predict(
        .init(
          question: "How many?",
          options: ["1", "2"].map { .init(text: $0, feedback: "So.", correct: $0 == "1") }, hint: nil, answer: "1")))
    var player = Player(recording)
    for key in "9G1 " { _ = player.press(.character(key)) }
    #expect(player.frame(width: 80, height: 90).text.contains("<h1>Products</h1>"))
  }
}
