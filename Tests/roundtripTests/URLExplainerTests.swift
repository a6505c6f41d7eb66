import Testing
import Wire

@testable import roundtrip

@Suite("explain url")
struct URLExplainerTests {
  @Test(
    "a line in, a line out",
    arguments: [
      (
        ##"{"input":"../c?x#y","base":"http://ann@h:81/a/b"}"##,
        ##"""
        {"href":"http://ann@h:81/c?x#y","origin":"http://h:81","protocol":"http:","username":"ann","password":"",\##
        "host":"h:81","hostname":"h","port":"81","pathname":"/c","search":"?x","hash":"#y"}
        """##
      ),
      (
        #"{"href":"http://h/","set":["port","8080"]}"#,
        #"""
        {"href":"http://h:8080/","origin":"http://h:8080","protocol":"http:","username":"","password":"",\#
        "host":"h:8080","hostname":"h","port":"8080","pathname":"/","search":"","hash":""}
        """#
      ),
      (#"{"input":"h","base":null}"#, #"{"failure":true}"#), (#"{"input":"x","base":"y"}"#, #"{"failure":true}"#),
    ])
  func answer(_ row: (line: String, answer: String)) throws {
    #expect(try URLExplainer().answer(JSON(parsing: row.line)).description == row.answer)
  }

  @Test("a line of another shape is a fault", arguments: ["{}", "[]", #"{"href":"http://h/","set":["color","red"]}"#])
  func malformed(_ line: String) {
    #expect(throws: Fault.self) { try URLExplainer().answer(JSON(parsing: line)) }
  }
}
