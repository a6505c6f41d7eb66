import Foundation
import Screen
import Testing
import Tracing
@testable import Views

@Suite("Player: keys in, screens out")
struct PlayerTests {
  func pressed(_ keys: [Key], width: Int = 80, height: Int = 24) -> Player {
    var player = Player(Sample.recording())
    _ = player.frame(width: width, height: height)
    for key in keys { _ = player.press(key) }
    return player
  }

  func screen(_ player: Player, _ width: Int = 80, _ height: Int = 24) -> String {
    var player = player
    return player.frame(width: width, height: height).text
  }

  static let space = Key.character(" ")

  @Test("the cover needs no recording; Space waits for one and then goes on by itself")
  func cover() {
    let recording = Sample.recording()
    var player = Player(cover: Cover(recording))
    #expect(player.frame(width: 80, height: 24).text.contains("Space to start"))
    _ = player.press(Self.space)
    #expect(player.frame(width: 80, height: 24).text.contains("the lesson is being recorded: it opens by itself"))
    player.add(recording.scenes[0])
    #expect(player.frame(width: 80, height: 24).text.contains("Step 1 of 11"))
  }

  /// The sample's scene, thrice.
  private static var long: Recording {
    var recording = Sample.recording()
    recording.scenes = ["One", "Two", "Three"].map { title in
      var scene = recording.scenes[0]
      scene.title = title
      return scene
    }
    return recording
  }

  @Test("a scene can be walked while the next is recorded, and Space at its end waits for that one")
  func scenes() {
    var player = Player(cover: Cover(Self.long))
    #expect(player.nextScene == 0)
    player.add(Self.long.scenes[0])
    #expect(player.nextScene == 1)
    _ = player.press(Self.space)
    #expect(screen(player).contains("Scene 1 of 3"))
    for key in "11G" { _ = player.press(.character(key)) }
    #expect(screen(player).contains("Step 11 of 33"))
    _ = player.press(Self.space)
    #expect(screen(player).hasSuffix(" scene 2 of 3 is being recorded: it opens by itself   q quit"))
    player.add(Self.long.scenes[1])
    #expect(screen(player).contains("Scene 2 of 3"))
    player.add(Self.long.scenes[2])
    #expect(player.nextScene == nil)
    #expect(screen(player).contains("Scene 2 of 3"), "nobody is led on who does not wait")
    _ = player.press(.end)
    #expect(screen(player).contains("The end"))
  }

  @Test(
    "what is not recorded yet is said to be so",
    arguments: [
      ("G", "the end is not there yet: scene 2 of 3 is being recorded"),
      ("12G", "step 12 is not there yet: scene 2 of 3 is being recorded"),
      ("11G  ", "scene 2 of 3 is being recorded: it opens by itself   q quit"),
      ("o", "(scene 2 of 3 is being recorded)"),
      ("/zq\r", "not found: zq (scene 2 of 3 is being recorded)"),
    ])
  func notYet(keys: String, words: String) {
    var player = Player(cover: Cover(Self.long))
    player.add(Self.long.scenes[0])
    for key in keys { _ = player.press(key == "\r" ? .enter : .character(key)) }
    #expect(screen(player).contains(words))
  }

  @Test("who goes back, or reads something else, is not led on")
  func noLongerWaiting() {
    for keys in [[Key.backspace], [.character("?")]] {
      var player = Player(cover: Cover(Self.long))
      player.add(Self.long.scenes[0])
      for key in Array("11G ").map(Key.character) + keys { _ = player.press(key) }
      let before = screen(player)
      player.add(Self.long.scenes[1])
      #expect(screen(player) == before)
    }
  }

  @Test("a lesson that could not be recorded says why")
  func failed() {
    var player = Player(cover: Cover(Sample.recording()))
    player.failed("port 53 is taken")
    #expect(player.frame(width: 80, height: 24).text.contains("could not be recorded. port 53 is taken"))
    _ = player.press(Self.space)
    #expect(screen(player).contains("there is nothing to go on to: c leads to another lesson"))
  }

