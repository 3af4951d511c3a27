import CorridorGeometry
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorNetwork

/// A railway outside every polygon is not at sea.
@Suite struct LandFillingTests {
  private let degree = Drawing.degree

  private func countries(_ drawing: Drawing, _ id: String = "a") throws -> [String?] {
    try drawing.measured(id).stretches.map(\.country)
  }

  @Test func `between stretches of one country it has that country`() throws {
    let drawing = try Drawing(countries: "AAA...AAAA", line: "a---------b")
    let route = try drawing.route("a")
    #expect(route.seaLength == .zero)
    #expect(route.lengthByCountry.map(\.country) == ["AA"])
    #expect(isNear(route.lengthByCountry[0].length, degree * 10))
    #expect(isNear(try drawing.measured("a").longestGap, degree * 3))
  }

  @Test func `between two countries each has its half and the middle is the crossing`() throws {
    let drawing = try Drawing(countries: "AAA....BBB", line: "a---------b")
    let route = try drawing.route("a")
    #expect(isNear(route.lengthByCountry[0].length, degree * 5))
    #expect(isNear(route.lengthByCountry[1].length, degree * 5))
    #expect(route.crossings.count == 1)
    #expect(isNear(route.crossings[0].chainage, degree * 5))
    #expect(abs(route.crossings[0].coordinate.longitude - 5) < 1e-9)
  }

  @Test func `at an end it has the country of its only neighbour`() throws {
    #expect(try countries(Drawing(countries: "..AAAA..", line: "a-------b")) == ["AA", "AA", "AA"])
    let route = try Drawing(countries: "..AAAA..", line: "a-------b").route("a")
    #expect(route.stretches.count == 1)
    #expect(route.stretches[0].to == route.length)
  }

  @Test func `a whole link outside has the countries of its places`() throws {
    let drawing = try Drawing(countries: "AAA.....BB", line: "a--b----c--d")
    let link = try #require(drawing.study.link("b"))
    let measurer = LineMeasurer(settings: drawing.study.settings.geometry, borders: drawing.borders)
    let both = try measurer.measure(link, ends: ("AA", "BB"))
    #expect(both.stretches.map(\.country) == ["AA", "BB"])
    #expect(isNear(both.stretches[0].length, both.stretches[1].length))
    let one = try measurer.measure(link, ends: (nil, "BB"))
    #expect(one.stretches.map(\.country) == ["BB"])
    let none = try measurer.measure(link)
    #expect(none.stretches.map(\.country) == [nil])
  }

  @Test func `ships and pipelines stay at sea`() throws {
    for line in ["a~~~~~~~~~b", "a>>>>>>>>>b"] {
      let route = try Drawing(countries: "AAA...AAAA", line: line).route("a")
      #expect(isNear(route.seaLength, degree * 3))
      #expect(isNear(route.lengthByCountry[0].length, degree * 7))
    }
  }

  @Test func `a pipeline's short end by the water belongs to the country of its place`() throws {
    let drawing = try Drawing(countries: "AAAA", line: "a>>>>b") { link in
      // 0.1 degrees, 11 km, beyond the coast.
      link.line =
        (try? LineString([0.0, 4.1].map { Coordinate(longitude: $0, latitude: 0) })) ?? link.line
    }
    let link = try #require(drawing.study.links.first)
    let measurer = LineMeasurer(settings: drawing.study.settings.geometry, borders: drawing.borders)
    func countries(_ to: String?) throws -> [String?] {
      try measurer.measure(link, ends: ("AA", to)).stretches.map(\.country)
    }
    #expect(try countries("AA") == ["AA", "AA"])
    #expect(try countries("BB") == ["AA", nil])
    #expect(try countries(nil) == ["AA", nil])
  }

  @Test func `a pipeline under a strait crosses no land border`() throws {
    let route = try Drawing(countries: "AAA...BBBB", line: "a>>>>>>>>>b").route("a")
    #expect(route.crossings.isEmpty)
  }

  @Test func `a long way outside every country is a finding`() throws {
    func count(_ countries: String) throws -> Int {
      let drawing = try Drawing(countries: countries, line: "a---------b")
      return GeometryFindings(study: drawing.study).findings(on: [try drawing.measured("a")])
        .count { $0.code == "outside-countries" }
    }
    #expect(try count("AAA...AAAA") == 1)
    #expect(try count("AAAAAAAAAA") == 0)
  }
}
