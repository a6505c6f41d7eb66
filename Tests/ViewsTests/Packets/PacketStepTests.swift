import Foundation
import PacketSamples
import Screen
import Testing
import Tracing
@testable import Views

/// Steps that share what there is to see of one connection.
@Suite("Steps about one connection")
struct PacketStepTests {
  /// A connection whose first packet is lost, looked at by two steps, and the request that went over it.
  private func recording(asking question: Step.Prediction? = nil) -> Recording {
    var recording = PacketScreenTests.recording(PacketSample.whole().trace, shows: [.connection])
    var again = recording.scenes[0].steps[0]
    again.title = "Once more"
    recording.scenes[0].steps.insert(again, at: 1)
    if let question { recording.scenes[0].steps[2].body.append(.predict(question)) }
    return recording
  }

  private func screen(_ keys: String, of recording: Recording, width: Int = 80, height: Int = 60) -> String {
    var player = Player(recording)
    _ = player.frame(width: width, height: height)
    for key in keys { _ = player.press(.character(key)) }
    return player.frame(width: width, height: height).text
  }

  @Test("what was recorded of it is told once, and later where that is", arguments: [80, 120])
  func once(width: Int) {
    let (first, second) = (screen("1G", of: recording(), width: width), screen("2G", of: recording(), width: width))
    for words in ["The two ends", "Words in the packets", "What the kernel knows of it"] {
      #expect(first.contains(words))
      #expect(!second.contains(words))
    }
    #expect(!first.contains("stands in the step") && second.contains("stands in the step \"Hello?\"."))
  }

  @Test("on paper it stands below the last of them, once")
  func paper() {
    let text = String(decoding: TextExport(program: "roundtrip").bytes(of: recording()), as: UTF8.self)
    #expect(text.components(separatedBy: "The two ends").count == 2)
    #expect(!text.contains("stands in the step"))
  }

  @Test("a packet that was lost stands in its step's diagram, while the next step's question hides what came after it")
  func lostBeforeAQuestion() {
    let question = Step.Prediction(
      question: "How many?", options: ["1", "2"].map { .init(text: $0, feedback: "So.", correct: $0 == "1") },
      hint: nil, answer: "1")
    let (hidden, whole) = (screen("1G", of: recording(asking: question)), screen("1G", of: recording()))
    for shown in [hidden, whole] {
      #expect(shown.contains("SYN-SENT     |-- SYN seq 0 win 502 mss 1460 sack -x    |"))
      #expect(shown.contains("|-- SYN again seq 0 win 502"))
    }
    #expect(whole.contains("FIN-WAIT-1") && !hidden.contains("FIN-WAIT-1"))
    #expect(screen("3G1 h1G", of: recording(asking: question)).contains("FIN-WAIT-1"))
  }
}
