import CorridorGeometry
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorNetwork

@Suite struct FindingsTests {
  private func codes(
    countries: String, line: String = "a---------b", crossings: [String], declared: Double? = nil,
    reason: String? = nil
  ) throws -> [String] {
    let drawing = try Drawing(countries: countries, line: line) { link in
      link.crossings = crossings
      link.routeFactorReason = reason
      link.declared = declared.map {
        Link.DeclaredLength(kilometres: $0, series: "s", source: "S", sourceClass: .sourced)
      }
    }
    // The drawing has no vertex between its ends, which is a finding of its own.
    return GeometryFindings(study: drawing.study).findings(on: [try drawing.measured("a")])
      .map(\.code).filter { $0 != "straight-stretch" }
  }

  @Test func `declared and shown crossings are held against each other`() throws {
    #expect(try codes(countries: "AAAAABBBBB", crossings: ["x-aa-bb"]) == [])
    #expect(try codes(countries: "AAAAABBBBB", crossings: []) == ["crossing-not-declared"])
    #expect(
      try codes(countries: "AAAAABBBBB", line: "a--b", crossings: ["x-aa-bb"])
        == ["crossing-not-shown"])
    #expect(try codes(countries: "AAAAABBBBB", line: "a--b", crossings: []) == [])
  }

  // x-aa-bb stands at column 5: a link over it has the gauge of either side, one that ends there its own.
  @Test(arguments: ["a---------b", "a=========b", "a#########b"])
  func `a gauge that a side of the border has is none to find`(line: String) throws {
    let drawing = try Drawing(
      countries: "AAAAABBBBB", line: line, gauges: ["AA": 1435, "BB": 1520]
    ) { $0.crossings = ["x-aa-bb"] }
    let found = GeometryFindings(study: drawing.study).findings(on: [try drawing.measured("a")])
    #expect(!found.contains { $0.code == "gauge-mismatch" }, "\(found)")
  }

  @Test func `a gauge that the border has not is found`() throws {
    let over = try Drawing(
      countries: "AAAAABBBBB", line: "a=========b", gauges: ["AA": 1435, "BB": 1000]
    ) { $0.crossings = ["x-aa-bb"] }
    // The link ends at the crossing and lies in AA, whose side has 1435 mm.
    let ending = try Drawing(
      countries: "AAAAABBBBB", line: "a====b", gauges: ["AA": 1435, "BB": 1520]
    ) { $0.to = "x-aa-bb" }
    for (drawing, words) in [
      (over, "has 1435 mm in AA and 1000 mm in BB"), (ending, "has 1435 mm in AA"),
    ] {
      let found = GeometryFindings(study: drawing.study).findings(on: [try drawing.measured("a")])
      let finding = try #require(found.first { $0.code == "gauge-mismatch" }, "\(found)")
      #expect(finding.message.hasSuffix(words), "\(finding)")
    }
  }

  // Traced 10 degrees: 1113.19 km; the band is 0.99 to 1.35, listed from 1.30.
  @Test(
    arguments: [
      (1100, ["route-factor"]), (1113.2, []), (1440, []), (1460, ["route-factor-listed"]),
      (1510, ["route-factor"]),
    ] as [(Double, [String])])
  func `declared over traced is held against the band`(kilometres: Double, found: [String]) throws {
    #expect(
      try codes(countries: "AAAAAAAAAA", crossings: [], declared: kilometres) == found)
  }

  @Test func `a declared crossing far from where the line crosses is found`() throws {
    // The place of the crossing lies on the equator, 0.9 degrees or 99.5 km south of the line.
    let drawing = try Drawing(countries: "AAAAABBBBB", line: "a---------b") { link in
      link.crossings = ["x-aa-bb"]
      let ends = [0.0, 10].map { Coordinate(longitude: $0, latitude: 0.9) }
      link.line = (try? LineString(ends)) ?? link.line
    }
    let found = GeometryFindings(study: drawing.study).findings(on: [try drawing.measured("a")])
    let off = try #require(found.first { $0.code == "crossing-off" }, "\(found)")
    #expect(off.message.contains("`x-aa-bb`, which lies 99."))
  }

  @Test func `a declared length without a source is found`() throws {
    for (sourceClass, codes) in [
      (SourceClass.sourced, []), (.derived, []), (.memory, ["unsourced-length"]),
      (.judgement, ["unsourced-length"]),
    ] {
      let drawing = try Drawing(countries: "AAAAAAAAAA", line: "a---------b") { link in
        link.declared = Link.DeclaredLength(
          kilometres: 1113.2, series: "s", source: "S", sourceClass: sourceClass)
      }
      let found = GeometryFindings(study: drawing.study).findings(on: [try drawing.measured("a")])
      #expect(found.map(\.code).filter { $0 == "unsourced-length" } == codes)
    }
  }

  @Test func `a factor that no line has is an error that names the assumption`() throws {
    let error = NetworkError.factor(link: "a", location: Drawing.nowhere, "factor", 0)
    #expect(
      "\(error)" == "drawing: error: route factor `factor` of link `a` is 0.0; give 0.1 to 10")
  }
}