  @Test("where a later scene could not be recorded, the reason stands at the end of those that were")
  func failedLater() {
    var player = Player(cover: Cover(Self.long))
    player.add(Self.long.scenes[0])
    for key in "11G " { _ = player.press(.character(key)) }
    player.failed("no descriptor is left")
    #expect(player.nextScene == nil)
    #expect(screen(player).contains("could not be recorded. no descriptor is left"))
    _ = player.press(.backspace)
    #expect(screen(player).contains("Step 11 of 33"))
  }

  @Test(
    "who does not wait for the scene that could not be recorded stays where they are, with what they opened",
    arguments: ["9G i", "9Gi", "9G a", "4Gj", "9G1  a", "2Gb"])
  func failedMeanwhile(keys: String) {
    var player = Player(cover: Cover(Self.long))
    player.add(Self.long.scenes[0])
    _ = player.frame(width: 80, height: 24)
    for key in keys { _ = player.press(.character(key)) }
    let before = screen(player)
    player.failed("no descriptor is left")
    #expect(screen(player) == before)
  }

  @Test(
    "Space walks to the end; Backspace shows every screen again, in reverse",
    arguments: [(80, 24), (120, 40), (200, 60), (40, 10)])
  func thereAndBack(width: Int, height: Int) {
    var player = Player(Sample.recording())
    var forward = [player.frame(width: width, height: height)]
    while forward.count < 500 {
      _ = player.press(Self.space)
      let frame = player.frame(width: width, height: height)
      if frame.text.contains("this is the end") { break }
      forward.append(frame)
    }
    #expect(forward.last?.text.contains("The end") ?? false)
    // Where Space had nothing left to do it said so; any key wipes that away.
    _ = player.press(.character("r"))
    _ = player.press(.character("r"))
    var back = [player.frame(width: width, height: height)]
    for _ in 1..<forward.count {
      _ = player.press(.backspace)
      back.append(player.frame(width: width, height: height))
    }
    #expect(back.map(\.text) == forward.reversed().map(\.text))
  }

  @Test(
    "a large screen shows below the breakdown the pane that the step is most about",
    arguments: [
      ("3", "-- z packets --", "Packets, from end to end"), ("5", "-- b bytes --", "000000  47 45 54 20"),
      ("10", "-- p page --", "Products"),
    ])
  func previews(step: String, rule: String, pane: String) throws {
    let shown = screen(pressed(step.map(Key.character) + [.character("G")], width: 200, height: 60), 200, 60)
    let start = try #require(shown.range(of: rule)?.lowerBound)
    #expect(shown[start...].contains(pane))
  }

