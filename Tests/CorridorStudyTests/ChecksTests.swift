import CorridorGeometry
import Testing

@testable import CorridorStudy

/// Checks of what a file may hold and still be read: NUL bytes, posts out of order, crossed rings.
@Suite struct ChecksTests {
  @Test(
    arguments: [
      ("chainage.csv", "Alpha-Beta,Alpha", "Alpha-Beta,Al\0pha", 2, 14),
      ("deflators.csv", "USD,2018,98", "USD,2018\0,98", 4, 9),
      ("alignments/east.csv", "Beta,digitised", "Bet\0\0,digitised", 3, 15),
    ] as [(String, String, String, Int, Int)])
  func `a NUL byte in a table is an error that says where`(
    file: String, old: String, new: String, line: Int, column: Int
  ) throws {
    let mistakes = try Fixture().changing(file, old, to: new).mistakes()
    let found = try #require(mistakes.first { $0.code == "nul-byte" }, "\(mistakes)")
    #expect(found.location == SourceLocation(file: file, line: line, column: column))
    #expect(found.remedy == "restore the file, or save it as UTF-8")
  }

  @Test(
    arguments: [
      ("study.yaml", "title: A test", "title: A\0test"),
      ("scenarios/slow.yaml", "one week more", "one\0week more"),
      ("corridors.yaml", "name: The trunk line", "name: The\0trunk line"),
      ("places.geojson", "\"name\": \"Gamma\"", "\"name\": \"Gam\0ma\""),
      ("sources.json", "\"A book\"", "\"A\0book\""),
    ])
  func `a NUL byte in settings, shapes or sources is an error`(
    file: String, old: String, new: String
  ) throws {
    let mistakes = try Fixture().changing(file, old, to: new).mistakes()
    #expect(mistakes.contains { $0.location.file == file }, "\(mistakes)")
  }

