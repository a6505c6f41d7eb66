import Testing
import Wire

/// What single fields mean, and the glossaries.
@Suite struct HTTPMeaningTests {
  @Test("a value's words say what they ask for")
  func values() {
    func notes(_ name: String, _ value: String) -> [String] { HTTP.FieldName(name)?.notes(on: value) ?? [] }
    #expect(notes("cache-control", "no-cache") == ["no-cache: keep it, but ask before using it."])
    #expect(
      notes("Cache-Control", "Public,  max-age=60, x") == [
        "Public: anybody on the way may keep it too.", "max-age=60: good for so many seconds.",
      ])
    #expect(notes("Accept-Encoding", "gzip;q=0.5") == ["gzip: made shorter, as .gz files are."])
    #expect(notes("Host", "gzip") == [] && notes("Cache-Control", ",,=;") == [])
  }

  @Test func `a media type has a type, a subtype and parameters`() {
    let html = HTTP.MediaType("Text/HTML; Charset=\"UTF-8\" ; a=b;c")
    #expect(html?.essence == "text/html")
    #expect(html?.charset == "utf-8")
    #expect(html?.description == "text/html; charset=UTF-8; a=b")
    #expect(HTTP.MediaType("a/b; c=\"d;\\\"e\"")?.parameters == [HTTP.Parameter("c", "d;\"e")])
    for wrong in ["", "text", "/html", "text/", "te xt/html", "a/b/c"] { #expect(HTTP.MediaType(wrong) == nil) }
  }

  @Test func `weights are read to the thousandth`() {
    let list = HTTP.Preference.list("gzip;q=0.8, br , *;q=0, deflate;q=2, x;q=0.1234,,")
    #expect(list.map(\.value) == ["gzip", "br", "*"])
    #expect(list.map(\.weight) == [800, 1_000, 0])
    #expect(HTTP.Preference.weight(of: "GZIP", in: list) == 800)
    #expect(HTTP.Preference.weight(of: "zstd", in: list) == 0)
    #expect(HTTP.Preference.weight(of: "gzip", in: []) == nil)
  }

  @Test func `entity tags compare weakly, as RFC 9110 section 8_8_3_2's table has it`() throws {
    let weak = try #require(HTTP.EntityTag(parsing: "W/\"1\""))
    let strong = try #require(HTTP.EntityTag(parsing: "\"1\""))
    #expect(weak.matchesWeakly(weak) && weak.matchesWeakly(strong) && strong.matchesWeakly(strong))
    #expect(!strong.matchesWeakly(HTTP.EntityTag("2")))
    #expect(strong.isNamed(byIfNoneMatch: "\"0\", W/\"1\"") && strong.isNamed(byIfNoneMatch: " * "))
    #expect(!strong.isNamed(byIfNoneMatch: "\"0\", 1"))
    for wrong in ["", "1", "\"", "w/\"1\"", "\"a\"b\""] { #expect(HTTP.EntityTag(parsing: wrong) == nil) }
  }

  @Test func `every status has a sentence, and an unknown one its class's`() {
    #expect(HTTP.Status(404).name == "Not Found")
    #expect(HTTP.Status(299).name.isEmpty && HTTP.Status(299).meaning.hasPrefix("Successful"))
    #expect(HTTP.Status.registered.map(\.code) == HTTP.Status.registered.map(\.code).sorted())
    #expect(HTTP.Status.registered.allSatisfy { $0.meaning.hasSuffix(".") })
  }

  @Test func `methods say what they promise`() {
    #expect(HTTP.Method("GET")?.isSafe == true)
    #expect(HTTP.Method("PUT")?.isIdempotent == true && HTTP.Method("POST")?.isIdempotent == false)
    #expect(HTTP.Method("get") == nil)
  }

  @Test func `fields are found in any case`() {
    #expect(HTTP.FieldName("content-TYPE")?.name == "Content-Type")
    #expect(HTTP.FieldName("X-Nothing") == nil)
    #expect(HTTP.FieldName.glossary.count >= 60)
    #expect(HTTP.FieldName.glossary.allSatisfy { $0.meaning.utf8.count <= 100 })
  }
}
