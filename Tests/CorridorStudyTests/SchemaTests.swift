import CorridorGeoJSON
import CorridorUnits
import Foundation
import Testing

@testable import CorridorStudy

/// Schemas and readers share one table of keys; here the schemas are held against the reader's verdict on
/// real files, key by key.
@Suite struct SchemaTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test(arguments: StudySchema.files)
  func `the committed schema is the one that is printed`(file: String) throws {
    let schema = try #require(StudySchema.schema(of: file))
    let path = Self.root.appending(path: "docs/schemas/" + StudySchema.fileName(for: file))
    let committed = try String(contentsOf: path, encoding: .utf8)
    #expect(
      committed == (try JSONWriter().text(schema)),
      "run corridor check --schema \(file) > \(path.lastPathComponent)")
  }

  @Test func `a file without a schema has none`() {
    #expect(StudySchema.schema(of: "deflators.csv") == nil)
  }

  @Test func `every key of every table is in its schema, with what it says`() throws {
    var count = 0
    for (path, table) in StudySchema.tables() {
      #expect(Set(table.names).count == table.names.count, "\(path) has a key twice")
      for key in table.keys {
        #expect(!key.about.isEmpty, "\(path).\(key.name) says nothing")
        count += 1
      }
    }
    let texts = try StudySchema.files.map { file in
      try JSONWriter().text(try #require(StudySchema.schema(of: file)))
    }
    let described = texts.joined().components(separatedBy: "\"description\":").count - 1
    #expect(described == count)
  }

  /// Every text of the readers that stands where a key does: `fields.text("title", ...)`.
  @Test func `every key that a reader asks for is in a table`() throws {
    let known = Set(StudySchema.tables().flatMap(\.table.names))
    let folder = Self.root.appending(path: "Sources/CorridorStudy/Reading")
    let pattern = try Regex(
      #"(?:\.(?:text|optionalText|word|requiredWord|words|texts|pairs|number|optionalNumber|positive|"#
        + #"optionalInteger|flag|choice|requiredChoice|date|country|countryPair|has|value|fields|missing)"#
        + #"\(|(?:mention|required|mentions)\([^"]*?, |byService\(|things\()"([a-z_]+)""#,
      as: (Substring, Substring).self)
    // The files of shapes have no YAML.
    let shapes = [
      "PlaceReader", "LinkReader", "BorderReader", "TableReaders", "ChainageReader", "FeatureFile",
      "SeaReader",
    ]
    var asked = 0
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where !shapes.contains(where: file.hasPrefix) {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for match in text.matches(of: pattern) {
        asked += 1
        #expect(known.contains(String(match.output.1)), "\(file) reads '\(match.output.1)'")
      }
    }
    #expect(asked > 150, "the pattern finds what readers ask for: \(asked)")
  }

  @Test(arguments: ["study.yaml", "corridors.yaml", "assumptions.yaml"])
  func `what the schema requires the reader misses, and nothing else`(file: String) throws {
    let template = try StudyTemplate.files()
    let text = try #require(template.first { $0.path == file }).text
    let lines = text.components(separatedBy: "\n")
    let required = Set(
      StudySchema.tables().filter { $0.path.hasPrefix(file) }
        .flatMap { $0.table.keys.filter(\.isRequired).map(\.name) })
    let optional = Set(
      StudySchema.tables().filter { $0.path.hasPrefix(file) }
        .flatMap { $0.table.keys.filter { !$0.isRequired }.map(\.name) })
    var tried = 0
    for (number, line) in lines.enumerated() {
      let words = line.split(separator: ":", maxSplits: 1)
      guard words.count == 2, !line.hasPrefix("#") else { continue }
      let key = words[0].trimmingCharacters(in: .whitespaces)
      // A name that is required in one table and optional in another says nothing here.
      guard required.contains(key) != optional.contains(key) else { continue }
      guard !words[1].trimmingCharacters(in: .whitespaces).isEmpty else { continue }
      var damaged = lines
      damaged.remove(at: number)
      let missing = try Self.missing(key, in: template, file, damaged.joined(separator: "\n"))
      // These hang on other keys, which a schema of the form leaves to the reader.
      guard !["base", "unit", "shape"].contains(key) else { continue }
      #expect(missing == required.contains(key), "\(file):\(number + 1) \(key)")
      tried += 1
    }
    #expect(tried >= 4)
  }

  /// The words of draft 07, which a validator heeds; whether a study passes as a whole is tried with
  /// one of another make.
  @Test func `the form that check asks for is in the schemas`() throws {
    func schema(_ file: String, _ path: String...) throws -> JSONValue {
      try path.reduce(#require(StudySchema.schema(of: file))) { try #require($0[$1]) }
    }
    #expect(try schema("study.yaml", "properties", "id")["pattern"] == "^[a-z0-9.-]+$")
    #expect(try schema("study.yaml", "properties", "title")["pattern"] == "\\S")
    let money = try schema("study.yaml", "properties", "money", "properties", "currency")
    let codes = try #require(money["enum"]?.array).compactMap(\.string)
    #expect(codes.contains("KRW") && !codes.contains("krw") && codes.allSatisfy { $0.count == 3 })
    let geometry = try schema("study.yaml", "properties", "geometry", "properties")
    #expect(geometry["sliver_m"]?["minimum"]?.number == 0.1)
    #expect(geometry["route_factor_listed"]?["exclusiveMinimum"]?.number == 0)
    let routes = try schema("corridors.yaml", "properties", "routes", "additionalProperties")
    #expect(routes["properties"]?["pieces"]?["minItems"]?.number == 1)
    let assumption = try schema("assumptions.yaml", "additionalProperties")
    let needs = try #require(assumption["allOf"]?.array)
    #expect(needs.count == 4)
    let bounds = try #require(needs[0]["oneOf"]?.array).map { $0["required"]?.array ?? [] }
    #expect(bounds == [["base"], ["distribution"]])
    let day = try Regex(
      #require(assumption["properties"]?["known_at"]?["pattern"]?.string))
    #expect("2024-12-31".wholeMatch(of: day) != nil && "2024-13-31".wholeMatch(of: day) == nil)
  }

  /// Texts of a scenario's value: the schema takes what the reader takes, as far as no assumption has to
  /// be known for it.
  @Test(arguments: [
    "5 km/day", " 5   km/day ", "-5e-2 %/year", "4..5..8 year", ".5", "1", "+1.", "37.3 h",
    "triangular(24, 72, 240) h", "pert (2, 3, 5)km", "discrete(2: 0.3, 5: 0.7) day",
    "200 USD/TEU @2010", "5.0 MUSD/km@2018", "uniform(2, 5) EUR/1000m3/100km @ 2010", "3 1/year",
    "7 kgCO2e/t-km", "2 m3^2", "5 apples", "5 USD TEU @2020", "USD 5 @2020", "5,0 km", "5..6 km",
    "fixed 5 km", "gamma(2, 3) km", "triangular(1, 2, 3", "5 USD/TEU @20", "5 USD/TEU @2010 @2011",
    "5 USD/TEU @", "5 days", "nan km", "1_000 km", "", "5 USF/TEU @2020", "5 km-", "5 /day",
  ])
  func `a value's form is refused where the reader refuses it`(text: String) throws {
    // What the reader says of it in a unit that fits it, found among those of the list.
    let override = Override(id: "x", text: text, location: SourceLocation(file: "here"))
    let fits = try Self.studies.get().contains { $0.mistakes(in: [override]).isEmpty }
    #expect(try Self.schemaTakes(text) == fits, "\(text)")
  }

  @Test(arguments: ["5 USD/TEU", "5 MUSD", "triangular(1, 2, 3) KRW", "5 km @2010", "5 @2010"])
  func `money has a price year and nothing else has`(text: String) throws {
    #expect(try !Self.schemaTakes(text))
  }

  /// Whether the schema of scenarios takes a text as the value of an assumption.
  private static func schemaTakes(_ text: String) throws -> Bool {
    let schema = try #require(StudySchema.schema(of: "scenario.yaml"))
    let set = try #require(schema["properties"]?["set"]?["additionalProperties"]?["anyOf"]?.array)
    func has(_ pattern: JSONValue?) throws -> Bool {
      text.firstMatch(of: try Regex(try #require(pattern?.string))) != nil
    }
    let choices = try #require(set[0]["oneOf"]?.array)
    let hasYear = try has(choices[0]["not"]?["pattern"])
    return try has(set[0]["pattern"]) && hasYear == has(choices[1]["pattern"])
  }

  /// Studies with an assumption `x` in the units of the texts.
  private static let studies = Result {
    try [
      "km", "km/day", "%/year", "year", "h", "day", "1", "USD/TEU", "MUSD/km", "1/year",
      "EUR/1000m3/100km", "kgCO2e/t-km", "m3^2",
    ].map(study)
  }

  /// A study with one assumption `x` in a unit.
  private static func study(_ unit: String) throws -> Study {
    let year = try Unit(unit).hasMoney ? "\n  price_year: 2010" : ""
    let entry = """
      x:
        name: X
        base: 1
        unit: "\(unit)"\(year)
        known_at: 2020-01-01
        sources: []
        class: judgement

      """
    return try Fixture().changing("assumptions.yaml", "rail.speed:", to: entry + "rail.speed:")
      .read()
  }

  /// Whether reading the study with another text of a file misses a key.
  private static func missing(
    _ key: String, in template: [StudyTemplate.File], _ file: String, _ text: String
  ) throws -> Bool {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for item in template where !item.path.hasPrefix(StudyTemplate.schemas) {
      let path = folder.appending(path: item.path)
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data((item.path == file ? text : item.text).utf8).write(to: path)
    }
    do throws(StudyError) {
      _ = try StudyReader.read(folder: folder.path)
      return false
    } catch {
      return error.diagnostics.contains {
        $0.code == "missing-key" && $0.message.contains(key)
      }
    }
  }
}
