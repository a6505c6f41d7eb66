import Tracing
import Wire

extension Path {
  static let server: [Path] = [
    Path("server.rule", about: .rule, "the edge's rule that matched the path: /static/*") { Value($0.rule?.pattern) },
    Path("server.action", about: .rule, "what that rule does with the request: file or forward") {
      Value($0.rule?.action.rawValue)
    },
    Path("server.rules.tried", about: .rule, "how many rules were looked at until one matched") { scope in
      Value(scope.first { if case .routing(.matched(let rules)) = $0 { rules.count } else { nil } })
    },
    Path("server.file", about: .rule, "the file that answers, where no program has to") { scope in
      Value(scope.first { if case .routing(.file(let path, _, _)) = $0 { path } else { nil } })
    },
    Path("server.forwarded", about: .forwarding, "true when the edge passed the request on to the app") { scope in
      scope.current == nil ? .nothing : .bool(scope.forwarded != nil)
    },
    Path("server.forwarded.headers[\"…\"]", about: .forwarding, "a field that the edge added on the way to the app") {
      scope, name in
      Value(scope.forwarded?.first { $0.name.equalsIgnoringASCIICase(name) }?.value)
    },
    Path("server.route", about: .handler, "the app's route that matched: GET /products/:id") { scope in
      Value(scope.attempts?.first(where: \.matched)?.route)
    },
    Path("server.routes.tried", about: .handler, "how many routes were looked at until one matched") {
      Value($0.attempts?.count)
    },
    Path("server.handler", about: .handler, "the function that was called") { scope in
      Value(scope.first { if case .handler(.called(let name, _)) = $0 { name } else { nil } })
    },
    Path("server.params[\"…\"]", about: .handler, "a parameter that the handler was given, by name") { scope, name in
      Value(
        scope.first {
          guard case .handler(.called(_, let parameters)) = $0 else { return nil }
          return parameters.first { $0.name == name }?.value
        })
    },
    Path("server.status", about: .handler, "the status that the handler, or the edge in its place, chose") { scope in
      Value(
        scope.first {
          switch $0 {
          case .handler(.finished(let status, _)), .routing(.upstreamFailed(let status, _)): status
          default: nil
          }
        })
    },
    Path("server.status.reason", about: .handler, "why it chose that status, in a word or two") { scope in
      Value(
        scope.first {
          switch $0 {
          case .handler(.finished(_, let outcome)): outcome.word
          case .routing(.upstreamFailed(_, let failure)): failure.word
          default: nil
          }
        })
    },
  ]
}

extension HandlerEvent.Outcome {
  fileprivate var word: String {
    switch self {
    case .shown: "shown"
    case .listed: "listed"
    case .found: "found"
    case .created: "created"
    case .changed: "changed"
    case .replaced: "replaced"
    case .deleted: "deleted"
    case .missing: "missing"
    case .loggedIn: "logged in"
    case .session: "session"
    case .noSession: "no session"
    case .echoed: "echoed"
    case .waited: "waited"
    case .unreadable: "unreadable"
    case .unsupported: "unsupported"
    case .unacceptable: "unacceptable"
    case .options: "options"
    case .notFound: "not found"
    case .methodNotAllowed: "method not allowed"
    case .failed: "failed"
    }
  }
}

extension RoutingEvent.Failure {
  fileprivate var word: String {
    switch self {
    case .absent: "absent"
    case .unreachable: "unreachable"
    case .late: "late"
    case .unreadable: "unreadable"
    case .closed: "closed"
    }
  }
}

extension Scope {
  fileprivate var rule: RoutingEvent.Rule? {
    first { if case .routing(.matched(let rules)) = $0 { rules.first(where: \.matched) } else { nil } }
  }

  fileprivate var forwarded: [RoutingEvent.Header]? {
    first { if case .routing(.forwarded(_, let added)) = $0 { added } else { nil } }
  }

  fileprivate var attempts: [HandlerEvent.Attempt]? {
    first { if case .handler(.routed(let attempts)) = $0 { attempts } else { nil } }
  }
}
