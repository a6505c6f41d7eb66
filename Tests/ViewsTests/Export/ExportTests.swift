import Screen
import Testing
import Tracing
@testable import Views

@Suite("Exports: a recording on paper")
struct ExportTests {
  private func text(_ exporter: some Exporter, _ recording: Recording = Sample.recording()) -> String {
    String(decoding: exporter.bytes(of: recording), as: UTF8.self)
  }

  @Test("text has no escape and no line over its width", arguments: [40, 60, 80, 120, 200])
  func width(width: Int) {
    let exporters: [any Exporter] = [
      TextExport(program: "roundtrip", width: width), PlainExport(program: "roundtrip", width: width),
    ]
    for exporter in exporters {
      let text = text(exporter)
      #expect(!text.contains("\u{1B}"))
      for line in text.split(separator: "\n") { #expect(Width.of(String(line)) <= width, "\(line)") }
    }
  }

  @Test("the phases come in order, predictions with their answers, nothing folded")
  func content() {
    let text = text(TextExport(program: "roundtrip 0.1"))
    let steps = text.split(separator: "\n").filter { $0.hasPrefix("Step ") }
    #expect(steps.first == "Step 1 of 11: Take the address apart  [url]  live")
    #expect(steps.count == 11)
    #expect(text.contains("roundtrip 0.1, lesson sample"))
    #expect(text.contains("1) 200 <- so it was"))
    #expect(text.contains("A reason phrase is for people only."))
    #expect(text.contains("live + measured + modelled"))
    #expect(!text.contains("press a"))
  }

  @Test("normalised recordings say so, and show no times")
  func normalised() {
    let recording = Sample.recording(isNormalised: true)
    let first = text(TextExport(program: "roundtrip"), recording)
    #expect(first.contains("fixed by --seed"))
    #expect(!first.contains("ms\n"))
    #expect(first == text(TextExport(program: "roundtrip"), recording))
  }

  @Test("in ASCII every byte is 0x7F or below, and the columns stay")
  func ascii() {
    let plain = TextExport(program: "roundtrip", theme: Theme(isASCII: true)).bytes(of: Sample.recording())
    #expect(plain.allSatisfy { $0 < 0x80 })
    #expect(PlainExport(program: "roundtrip", isASCII: true).bytes(of: Sample.recording()).allSatisfy { $0 < 0x80 })
    let lines = plain.split(separator: 0x0A, omittingEmptySubsequences: false).count
    #expect(
      lines == text(TextExport(program: "roundtrip")).split(separator: "\n", omittingEmptySubsequences: false).count)
  }

  @Test("the ANSI export is the text export with SGR and nothing else")
  func ansi() {
    let bytes = ANSIExport(program: "roundtrip").bytes(of: Sample.recording())
    var bare: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x1B {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "m")) ?? bytes.endIndex - 1
        #expect(bytes[(index + 1)..<end].allSatisfy { $0 == 0x5B || $0 == 0x3B || (0x30...0x39).contains($0) })
        index = end + 1
      } else {
        bare.append(bytes[index])
        index += 1
      }
    }
    #expect(String(decoding: bare, as: UTF8.self) == text(TextExport(program: "roundtrip")))
  }

  @Test("plain: each step begins as it is spoken, each arrow is a sentence")
  func plain() {
    let text = text(PlainExport(program: "roundtrip"))
    #expect(text.contains("\nStep 5 of 11: Request\n"))
    #expect(text.contains("\nBrowser to Edge: GET /products?page=2, after 2.5 ms\n"))
  }
}
