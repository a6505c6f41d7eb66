import Tracing
import Wire

// What the servers' facts mean in words, the same in the diagram and in the breakdown.

extension RoutingEvent.Action {
  var words: String {
    switch self {
    case .file: "serve a file of the site"
    case .forward: "forward to the app server"
    }
  }
}

extension HandlerEvent.Outcome {
  var words: String {
    switch self {
    case .shown: "a page that needs no look at the database"
    case .listed(let rows): "a list of \(rows.counted("row"))"
    case .found(let id): "number \(id) was found"
    case .created(let id): "number \(id) was created"
    case .changed: "it was changed"
    case .replaced: "it was replaced"
    case .deleted: "it was deleted, and there is nothing to send back"
    case .missing: "nothing has this number or name"
    case .loggedIn: "logged in; another page is next"
    case .session(let user): "the session names user \(user)"
    case .noSession: "no session: log in first"
    case .echoed(let bytes): "\(bytes.counted("byte")) sent back"
    case .waited(let milliseconds): "waited \(milliseconds) ms"
    case .unreadable: "the body is not what its media type says"
    case .unsupported: "a media type that nobody here reads"
    case .unacceptable(let fields): "understood, but not acceptable: \(fields.joined(separator: ", "))"
    case .options: "OPTIONS asks what is allowed"
    case .notFound: "no route has this path"
    case .methodNotAllowed: "the path is known, the method is not"
    case .failed(let fault): fault.message
    }
  }
}
