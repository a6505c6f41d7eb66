extension Command {
  static let man = Command(
    id: .man, summary: "print the manual page", operands: "", operandCount: 0...0,
    examples: [
      "roundtrip man | man -l -", "roundtrip man > ~/.local/share/man/man1/roundtrip.1",
    ],
    options: []
  ) { _ in
    try Files.print(ManPage.text)
    return .ok
  }
}
