import CorridorGeometry
import CorridorUnits
import Testing

/// Stretches drawn as text: a letter is a country, `-` is sea, the number is kilometres.
private func stretches(_ drawing: String) -> [CountryStretch] {
  var chainage = 0.0
  return drawing.split(separator: " ").map { word in
    let from = chainage
    chainage += Double(word.dropFirst()) ?? 0
    return CountryStretch(
      country: word.first == "-" ? nil : String(word.prefix(1)),
      from: Length(kilometres: from), to: Length(kilometres: chainage),
      start: at(from / 100, 0), end: at(chainage / 100, 0))
  }
}

@Suite struct AbsorptionTests {
  private func joined(_ drawing: String, sliver: Double) -> String {
    BorderMeasure(joining: stretches(drawing), sliver: Length(kilometres: sliver))
      .stretches.map { stretch in
        let length = (stretch.length.kilometres * 1000).rounded() / 1000
        return "\(stretch.country ?? "-")\(length)"
      }.joined(separator: " ")
  }

  @Test(arguments: [
    // Between two stretches of one country, or of none, the short one joins both.
    ("A10 B1 A10", "A21.0"),
    ("-10 B1 -20", "-31.0"),
    ("A10 -1 A10", "A21.0"),
    // A river mouth is divided at its middle.
    ("A10 -1 B10", "A10.5 B10.5"),
    // A sliver of land joins the longer neighbour, the earlier of equals.
    ("A10 C1 B20", "A10.0 B21.0"),
    ("A20 C1 B10", "A21.0 B10.0"),
    ("A10 C1 B10", "A11.0 B10.0"),
    ("A10 C1 -20", "A10.0 -21.0"),
    // At the ends there is one neighbour only.
    ("-1 A10 C1", "A12.0"),
    ("C1 A10", "A11.0"),
    // The shortest goes first.
    ("A10 -1 B0.5 A10", "A21.5"),
    ("A10 B0.2 A0.3 B0.2 A0.4 B10", "A11.1 B10.0"),
    ("A1 B1.2", "B2.2"),
    ("A0.5", "A0.5"),
    // What is long enough stays.
    ("A10 -2 B10", "A10.0 -2.0 B10.0"),
    ("A2 B2 A2", "A2.0 B2.0 A2.0"),
    // Neighbours of one country are joined, and nothing at all is left out.
    ("A10 A5 -0 A3 B7", "A18.0 B7.0"),
    ("", ""),
  ])
  func `short stretches are absorbed by the rules`(_ given: String, _ expected: String) {
    #expect(joined(given, sliver: 2) == expected)
  }

  @Test func `a sliver of zero absorbs nothing`() {
    #expect(joined("A10 B0.001 A10", sliver: 0) == "A10.0 B0.001 A10.0")
  }

  @Test func `a sea gap within one country or a long one between two is no crossing`() {
    let within = BorderMeasure(joining: stretches("A10 -5 A10"), sliver: Length(kilometres: 2))
    #expect(within.crossings.isEmpty)
    let between = BorderMeasure(joining: stretches("A10 -5 B10"), sliver: Length(kilometres: 2))
    #expect(between.crossings.isEmpty)
  }

  @Test func `a short gap between two countries is a crossing at its middle`() throws {
    let found = BorderMeasure(joining: stretches("A10 -1 B10"), sliver: Length(kilometres: 2))
    let crossing = try #require(found.crossings.first)
    #expect(found.crossings.count == 1)
    #expect(abs(crossing.chainage.kilometres - 10.5) < 1e-9)
    #expect(abs(crossing.coordinate.longitude - 0.105) < 1e-9)
  }

  @Test func `the middle of a bent gap lies on the line`() throws {
    let borders = try BorderIndex(countries: [
      ("AA", MultiPolygon([box(0, 0, 30, 1)])), ("BB", MultiPolygon([box(31, 0, 60, 1)])),
    ])
    let route = try line((1, 0.5), (30, 0.5), (30.5, 5), (31, 0.5), (59, 0.5))
    let found = try borders.measure(
      route, deviation: metres(20), sliver: Length(kilometres: 2000))
    let crossing = try #require(found.crossings.first)
    #expect(Geodesic.distance(from: crossing.coordinate, to: at(30.5, 5)).metres < 500)
  }

  /// Hundreds of random stretches: what must hold whatever they are.
  @Test(arguments: UInt64(1)...200)
  func `absorbing keeps length and order and leaves nothing short`(_ seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let drawing = (0..<Int.random(in: 1...60, using: &numbers)).map { _ in
      let country = ["A", "B", "C", "-"].randomElement(using: &numbers) ?? "-"
      return "\(country)\(Double.random(in: 0...5, using: &numbers))"
    }.joined(separator: " ")
    let given = stretches(drawing)
    let found = BorderMeasure(joining: given, sliver: Length(kilometres: 2)).stretches
    let whole = given.reduce(Length.zero) { $0 + $1.length }
    let sum = found.reduce(Length.zero) { $0 + $1.length }
    #expect(abs((sum - whole).metres) < 1e-6)
    #expect(found.first?.from == given.first?.from)
    #expect(found.last?.to == given.last?.to)
    if found.count > 1 { #expect(found.allSatisfy { $0.length.kilometres >= 2 }) }
    for (left, right) in zip(found, found.dropFirst()) {
      #expect(left.to == right.from)
      #expect(left.end == right.start)
      #expect(left.country != right.country)
    }
    let again = BorderMeasure(joining: found, sliver: Length(kilometres: 2)).stretches
    #expect(again == found)
  }

  @Test func `twenty thousand flickers are absorbed`() {
    var given: [CountryStretch] = []
    for number in 0..<20_000 {
      let from = Double(number)
      given.append(
        CountryStretch(
          country: number.isMultiple(of: 2) ? "A" : "B", from: metres(from),
          to: metres(from + 1), start: at(0, 0), end: at(0, 0)))
    }
    let found = BorderMeasure(joining: given, sliver: metres(1500)).stretches
    #expect(found.count == 1)
    #expect(found.first?.length == metres(20_000))
  }
}
