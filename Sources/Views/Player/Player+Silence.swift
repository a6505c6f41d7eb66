import Screen

extension Player {
  /// Everything that a key can change: where nothing of it did, the learner is told.
  struct Moment: Hashable {
    var place: Int
    var revealed: Int
    var scroll: Int
    var rise: Int
    var overlays: [Overlay]
    var opensAsides: Bool
    var showsHint: Bool
    var showsReminder: Bool
    var isWaiting: Bool
  }

  var moment: Moment {
    Moment(
      place: place, revealed: revealed, scroll: min(scroll, lastScroll), rise: rise, overlays: overlays,
      opensAsides: opensAsides,
      showsHint: showsHint, showsReminder: showsReminder, isWaiting: isWaiting)
  }

  /// What is being done about the scenes that are not there yet.
  var progress: String {
    let place = cover.sceneCount > 1 ? "scene \(stages.count + 1) of \(cover.sceneCount)" : "the lesson"
    return "\(place) is being recorded"
  }

  /// What whoever waits for a scene is told.
  var waiting: String { "\(progress): it opens by itself   q quit" }

  /// What to say after a key that did nothing: why, and which key does.
  func silence(after key: Key) -> String {
    if overlays.isEmpty { return silenceOnStep(after: key) }
    return key.moves ? "this is as far as it goes: q closes" : "\(key.name) does nothing here: ? says what does"
  }

  private func silenceOnStep(after key: Key) -> String {
    switch key {
    case .character(" "), .enter, .right, .character("l"):
      isAtEnd
        ? "this is the end: Backspace goes back, \(cover.next == nil ? "c to another lesson" : "Enter to the next lesson")"
        : nextScene == nil ? "there is nothing to go on to: c leads to another lesson" : waiting
    case .backspace, .left, .character("h"): "this is the beginning: Space goes on"
    case .down, .character("j"), .pageDown: "nothing more below: Space goes on"
    case .up, .character("k"), .pageUp: "nothing above: Backspace goes back"
    case .home, .character("g"), .end, .character("G"): "you are there already"
    case .escape: "nothing to close: q quits"
    case .paste: "only / takes pasted text"
    case .character, .tab, .backTab, .delete, .control: "\(key.name) does nothing here: ? says what does"
    }
  }
}

extension Key {
  /// Whether it goes somewhere on any pane.
  fileprivate var moves: Bool {
    switch self {
    case .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .tab, .backTab, .backspace: true
    case .character(let character): "hjklgGnNmMzZ ".contains(character)
    case .enter, .escape, .delete, .control, .paste: false
    }
  }

  /// As it stands on a keyboard.
  var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .enter: "Enter"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Delete"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .control(let character): "Ctrl-\(character.uppercased())"
    case .paste: "pasted text"
    }
  }
}
