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
      pressed([.character("9"), .character("G"), .character("a"), .enter], width: 120, height: 40), 120, 40)
    #expect(line(answered, with: "Predict:")?.prefix(48) == line(asked, with: "Predict:")?.prefix(48))
    #expect(!answered.contains(">  9  response"))
  }

  @Test("a letter and Enter answer a prediction; how it went is said, and counts at the end")
  func prediction() {
    var player = pressed(Array("9G").map { .character($0) })
    #expect(screen(player).contains("Type a letter, or Space to see."))
    #expect(!screen(player).contains("HTTP/1.1 200"))
    _ = player.press(.character("i"))
    #expect(screen(player).contains("Hint: Did the handler"))
    _ = player.press(.character("b"))
    #expect(player.answers.isEmpty)
    #expect(screen(player).hasSuffix(" b: Enter answers with it"))
    _ = player.press(.enter)
    #expect(screen(player).contains("b) 404 <- yours"))
    #expect(screen(player).contains("Not quite. The route matched two steps ago."))
    _ = player.press(.end)
    #expect(screen(player).contains("Predictions: 0 of 1 right"))
    _ = player.press(.backspace)
    for _ in 0..<4 { _ = player.press(.left) }
    for _ in 0..<2 { _ = player.press(.right) }
    #expect(screen(player).contains("b) 404 <- yours"), "the answer is remembered")
  }

  @Test("bytes, packets and page stay shut while they would answer the open question")
  func covered() {
    for key in "zp" {
      var player = pressed(Array("9G\(key)").map { .character($0) })
      #expect(screen(player).contains("that would tell the answer"))
      #expect(player.press(.character("q")) == nil)
      player = pressed(Array("9Ga b").map { .character($0) })
      #expect(screen(player).contains("HTTP response, Edge to Browser"))
    }
  }

  @Test("at an open question the keys are those that answer it")
  func questionKeys() {
    let player = pressed(Array("9G").map { .character($0) })
    #expect(
      screen(player).hasSuffix(" Space show  Backspace back  o steps  / find  a-b answer  i hint  ? help  q quit"))
    #expect(screen(pressed(Array("9Ga ").map { .character($0) })).contains("b bytes"))
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
    for key in "la h" { _ = player.press(.character(key)) }
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

  @Test("digits are taken back one by one, a letter at once, and a number answers nothing")
  func typing() {
    var player = pressed(Array("9G12").map { .character($0) })
    #expect(screen(player).hasSuffix(" 12: G goes to the last, 11; answers are letters, a-b"))
    for key in [Key.enter, Self.space] {
      _ = player.press(key)
      #expect(screen(player).hasSuffix(" 12 is no answer: a-b, then Enter"))
      for key in "12" { _ = player.press(.character(key)) }
    }
    _ = player.press(.backspace)
    #expect(screen(player).hasSuffix(" 1: G goes to step 1; answers are letters, a-b"))
    _ = player.press(.backspace)
    #expect(screen(player).hasSuffix(" no number any more"))
    for key in [Key.escape, .backspace] {
      _ = player.press(.character("b"))
      _ = player.press(key)
      #expect(screen(player).hasSuffix(" no answer any more"))
    }
    #expect(player.answers.isEmpty && screen(player).contains("Step 9 of 11"))
    _ = player.press(.enter)
    #expect(screen(player).contains("b) 404\n"), "Enter alone shows the outcome")
    #expect(player.answers.isEmpty)
  }

  @Test("an answer stays given, whatever number comes after it")
  func numberAfterAnAnswer() {
    var player = pressed(Array("9Ga ").map { .character($0) })
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
    for key in "9Ga b " { _ = player.press(.character(key)) }
    #expect(player.answers[9] == [0: 0, 1: 1])
  }

  @Test("a question is answered once its options are on the page: until then a letter is the key that it is elsewhere")
  func notAskedYet() {
    var player = pressed(Array("9Ga").map { .character($0) }, width: 80, height: 10)
    #expect(screen(player, 80, 10).contains("a does nothing here"))
    _ = player.press(.character("i"))
    #expect(screen(player, 80, 10).contains("the question stands further down: Space"))
    _ = player.press(.up)
    _ = player.press(.backTab)
    #expect(!screen(player, 80, 10).contains("a-b answer"))
    #expect(player.answers.isEmpty)
    _ = player.press(Self.space)
    #expect(screen(player, 80, 10).contains("a-b answer") && screen(player, 80, 10).contains("b) 404"))
    for key in "a " { _ = player.press(.character(key)) }
    #expect(player.answers[9] == [0: 0])
  }

  @Test("where answers are numbers, to type the value of one is never taken for another")
  func answersThatAreNumbers() {
    var recording = Sample.recording()
    let options = ["1", "2", "3"].map { Step.Prediction.Option(text: $0, feedback: "So.", correct: $0 == "3") }
    recording.scenes[0].steps[8].body = [
      .predict(.init(question: "How many?", options: options, hint: nil, answer: "3"))
    ]
    for value in "123" {
      var player = Player(recording)
      _ = player.frame(width: 80, height: 24)
      for key in "9G\(value)" { _ = player.press(.character(key)) }
      _ = player.press(.enter)
      #expect(player.answers.isEmpty && player.revealed == 0)
      #expect(screen(player).hasSuffix(" \(value) is no answer: a-c, then Enter"))
    }
    for (letter, option) in ["a": 0, "C": 2] {
      var player = Player(recording)
      _ = player.frame(width: 80, height: 24)
      for key in "9G\(letter)" { _ = player.press(.character(key)) }
      #expect(screen(player).hasSuffix(" \(letter.lowercased()): Enter answers with it"))
      _ = player.press(.enter)
      #expect(player.answers[9] == [0: option])
    }
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
    for key in "9Ga " { _ = player.press(.character(key)) }
    #expect(player.frame(width: 80, height: 90).text.contains("<h1>Products</h1>"))
  }
}
