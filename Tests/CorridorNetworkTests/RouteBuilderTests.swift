import CorridorGeometry
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorNetwork

@Suite struct RouteBuilderTests {
  private let degree = Drawing.degree

  @Test func `lengths by country are those of the drawing`() throws {
    let drawing = try Drawing(countries: "AAABBBBBCC", line: "a----b----c")
    let route = try drawing.route("a", "b")
    let lengths = route.lengthByCountry
    #expect(lengths.map(\.country) == ["AA", "BB", "CC"])
    for (found, degrees) in zip(lengths.map(\.length), [3.0, 5, 2]) {
      #expect(isNear(found, degree * degrees))
    }
    #expect(isNear(route.length, degree * 10))
    #expect(route.seaLength == .zero)
  }

  @Test func `countries and sea sum to the length, scaled leg by leg`() throws {
    // Declared 600 and 900 km over 5 degrees each: the second leg is stretched more.
    let drawing = try Drawing(countries: "AAABBBBBCC", line: "a----b----c") { link in
      let kilometres = link.id == "a" ? 600.0 : 900
      link.declared = Link.DeclaredLength(
        kilometres: kilometres, series: "s", source: "S", sourceClass: .sourced)
    }
    let route = try drawing.route("a", "b")
    let lengths = Dictionary(
      uniqueKeysWithValues: route.lengthByCountry.map { ($0.country, $0.length.kilometres) })
    // Within a nanometre of a kilometre, by hand: AA has 3/5 of 600, CC 2/5 of 900.
    #expect(abs((lengths["AA"] ?? 0) - 360) < 1e-9)
    #expect(abs((lengths["BB"] ?? 0) - (240 + 540)) < 1e-9)
    #expect(abs((lengths["CC"] ?? 0) - 360) < 1e-9)
    #expect(route.length == Length(kilometres: 1500))
    #expect(abs(route.crossings[0].chainage.kilometres - 360) < 1e-9)
    #expect(abs(route.crossings[1].chainage.kilometres - (600 + 540)) < 1e-9)
    for (before, after) in zip(route.stretches, route.stretches.dropFirst()) {
      #expect(before.to == after.from)
    }
    #expect(route.stretches.first?.from == .zero)
    #expect(route.stretches.last?.to == route.length)
  }

  @Test func `a link whose length nobody published is costed at the factor of its class`() throws {
    let drawing = try Drawing(countries: "AAAAAAAAAA", line: "a----b----c")
    let route = try drawing.route("a", "b", factors: ["b": 1.25])
    #expect(isNear(route.length, degree * (5 + 5 * 1.25)))
    #expect(isNear(route.traced, degree * 10))
    #expect(route.parts.map(\.measured.basis.word) == ["traced", "traced x class factor"])
    #expect(isNear(route.parts[1].start, degree * 5))
  }

  @Test func `backwards is the mirror image`() throws {
    let drawing = try Drawing(countries: "AAABBBBBCC", line: "a----b====c")
    let there = try drawing.route("a", "b", factors: ["a": 1.1, "b": 1.3])
    let back = try drawing.route("-b", "-a", factors: ["a": 1.1, "b": 1.3])
    #expect(isNear(there.length, back.length))
    #expect(there.crossings.map { [$0.from, $0.to] } == [["AA", "BB"], ["BB", "CC"]])
    #expect(back.crossings.map { [$0.from, $0.to] } == [["CC", "BB"], ["BB", "AA"]])
    for (one, other) in zip(there.crossings, back.crossings.reversed()) {
      #expect(isNear(one.chainage, back.length - other.chainage))
      #expect(one.place == other.place)
    }
    for (one, other) in zip(there.lengthByCountry, back.lengthByCountry) {
      #expect(one.country == other.country && isNear(one.length, other.length))
    }
    #expect(back.parts.map(\.origin) == ["c", "b"])
    #expect(back.parts.map(\.destination) == ["b", "a"])
    #expect(back.parts[0].line.coordinates.first?.longitude == 10)
    #expect(back.nodes.map(\.place) == there.nodes.reversed().map(\.place))
  }

  @Test func `a border at the joint of two links is one crossing, at the joint`() throws {
    let drawing = try Drawing(countries: "AAAAABBBBB", line: "a----b----c")
    let route = try drawing.route("a", "b")
    #expect(route.crossings.count == 1)
    let crossing = try #require(route.crossings.first)
    #expect(isNear(crossing.chainage, degree * 5))
    #expect(crossing.place == "x-aa-bb")
    #expect(abs(crossing.coordinate.longitude - 5) < 1e-9)
  }