  @Test("no size traps, and every frame has the size that was asked for")
  func sizes() {
    var player = pressed([Self.space, Self.space, Self.space])
    for keys in [[], [Key.character("o")], [.escape, .character("?")], [.escape, .character("b")]] {
      for key in keys { _ = player.press(key) }
      for width in 0...130 { #expect(player.frame(width: width, height: 24).width == width) }
      for height in 0...60 { #expect(player.frame(width: 80, height: height).height == height) }
      for size in 1...45 { _ = player.frame(width: size, height: size) }
    }
  }

  @Test("below 40x10 it says what it needs, and recovers")
  func tooSmall() {
    var player = pressed([Self.space, .right, .right])
    let before = player.frame(width: 80, height: 24)
    #expect(player.frame(width: 30, height: 8).text == "make the window larger (now\n30x8, needs 40x10)\n\n\n\n\n\n")
    #expect(player.frame(width: 80, height: 24) == before)
  }

  @Test(
    "a key that does nothing says what does",
    arguments: [
      ("Gx", "x does nothing here: ? says what does"), ("G ", "this is the end: Backspace goes back"),
      ("Gb", "bytes belong to a step"), ("Gp", "the page belongs to a step"), ("GG", "you are there already"),
      ("h", "this is the beginning: Space goes on"), (" k", "nothing above: Backspace goes back"),
      (" a", "nothing is folded here"), (" i", "no question is open here"), ("12", "12: G goes to the last, 11"),
      ("2Gbx", "x does nothing here: ? says what does"), ("2Gbh", "this is as far as it goes: q closes"),
      ("2Gp", "the browser has no page yet: step 10 is where it makes one"),
      ("3Gb", "this step has no bytes of its own"), ("rx", "x does nothing here"), ("/z", "searches"),
    ])
  func silence(keys: String, words: String) {
    #expect(screen(pressed(keys.map { .character($0) })).contains(words))
  }

  @Test("what could not be opened is closed by q, and gives way to any other key")
  func notice() {
    var player = pressed(Array("2Gp").map { .character($0) })
    #expect(player.press(.character("q")) == nil)
    #expect(!screen(player).contains("no page yet") && screen(player).contains("Step 2 of 11"))
    player = pressed(Array("2Gpl").map { .character($0) })
    #expect(screen(player).contains("Step 3 of 11"))
    #expect(player.press(.character("q")) == .quit)
  }

  @Test("q closes what says something, on panes too, and never ends the lesson with it")
  func noticesOnPanes() {
    for keys in [
      "2Gb", "2Gbz", "2Gbzz", "2Gbx", "2Gbh", "2Gb?", "2Gz", "10Gp", "10Gpx", "o", "ox", "3Gb", "9Gb", "9Gp",
    ] {
      var player = pressed(keys.map { .character($0) })
      #expect(player.press(.character("q")) == nil, "\(keys)")
    }
  }

  @Test(
    "the key line offers bytes, packets and the page where there are some, and each of these keys opens something",
    arguments: [
      ("1", "b"), ("2", "b"), ("3", "z"), ("4", "b"), ("5", "b"), ("6", "b"), ("7", "b"), ("8", ""), ("9", "b"),
      ("10", "bp"), ("11", "bp"),
    ])
  func offered(step: String, keys: String) throws {
    var player = pressed(step.map(Key.character) + [.character("G")])
    if step == "9" { _ = player.press(Self.space) }
    let line = try #require(screen(player).split(separator: "\n").last)
    let names: [Character: String] = ["b": "bytes", "z": "packets", "p": "page"]
    for (key, name) in names { #expect(line.contains(" \(key) \(name)") == keys.contains(key), "\(key): \(line)") }
    for key in names.keys {
      var opened = player
      _ = opened.press(.character(key))
      let isNotice = if case .notice? = opened.overlays.last { true } else { false }
      #expect(isNotice != keys.contains(key), "\(key)")
    }
  }

  @Test("the page before a scene has no bytes, and its key line none to offer")
  func openingKeys() {
    var recording = Sample.recording()
    recording.scenes[0].introduction = [.paragraph("Nothing is known yet.")]
    var player = Player(recording)
    _ = player.press(Self.space)
    #expect(screen(player).contains("Nothing is known yet."))
    #expect(
      screen(player).hasSuffix(" Space next  Backspace back  o steps  / find                      ? help  q quit"))
  }

  @Test("a lesson without a page says so")
  func noPage() {
    var recording = Sample.recording()
    recording.scenes[0].steps.removeAll { $0.phase == .render }
    var player = Player(recording)
    for key in "2Gp" { _ = player.press(.character(key)) }
    #expect(screen(player).contains("no page is made in this lesson"))
  }

  @Test("a lesson about the way of packets has its routers, and nobody behind the edge")
  func parties() {
    let way = Cover(id: "a", title: "A", minutes: nil, introduction: [], phases: [.tcp, .summary], stepCount: 2)
    #expect(way.parties == [.browser, .resolver, .homeRouter, .exchange, .siteRouter, .edge])
    #expect(Cover(Sample.recording()).parties.last == .database)
  }

  @Test("the end names the next lesson, and Enter opens it")
  func nextLesson() {
    let recording = Sample.recording()
    var cover = Cover(recording)
    cover.next = "The question, line by line"
    var player = Player(cover: cover)
    player.add(recording.scenes[0])
    #expect(player.press(.enter) == nil)
    _ = player.press(.end)
    #expect(screen(player).contains("Next: The question, line by line   Enter opens it"))
    #expect(player.press(.enter) == .nextLesson)
    #expect(pressed([.end]).pressing(.enter) == nil)
  }

  @Test(
    "a narrow screen has the keys without their words, and those for help and the way out whole",
    arguments: [
      (40, " Space more  Backspace    ? help  q quit"),
      (60, " Space more  Backspace back  o  /  b  p       ? help  q quit"),
      (70, " Space next  Backspace back  o  /  b bytes  p page      ? help  q quit"),
    ])
  func narrowReminder(width: Int, line: String) {
    let player = pressed(Array("10G").map { .character($0) })
    #expect(screen(player, width).split(separator: "\n").last.map(String.init) == line)
  }

  @Test(
    "a small screen says what it has no room for, and how many rows that takes",
    arguments: [
      ("5G", 60, 15, "the diagram: from 16 rows on"), ("5Gb", 40, 10, "what a field means: from 13 rows on"),
      ("3Gz", 40, 12, "what a packet says: from 13 rows on"),
    ])
  func smallScreens(keys: String, width: Int, height: Int, words: String) {
    let player = pressed(keys.map { .character($0) }, width: width, height: height)
    #expect(screen(player, width, height).contains("-- \(words) -"))
    #expect(!screen(player, width, 16).contains("rows on"))
  }

  @Test("? helps with the pane that has the keys, and q leads back to it")
  func helpOnPanes() {
    var player = pressed(Array("2Gb?").map { .character($0) })
    #expect(screen(player).contains("next and previous field"))
    _ = player.press(.character("q"))
    #expect(screen(player).contains("DNS query for www.shop.test"))
    player = pressed(Array("o?").map { .character($0) })
    #expect(screen(player).contains("go to the step under the cursor"))
  }

  @Test("12G jumps, g and G go to the ends, q quits")
  func jumps() {
    var player = pressed([.character("5"), .character("G")])
    #expect(screen(player).contains("Step 5 of 11"))
    _ = player.press(.character("G"))
    #expect(screen(player).contains("The end"))
    _ = player.press(.character("g"))
    #expect(screen(player).contains("Who takes part"))
    #expect(player.press(.character("c")) == .chooseLesson)
    #expect(player.press(.character("?")) == nil)
    #expect(player.press(.character("q")) == nil, "q closes the top layer first")
    #expect(player.press(.character("q")) == .quit)
    #expect(pressed([.character("/")]).pressing(.control("c")) == .quit)
    #expect(pressed([]).pressing(.paste("q")) == nil, "a pasted q is not a key press")
  }

  @Test("a long step scrolls and says so; asides fold; the reminder line can be hidden")
  func scrolling() {
    var player = pressed(Array("4G").map { .character($0) })
    #expect(screen(player).contains("more lines: Space"))
    for _ in 0..<40 { _ = player.press(.character("j")) }
    #expect(screen(player).contains("above: k"))
    #expect(screen(player).contains("Step 4 of 11"))
    player = pressed(Array("9G1 ").map { .character($0) })
    #expect(screen(player).contains("[+] More"))
    _ = player.press(.character("a"))
    #expect(screen(player).contains("A reason phrase is for people only."))
    _ = player.press(.character("r"))
    #expect(!screen(player).contains("Space next"))
  }

  @Test("in a normalised recording no times are shown")
  func normalised() {
    var player = Player(Sample.recording(isNormalised: true))
    for key in Array(" 5G") { _ = player.press(.character(key)) }
    #expect(!screen(player).contains(" ms"))
  }

  @Test("what a lesson or a peer wrote cannot steer the terminal")
  func hostile() {
    var recording = Sample.recording()
    recording.title = "a\u{1B}[2Jb\u{202E}"
    recording.scenes[0].steps[0].body = [.paragraph("x\u{7}y \u{1B}]0;z"), .code(language: "", "\u{9B}31m")]
    var player = Player(recording)
    _ = player.press(Self.space)
    let text = player.frame(width: 80, height: 24).text
    #expect(text.contains("a\\x1b[2Jb\\u{202e}"))
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !$0.properties.generalCategory.isControl })
  }
}

extension Player {
  fileprivate func pressing(_ key: Key) -> Intent? {
    var copy = self
    return copy.press(key)
  }
}

extension Unicode.GeneralCategory {
  fileprivate var isControl: Bool { self == .control || self == .format }
}