  @Test func `posts that fall along a series are a warning, and rows of two series are not`() throws
  {
    func codes(_ text: String) throws -> [String] {
      try Fixture().with("chainage.csv", "series,station,place,km,source,class\n" + text)
        .inFolder { try StudyReader.everything(folder: $0) }.warnings
        .filter { $0.code == "chainage-falls" }.map(\.message)
    }
    let rising = "X,a,,0,BOOK,sourced\nX,b,,5,BOOK,sourced\nY,c,,1,BOOK,sourced\n"
    #expect(try codes(rising + "X,d,,5,BOOK,sourced\nY,e,,2,BOOK,sourced\n") == [])
    #expect(
      try codes(rising + "X,d,,4.5,BOOK,sourced\n")
        == ["the post of 'd' at 4.5 km follows 'b' at 5 km in the series 'X'"])
  }

  // A degree of longitude is 71.62 km at 50.05 degrees north and a tenth of a degree of latitude 11.12 km, so that
  // either half of the line is 72.5 km long and the whole 144.96 km.
  @Test(
    arguments: [
      ("71.6", "150", nil), ("70", "150", "72.5 km from 'Alpha' to 'Halfway', whose posts are 70"),
      ("72", "144.2", nil),
      ("72", "143.8", "145 km from 'Alpha' to 'Beta, the border', whose posts are 143.8"),
    ] as [(String, String, String?)])
  func `a stretch that is drawn longer than its posts say is a warning`(
    halfway: String, end: String, message: String?
  ) throws {
    let alignment = """
      longitude,latitude,name,provenance
      10.0,50.0,Alpha,digitised
      11.0,50.1,Halfway,digitised
      12.0,50.0,The border,digitised

      """
    let found = try Fixture().with("alignments/west.csv", alignment)
      .changing("chainage.csv", "border\",beta,150", to: "border\",beta,\(end)")
      .changing(
        "chainage.csv", "Alpha-Beta,\"Beta",
        to: "Alpha-Beta,Halfway,,\(halfway),BOOK,sourced\nAlpha-Beta,\"Beta"
      )
      .inFolder { try StudyReader.everything(folder: $0) }.warnings
      .filter { $0.code == "drawn-longer" }.map(\.message)
    #expect(
      found
        == (message.map { ["link 'west' is drawn \($0) km apart in the series 'Alpha-Beta'"] } ?? [])
    )
  }

  @Test func `prices of years after a source was known are a warning`()
    throws
  {
    func found(_ fixture: Fixture) throws -> [String] {
      try fixture.read().warnings.filter { $0.code == "early-known-at" }.map(\.message)
    }
    // Its low is in prices of 2020.
    #expect(
      try found(Fixture()) == [
        "assumption 'rail.capex' has prices of 2020, and 'known_at' says that it was known in 2012"
      ])
    let known = "known_at: 2012-06-30\n  sources: [BOOK]\n  class: derived"
    func changed(_ text: String) throws -> Fixture {
      try Fixture().changing("assumptions.yaml", known, to: text)
    }
    #expect(try found(changed(known.replacing("2012", with: "2019"))) == [])
    #expect(try found(changed(known.replacing("class: derived", with: "class: judgement"))) == [])
  }

  @Test func `sources that are all later than the date of a value are a warning`() throws {
    func found(_ fixture: Fixture) throws -> [String] {
      try fixture.inFolder { try StudyReader.everything(folder: $0) }.warnings
        .filter { $0.code == "later-sources" }.map(\.message)
    }
    let known = "known_at: 2012-06-30\n  sources: [BOOK]\n  class: derived"
    func changed(_ text: String) throws -> Fixture {
      try Fixture().changing("assumptions.yaml", known, to: text)
    }
    let early = known.replacing("2012", with: "1999")
    #expect(try found(Fixture()) == [])
    #expect(
      try found(changed(early)) == [
        "assumption 'rail.capex' was known in 1999 by 'known_at', and rests on BOOK of 2011"
      ])
    let told = try changed(early).changing("assumptions.yaml", "Two lines", to: "1999: two lines")
    #expect(try found(told) == [])
  }

  /// The latest of the fixture are its prices, of 2020; no clock is asked.
  @Test(arguments: [("2012-06-30", 0), ("2025-12-31", 0), ("2026-01-01", 1), ("2099-12-31", 1)])
  func `a date long after everything else that the study rests on is a warning`(
    date: String, count: Int
  ) throws {
    let known = "known_at: 2012-06-30\n  sources: [BOOK]\n  class: derived"
    let fixture = try Fixture().changing(
      "assumptions.yaml", known, to: known.replacing("2012-06-30", with: date))
    let found = try fixture.read().warnings.filter { $0.code == "late-known-at" }
    #expect(found.count == count, "\(found)")
    for finding in found {
      #expect(
        finding.message.hasPrefix("assumption 'rail.capex' is known since \(date), ")
          && finding.message.hasSuffix("are of 2020 or before"))
    }
    // A source of the time says how it could be known.
    let cited = try fixture.changing("sources.json", "[[2011]]", to: "[[2098]]").read().warnings
    #expect(!cited.contains { $0.code == "late-known-at" })
  }

  @Test func `a matrix of years after it was known is a mistake`() throws {
    let mistakes = try Fixture.political.changing(
      "regimes.yaml", "through: 2002", to: "through: 2003"
    ).mistakes()
    #expect(mistakes.map(\.code) == ["later-years"], "\(mistakes)")
    #expect(mistakes.first?.message.contains("matrix 'early'") == true)
    #expect(mistakes.first?.remedy == "write 'through: 2002', or a later 'known_at'")
  }

  @Test func `a matrix that begins in a year after its date is an error`() throws {
    let mistakes = try Fixture.political.changing(
      "regimes.yaml", "start: {state: cold, year: 2003}", to: "start: {state: cold, year: 2020}"
    ).mistakes()
    #expect(mistakes.map(\.code) == ["later-years"], "\(mistakes)")
    #expect(
      mistakes.first?.message.hasSuffix("begins in 2020, and was known at 2019-12-31") == true)
    #expect(mistakes.first?.remedy.contains("year: 2019}") == true)
  }

  @Test func `a country whose ring crosses itself is an error that names it`() throws {
    let mistakes = try Fixture().changing(
      "borders/countries.geojson", "[[9, 49], [12, 49], [12, 51], [9, 51], [9, 49]]",
      to: "[[9, 49], [12, 51], [12, 49], [9, 51], [9, 49]]"
    ).mistakes()
    #expect(mistakes.map(\.code) == ["invalid-polygon"])
    #expect(mistakes.first?.message.contains("the country 'AA'") == true)
    // The diagonals of the rectangle meet in its middle.
    #expect(mistakes.first?.message.contains("Self-intersection at") == true)
    #expect(mistakes.first?.message.contains("\(Self.position(10.5, 50))") == true)
  }

  @Test func `rings that something vouches for are not looked at again`() throws {
    let crossing = try Fixture().changing(
      "borders/countries.geojson", "[[9, 49], [12, 49], [12, 51], [9, 51], [9, 49]]",
      to: "[[9, 49], [12, 51], [12, 49], [9, 51], [9, 49]]")
    try crossing.inFolder { folder in
      _ = try StudyReader.everything(folder: folder) { _ in true }
      #expect(throws: StudyError.self) { try StudyReader.everything(folder: folder) }
    }
  }

  @Test func `two parts of a country that touch in a point are valid`() throws {
    let touching = try MultiPolygon([
      Polygon(exterior: Self.ring([(0, 0), (1, 0), (1, 1), (0, 1)])),
      Polygon(exterior: Self.ring([(1, 1), (2, 1), (2, 2), (1, 2)])),
    ])
    #expect(EdgeSweep(touching).hasMeeting)
    var findings = Findings()
    PolygonCheck.check([Self.country(touching)], &findings)
    #expect(findings.all == [])
  }

  // GEOS is the oracle: whatever it calls crossed, the sweep must have seen. Stars whose corners are
  // taken in the order of the angle are simple; with two corners swapped most are not.
  @Test func `the sweep misses no ring that GEOS finds crossed`() throws {
    var seed: UInt64 = 20_240_617
    func next() -> Double {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(seed >> 11) / 9_007_199_254_740_992
    }
    var crossed = 0
    for trial in 0..<400 {
      let count = 5 + Int(next() * 30)
      var corners: [(Double, Double)] = (0..<count).map { index in
        let turn = Double(index) / Double(count)
        let (x, y) = Self.onSquare(turn)
        let reach = 0.2 + next()
        return (100 + x * reach * 10, 20 + y * reach * 10)
      }
      if trial % 2 == 0 { corners.swapAt(Int(next() * Double(count)), Int(next() * Double(count))) }
      let area = try MultiPolygon([Polygon(exterior: Self.ring(corners))])
      let defect = try area.defect()
      if defect != nil { crossed += 1 }
      #expect(defect == nil || EdgeSweep(area).hasMeeting, "\(corners)")
      if trial % 2 == 1 { #expect(defect == nil && !EdgeSweep(area).hasMeeting, "\(corners)") }
    }
    #expect(crossed > 100)
  }

  @Test func `a spike, and an area beside the antimeridian, are seen for what they are`() throws {
    let spike = try MultiPolygon([
      Polygon(exterior: Self.ring([(0, 0), (4, 0), (2, 0), (2, 2), (0, 2)]))
    ])
    #expect(try spike.defect() != nil)
    #expect(EdgeSweep(spike).hasMeeting)
    let polar = try MultiPolygon([
      Polygon(exterior: Self.ring([(-180, -90), (180, -90), (180, -70), (0, -75), (-180, -70)]))
    ])
    #expect(!EdgeSweep(polar).hasMeeting)
  }

  /// A position on the square of corners (+-1, +-1), by the share of its way round.
  private static func onSquare(_ turn: Double) -> (Double, Double) {
    let way = turn * 8
    switch way {
    case ..<2: return (1 - way, 1)
    case ..<4: return (-1, 3 - way)
    case ..<6: return (way - 5, -1)
    default: return (1, way - 7)
    }
  }

  private static func ring(_ corners: [(Double, Double)]) -> [Coordinate] {
    let open = corners.map { Coordinate(longitude: $0.0, latitude: $0.1) }
    return open + open.prefix(1)
  }

  private static func position(_ longitude: Double, _ latitude: Double) -> Coordinate {
    Coordinate(longitude: longitude, latitude: latitude)
  }

  private static func country(_ area: MultiPolygon) -> CountryShape {
    CountryShape(
      code: "AA", names: Names(english: "Aland"), polygon: area,
      location: SourceLocation(file: "countries.geojson"))
  }

  @Test func `a boundary that a polygon does not share is a warning`() throws {
    func found(_ fixture: Fixture) throws -> [String] {
      try fixture.inFolder { try StudyReader.everything(folder: $0) }.warnings
        .filter { $0.code == "boundary-off" }.map(\.message)
    }
    #expect(try found(Fixture()) == [])
    let moved = try Fixture().changing(
      "borders/boundaries.geojson", "[[12, 49], [12, 51]]", to: "[[12, 49], [12.1, 51]]")
    let messages = try found(moved)
    #expect(messages.count == 2)
    #expect(messages.allSatisfy { $0.hasPrefix("1 of the 2 vertices of boundary 'aa-bb'") })
  }

  @Test(arguments: ["50000", "1e308", "0.0001"])
  func `a published length that no line has is an error`(kilometres: String) throws {
    let link = try Fixture().changing(
      "links.geojson", "\"declared_km\": 150", to: "\"declared_km\": \(kilometres)"
    ).mistakes()
    #expect(link.map(\.code) == ["out-of-range"], "\(link)")
    #expect(link.first?.location.file == "links.geojson" && link.first?.location.line == 3)
    let corridor = try Fixture().changing(
      "corridors.yaml", "links: [west, east]",
      to:
        "links: [west, east]\n    declared: {km: \(kilometres), series: s, source: BOOK, class: excerpt}"
    ).mistakes()
    #expect(corridor.map(\.code) == ["out-of-range"], "\(corridor)")
  }

  @Test func `a link that can't be read is told, and its alignment is not`() throws {
    let mistakes = try Fixture().changing(
      "links.geojson", "{\"type\": \"LineString\", \"coordinates\": [[14.0, 51.0], [12.05, 50.0]]}",
      to: "null"
    ).mistakes()
    #expect(!mistakes.isEmpty)
    #expect(mistakes.allSatisfy { $0.location.file == "links.geojson" }, "\(mistakes)")
  }

  @Test func `a country that is missing is told once, with how many places it has`() throws {
    let without = try Fixture().changing(
      "borders/countries.geojson", "\"id\": \"BB\"", to: "\"id\": \"CC\""
    ).changing("borders/boundaries.geojson", "[\"BB\", \"AA\"]", to: "[\"CC\", \"AA\"]")
    let mistakes = try without.mistakes().filter { $0.code == "unknown-country" }
    #expect(mistakes.count == 1)
    #expect(mistakes.first?.message.contains("'beta' and 2 others are of the country 'BB'") == true)
    try without.inFolder { folder in
      let study = try StudyReader.read(folder: folder)
      #expect(throws: StudyError.self) { try StudyReader.checkedBorders(of: study) }
      #expect(try StudyReader.borders(folder: folder).countries.count == 2)
    }
  }

  @Test func `borders of a run are checked as those of the whole study are`() throws {
    let crossed = try Fixture().changing(
      "borders/countries.geojson", "[[9, 49], [12, 49], [12, 51], [9, 51], [9, 49]]",
      to: "[[9, 49], [12, 51], [12, 49], [9, 51], [9, 49]]")
    try crossed.inFolder { folder in
      let study = try StudyReader.read(folder: folder)
      let error = #expect(throws: StudyError.self) {
        try StudyReader.checkedBorders(of: study)
      }
      #expect(error?.diagnostics.map(\.code) == ["invalid-polygon"])
    }
  }

  /// Gamma lies 180 km from the end of the line that has the series.
  @Test func `a post whose place lies far from the line of its series is a warning`() throws {
    func found(_ fixture: Fixture) throws -> [String] {
      try fixture.inFolder { try StudyReader.everything(folder: $0) }.warnings
        .filter { $0.code == "post-place-far" }.map(\.message)
    }
    #expect(try found(Fixture()) == [])
    let far = try found(
      Fixture().changing("chainage.csv", "Alpha-Beta,Alpha,alpha", to: "Alpha-Beta,Alpha,gamma"))
    #expect(
      far.count == 1 && far[0].contains("'gamma' at") && far[0].contains("lies 180"), "\(far)")
  }

  /// The country is so large that it has what the swap makes of a place, too.
  @Test(arguments: [
    ("Alpha-Beta,Mid,mid,75,BOOK,sourced\n", "post-place-far"), ("", "swapped-axes"),
  ])
  func `swapped axes of a place inside of its country are found by the line`(
    post: String, code: String
  ) throws {
    func mistakes(_ position: String) throws -> [Diagnostic] {
      let place =
        "{\"type\": \"Feature\", \"id\": \"mid\", \"geometry\": {\"type\": \"Point\", \"coordinates\": "
        + "[\(position)]},\n \"properties\": {\"name\": \"Mid\", \"kind\": \"station\", \"country\": \"AA\", "
        + "\"provenance\": \"digitised\", \"sources\": [\"BOOK\"]}},\n"
      let beta = "{\"type\": \"Feature\", \"id\": \"beta\""
      let posts = "Alpha-Beta,\"Beta"
      return try Fixture().changing("places.geojson", beta, to: place + beta)
        .changing("chainage.csv", posts, to: post + posts)
        .changing(
          "borders/countries.geojson",
          "\"Polygon\", \"coordinates\": [[[9, 49], [12, 49], [12, 51], [9, 51], [9, 49]]]",
          to:
            "\"MultiPolygon\", \"coordinates\": [[[[9, 49], [12, 49], [12, 51], [9, 51], [9, 49]]], "
            + "[[[50, 10], [52, 10], [52, 12], [50, 12], [50, 10]]]]"
        ).mistakes()
    }
    #expect(try mistakes("11.0, 50.1") == [])
    let found = try mistakes("50.1, 11.0")
    #expect(found.map(\.code) == [code], "\(found)")
    #expect(found.first?.remedy.hasPrefix("swapped axes? write longitude first: ") == true)
  }
}