  @Test func `a country met for less than a sliver is not entered`() throws {
    let countries = [("AA", 0.0, 5.0), ("BB", 5, 5.01), ("AA", 5.01, 10)]  // 1.1 km of BB
    let drawing = try Drawing(countries: "AAAAAAAAAA", line: "a---------b")
    let index = try BorderIndex(
      countries: countries.map { code, from, to in
        let corners = [(from, -1.0), (to, -1), (to, 1), (from, 1), (from, -1)]
        let ring = corners.map { Coordinate(longitude: $0.0, latitude: $0.1) }
        return (code, MultiPolygon([try Polygon(exterior: ring)]))
      })
    let link = try #require(drawing.study.links.first)
    let line = try LineMeasurer(settings: drawing.study.settings.geometry, borders: index)
      .measure(link)
    let measured = MeasuredLink(link, line: line, factor: nil)
    #expect(measured.stretches.count == 3)
    let plan = RoutePlan(
      shortID: "r", comparison: "c", names: Names(english: ""), pieces: [],
      location: Drawing.nowhere)
    let route = RouteBuilder(study: drawing.study).route(plan, along: [(measured, false)])
    #expect(route.crossings.isEmpty)
    #expect(route.lengthByCountry.map(\.country) == ["AA"])
    #expect(isNear(route.lengthByCountry[0].length, route.length))
  }

  @Test func `a leg at sea between two countries is no crossing`() throws {
    let drawing = try Drawing(countries: "AAA....BBB", line: "a--b~~~c--d")
    let route = try drawing.route("a", "b", "c")
    #expect(route.crossings.isEmpty)
    #expect(route.modes == [.rail, .sea])
    #expect(isNear(route.seaLength, degree * 4))
    #expect(
      route.nodes.map(\.kind) == [
        .terminal(.rail), .transfer(from: .rail, to: .sea), .transfer(from: .sea, to: .rail),
        .terminal(.rail),
      ])
    #expect(isNear(route.nodes[1].chainage, degree * 3))
    #expect(isNear(route.nodes[2].chainage, degree * 7))
  }

  @Test func `a ship of another class is a transfer, one of the same is not`() throws {
    for (other, isTransfer) in [("feeder", true), ("trunk", false)] {
      let drawing = try Drawing(countries: "AA......BB", line: "a====b====c") { link in
        link.mode = .sea
        link.linkClass = link.id == "a" ? "trunk" : other
      }
      let kinds = try drawing.route("a", "b").nodes.map(\.kind)
      #expect(kinds.contains(.transfer(from: .sea, to: .sea)) == isTransfer, "\(kinds)")
    }
  }

  @Test func `the status is that of the weakest link`() throws {
    let order: [Status] = [.operating, .building, .dormant, .proposed]
    for (place, weak) in order.enumerated() {
      for better in order[...place] {
        let drawing = try Drawing(countries: "AAAAAAAAAA", line: "a--b--c---d") { link in
          link.status = link.id == "b" ? weak : better
        }
        #expect(try drawing.route("a", "b", "c").status == weak)
      }
    }
  }
}

@Suite struct CrossingPlaceTests {
  @Test func `a crossing that the link declares goes before a nearer one`() throws {
    let drawing = try Drawing(countries: "AAAAABBBBB", line: "a---------b") { link in
      link.crossings = ["far"]
    }
    let far = Place(
      id: "far", names: Names(english: "far"), kind: .borderCrossing, country: nil,
      coordinate: Coordinate(longitude: 5.1, latitude: 0),
      border: Place.Border(between: ["BB", "AA"], open: false), location: Drawing.nowhere)
    let study = drawing.study
    let wider = Study(
      folder: "", settings: study.settings, places: study.places + [far], links: study.links,
      corridors: [], routes: [], comparisons: [], services: [], linkClasses: [], events: [],
      assumptions: [], citations: [], deflators: Deflators(), warnings: [])
    let plan = RoutePlan(
      shortID: "r", comparison: "c", names: Names(english: ""), pieces: [],
      location: Drawing.nowhere)
    let route = RouteBuilder(study: wider).route(plan, along: [(try drawing.measured("a"), false)])
    #expect(route.crossings.map(\.place) == ["far"])
    #expect(try drawing.route("a").crossings.map(\.place) == ["x-aa-bb"])
  }

  @Test func `a crossing out of reach of every declared one has no place`() throws {
    // The border of the drawing moves with the country row; its crossing is 1 degree (111 km) off.
    let drawing = try Drawing(countries: "AAAAABBBBB", line: "a---------b")
    let moved = try Drawing(countries: "AAAAAABBBB", line: "a---------b")
    let plan = RoutePlan(
      shortID: "r", comparison: "c", names: Names(english: ""), pieces: [],
      location: Drawing.nowhere)
    let route = RouteBuilder(study: drawing.study).route(
      plan, along: [(try moved.measured("a"), false)])
    #expect(route.crossings.count == 1)
    #expect(route.crossings[0].place == nil)
  }
}
