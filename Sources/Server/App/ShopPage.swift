import Wire

/// An HTML page of the shop.
struct ShopPage {
  var title: String
  /// HTML; text from outside has been through ``escaped(_:)``.
  var main: String

  var bytes: [UInt8] {
    Array(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>\(ShopPage.escaped(title)) - Shop</title>
      <link rel="stylesheet" href="/static/shop.css">
      <script src="/static/shop.js" defer></script>
      </head>
      <body>
      <header><img src="/static/logo.png" alt="Shop" width="96" height="32"> <a href="/">Shop</a> \
      <a href="/products">Products</a> <a href="/account">Account</a></header>
      <main>
      <h1>\(ShopPage.escaped(title))</h1>
      \(main)
      </main>
      <footer>A shop that sells nothing</footer>
      </body>
      </html>

      """.utf8)
  }

  /// Text that may stand between tags and in quoted attributes: nothing in it is markup any more, or steers a terminal.
  static func escaped(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      default:
        let isControl = scalar.properties.generalCategory == .control && !scalar.properties.isWhitespace
        output.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
      }
    }
    return output
  }

  /// 2450 as `24.50`.
  static func price(_ cents: Store.Cell) -> String {
    guard case .integer(let cents) = cents else { return "" }
    return "\(cents / 100)." + (cents % 100 < 10 ? "0" : "") + "\(cents % 100)"
  }
}
