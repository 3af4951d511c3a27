import CorridorGeoJSON
import Testing

@Suite struct JSONWriterTests {
  static let value: JSONValue = [
    "name": "Khasan", "declared_km": 238, "ratio": 0.25, "open": true, "reason": nil,
    "crossings": [], "legs": [["km": 1.5], []], "numbers": [1, 2.5, "x"], "empty": [:],
  ]

  @Test func `compact text has no white space`() throws {
    #expect(
      try JSONWriter(.compact).text(Self.value)
        == #"{"name":"Khasan","declared_km":238,"ratio":0.25,"open":true,"reason":null,"#
        + #""crossings":[],"legs":[{"km":1.5},[]],"numbers":[1,2.5,"x"],"empty":{}}"#)
  }

  @Test func `pretty text indents by two and keeps scalars on one line`() throws {
    #expect(
      try JSONWriter().text(Self.value) == """
        {
          "name": "Khasan",
          "declared_km": 238,
          "ratio": 0.25,
          "open": true,
          "reason": null,
          "crossings": [],
          "legs": [
            {
              "km": 1.5
            },
            []
          ],
          "numbers": [1, 2.5, "x"],
          "empty": {}
        }

        """)
  }

  @Test(arguments: [JSONWriter.Style.compact, .pretty])
  func `what is written reads back`(style: JSONWriter.Style) throws {
    let text = try JSONWriter(style).text(Self.value)
    #expect(try JSONParser().parse(text) == Self.value)
    #expect(try JSONWriter(style).text(JSONParser().parse(text)) == text)
  }

  @Test func `strings are escaped no more than needed`() throws {
    let text = "\" \\ / \u{8} \u{c} \n \r \t \u{1} \u{1f} \u{7f} é 하 😀"
    let written = try JSONWriter(.compact).text(.string(text))
    #expect(
      written
        == #""\" \\ / \b \f \n \r \t \u0001 \u001f "# + "\u{7f} é 하 😀\"")
    #expect(try JSONParser().parse(written).string == text)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a number that JSON lacks is refused with its path`(number: Double) throws {
    let value: JSONValue = ["routes": [["cost": 1], ["cost": .number(number)]]]
    let error = try #require(throws: JSONWriter.NotFiniteError.self) {
      try JSONWriter().text(value)
    }
    #expect(error.path == "routes[1].cost")
    #expect(
      error.description
        == "routes[1].cost is \(number), which JSON can't express; give null and a reason beside it"
    )
    let alone = try #require(throws: JSONWriter.NotFiniteError.self) {
      try JSONWriter().text(.number(number))
    }
    #expect(alone.description.hasPrefix("the value is "))
  }
}

@Suite struct JSONValueTests {
  @Test func `accessors tell kinds apart`() {
    let value: JSONValue = ["a": 1, "b": "x", "c": [true], "d": nil, "e": 0.5]
    #expect(value["a"]?.integer == 1)
    #expect(value["a"]?.number == 1)
    #expect(value["a"]?.string == nil)
    #expect(value["b"]?.string == "x")
    #expect(value["c"]?[0]?.bool == true)
    #expect(value["c"]?[1] == nil)
    #expect(value["c"]?[-1] == nil)
    #expect(value["d"]?.isNull == true)
    #expect(value["e"]?.integer == nil)
    #expect(value["none"] == nil)
    #expect(value.position == .unknown)
    #expect(value.kind == "an object")
  }

  @Test(arguments: [3, 40])
  func `members are replaced in place, appended and removed`(count: Int) {
    var object = JSONObject()
    for index in 0..<count { object["k\(index)"] = .integer(index) }
    object["k1"] = "one"
    #expect(object.keys == (0..<count).map { "k\($0)" })
    object["k0"] = nil
    object["k0"] = nil
    #expect(object.keys == (1..<count).map { "k\($0)" })
    #expect(object["k1"] == "one")
    #expect(object["k\(count - 1)"]?.integer == count - 1)
    let isAppended = object.append(JSONObject.Member(key: "k1", value: 0))
    #expect(!isAppended)
    #expect(object.count == count - 1)
  }

  @Test func `equality asks for content and order, not for positions`() throws {
    let parsed = try JSONParser().parse("{\n\"a\": 1, \"b\": [2]}")
    #expect(parsed == ["a": 1, "b": [2]])
    #expect(parsed != ["b": [2], "a": 1])
    #expect(Set([parsed, ["a": 1, "b": [2]]]).count == 1)
  }

  #if os(Linux) || os(macOS)
    @Test func `a repeated key in source text traps`() async {
      await #expect(processExitsWith: .failure) { let _: JSONObject = ["a": 1, "a": 2] }
    }
  #endif
}
