import Wire

@main
enum Main {
  static func main() {
    print("roundtrip")
  }
}
