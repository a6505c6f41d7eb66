import Testing
import Wire

@testable import roundtrip

@Suite("what a line of --jsonl asks for")
struct RequestMembersTests {
  @Test(
    "a member of the wrong kind is a fault that names it, whatever the kind of thing",
    arguments: [
      ("url", #"{"input":1}"#, "input"), ("url", #"{"input":null}"#, "input"),
      ("url", #"{"input":"http://h/","base":1}"#, "base"), ("url", #"{"href":1,"set":["port","1"]}"#, "href"),
      ("url", #"{"set":["port","1"]}"#, "href"), ("url", #"{"href":"http://h/","set":"port"}"#, "set"),
      ("url", #"{"href":"http://h/","set":["port",1]}"#, "set"),
      ("url", #"{"href":"http://h/","set":["port"]}"#, "set"),
      ("cookies", #"{"received":"a=1","url":"http://h/"}"#, "received"),
      ("cookies", #"{"received":["a=1",2],"url":"http://h/"}"#, "received"),
      ("cookies", #"{"received":[],"url":[]}"#, "url"), ("cookies", #"{"received":[],"url":"h"}"#, "url"),
      ("cookies", #"{"received":[],"url":"http://h/","sent-to":1}"#, "sent-to"),
      ("cookies", #"{"received":[],"url":"http://h/","now":true}"#, "now"),
      // Another zone would be another moment.
      ("cookies", #"{"received":[],"url":"http://h/","now":"2026-01-01T00:00:00+02:00"}"#, "now"),
      ("cookies", #"{"received":[],"url":"http://h/","now":"2026-01-01T12:30+02"}"#, "now"),
      ("cookies", #"{"received":[],"url":"http://h/","now":"2026-01-01T12:30-02"}"#, "now"),
      ("http1", #"{"hex":1}"#, "hex"), ("http1", #"{"hex":"0"}"#, "hex"), ("http1", #"{"hex":"","role":"x"}"#, "role"),
      ("http1", #"{"hex":"","role":1}"#, "role"), ("http1", #"{"hex":"","method":1}"#, "method"),
      ("http1", #"{"hex":"","limits":[]}"#, "limits"), ("http1", #"{"hex":"","limits":{"head":"1"}}"#, "head"),
      ("http1", #"{"hex":"","limits":{"head":-1}}"#, "head"), ("http1", #"{"hex":"","folded":1}"#, "folded"),
      ("http", #"{"hex":"","proxy":"yes"}"#, "proxy"), ("html", #"{"input":{}}"#, "input"),
      ("html-tokens", #"{"input":"","initialState":1}"#, "initialState"),
      ("html-tokens", #"{"input":"","lastStartTag":[]}"#, "lastStartTag"),
      ("html-tree", #"{"data":"","fragment":1}"#, "fragment"),
      ("html-tree", #"{"data":"","scripting":1}"#, "scripting"),
      ("css", #"{"input":"","production":1}"#, "production"), ("dns", #"{"hex":{}}"#, "hex"), ("tls", "[]", "hex"),
      ("packet", "7", "hex"), ("proxy", "{}", "hex"),
    ])
  func wrongKind(_ row: (kind: String, line: String, member: String)) throws {
    let explainer = try #require(Command.explainers.first { $0.kind == row.kind })
    let fault = #expect(throws: Fault.self) { try explainer.answer(JSON(parsing: row.line)) }
    #expect(fault?.code == .malformed)
    #expect(fault?.message.hasPrefix("expected \"\(row.member)\" to ") == true, "\(fault?.message ?? "")")
  }

  @Test(
    "null is the same as none, and a name that nobody asks for is passed over",
    arguments: [
      ("url", #"{"input":"http://h/","base":null,"set":null,"comment":1}"#),
      ("cookies", #"{"received":[],"url":"http://h/","sent-to":null,"now":null,"test":"0001"}"#),
      ("cookies", #"{"received":[],"url":"http://h/","now":"2026-01-01T00:00:00.000Z"}"#),
      ("http1", #"{"hex":"","role":null,"method":null,"limits":{"head":null},"folded":null,"proxy":null}"#),
      ("html-tokens", #"{"input":"","initialState":null,"lastStartTag":null}"#),
      ("html-tree", #"{"data":"","fragment":null,"scripting":null}"#), ("css", #"{"input":"","production":null}"#),
    ])
  func passedOver(_ row: (kind: String, line: String)) throws {
    let explainer = try #require(Command.explainers.first { $0.kind == row.kind })
    _ = try explainer.answer(JSON(parsing: row.line))
  }
}
