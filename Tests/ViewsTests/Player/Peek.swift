import Screen
import Testing
import Views

@Test func peek() {
  let player = Player(Sample.recording())
  for (size, keys) in [((80, 24), "  llllllllll "), ((120, 34), " llll  "), ((60,20), " lllllll"), ((80,24), " lo"), ((80,24), " l?"), ((80,24), " lb"), ((120,30), " lb\t\t")] {
    var player = player
    for key in keys {
      _ = player.frame(width: size.0, height: size.1)
      _ = player.press(key == "\t" ? .tab : .character(key))
      if size.0 == 80 || key != "l" { print(player.frame(width: size.0, height: size.1).text)
      print("=====") }
    }
    print(player.frame(width: size.0, height: size.1).text)
  }
}
