import CorridorStudy
import Testing

/// One change to the fixture and the one mistake that reading must find.
struct Mistake: Sendable, CustomTestStringConvertible {
  let file: String
  let old: String
  let new: String
  let code: String
  /// A text in the line that the finding names; the changed text when nil.
  var at: String?
  /// The file that the finding names, when it is another.
  var found: String?
  /// A part of the message and remedy.
  let says: String

  var testDescription: String { "\(file): \(old.prefix(30)) -> \(new.prefix(30))" }

  init(
    _ file: String, _ old: String, _ new: String, _ code: String, at: String? = nil,
    found: String? = nil, _ says: String
  ) {
    self.file = file
    self.old = old
    self.new = new
    self.code = code
    self.at = at
    self.found = found
    self.says = says
  }
}

@Suite struct MistakeTests {
  @Test func `the fixture has no mistake`() throws {
    #expect(try Fixture().mistakes() == [])
  }

  @Test(arguments: [
    Mistake("study.yaml", "summary:", "sumary:", "unknown-key", "did you mean 'summary'?"),
    Mistake(
      "study.yaml", "speed: rail.speed\n    tariff: {container: rail.tariff}\n    capex",
      "speed: rail.sped\n    tariff: {container: rail.tariff}\n    capex", "unknown-assumption",
      "did you mean 'rail.speed'?"),
    Mistake(
      "study.yaml", "time: border.time", "time: border.tme", "unknown-assumption",
      "did you mean 'border.time'?"),
    Mistake(
      "study.yaml", "volume: demand.volume", "volume: demand.volum", "unknown-assumption",
      "did you mean 'demand.volume'?"),
    Mistake(
      "study.yaml", "origin: alpha", "origin: alpa", "unknown-place", "did you mean 'alpha'?"),
    Mistake("study.yaml", "    mode: sea", "    mode: see", "unknown-mode", "did you mean 'sea'?"),
    Mistake(
      "study.yaml", "kind: border", "kind: boarder", "unknown-kind", "did you mean 'border'?"),
    Mistake("study.yaml", "currency: USD", "currency: USB", "bad-currency", "ISO 4217"),
    Mistake(
      "study.yaml", "currency: USD, price_year: 2020", "currency: USD", "missing-key",
      "add 'price_year'"),
    Mistake(
      "study.yaml", "services:\n",
      "correlations:\n  - {between: [rail.speed, border.time], rank: 1.1, class: memory}\nservices:\n",
      "out-of-range", at: "rank: 1.1", "from -1 to 1"),
    Mistake(
      "study.yaml", "services:\n",
      "correlations:\n  - {between: [rail.speed, rail.speed], rank: 1, class: memory}\nservices:\n",
      "bad-pair", at: "rank: 1", "two different assumptions"),
    Mistake(
      "study.yaml", "services:\n",
      "correlations:\n  - {between: [rail.speed, border.tme], rank: 1, class: memory}\nservices:\n",
      "unknown-assumption", at: "rank: 1", "did you mean 'border.time'?"),
    Mistake(
      "study.yaml", "services:\n",
      "correlations:\n  - {between: [rail.speed, border.time], rank: 1, class: memory}\n"
        + "  - {between: [border.time, rail.speed], rank: 0.5, class: memory}\nservices:\n",
      "duplicate-correlation", at: "rank: 0.5", "correlated twice"),
    Mistake("study.yaml", "deviation_m: 20", "deviation_m: -20", "out-of-range", "greater than 0"),
    Mistake("study.yaml", "deviation_m: 20", "deviation_m: .nan", "not-finite", "finite number"),
    Mistake("study.yaml", "[0.99, 1.35]", "[1.35, 0.99]", "out-of-range", "[0.99, 1.35]"),
    Mistake(
      "study.yaml", "capex: {new: rail.capex}", "capex: {newe: rail.capex}", "unknown-key",
      "did you mean 'new'?"),
    Mistake(
      "study.yaml", "constants: {land: factor.one}", "constants: {lant: factor.one}",
      "unknown-route",
      at: "container:alpha-delta:", "did you mean 'land'?"),
    Mistake(
      "study.yaml", "    destination: delta", "    destination: gamma", "route-end",
      at: "container:alpha-delta/land",
      found: "corridors.yaml", "ends at 'delta' and not at its destination 'gamma'"),
    Mistake(
      "study.yaml", "name: A railway\n    mode: rail",
      "name: A railway\n    name: A railway\n    mode: rail", "yaml",
      at: "name: A railway\n    mode", "stands twice"),
    Mistake("study.yaml", "id: test", "id: &anchor test", "yaml", "anchor"),
    Mistake("study.yaml", "id: test", "id: [test", "yaml", at: "title:", "close the bracket"),
    Mistake(
      "study.yaml", "attribution: Nobody.", "attribution: Nobody: no one", "yaml", "quote the value"
    ),
  ])
  func `a mistake of the study's file is found where it is`(mistake: Mistake) throws {
    try check(mistake)
  }

  @Test(arguments: [
    Mistake(
      "assumptions.yaml", "shape: triangular", "shape: triangle", "unknown-shape",
      "did you mean 'triangular'?"),
    Mistake(
      "assumptions.yaml", "shape: triangular", "shape: beta", "bad-value",
      "write 'distribution: beta(...)'"),
    Mistake(
      "assumptions.yaml", "low: 700", "distribution: pert(1, 2, 3)", "superfluous-key",
      at: "base: 900", "delete 'base', 'high', 'shape', or 'distribution'"),
    Mistake(
      "assumptions.yaml", "class: judgement", "class: judgment", "unknown-class",
      "did you mean 'judgement'?"),
    Mistake(
      "assumptions.yaml", "known_at: 2018-12-31", "known_at: 2018-02-30", "bad-date", "2018-12-31"),
    Mistake("assumptions.yaml", "base: 900", "base: .inf", "not-finite", "finite number"),
    Mistake("assumptions.yaml", "base: 900", "base: 9,00", "wrong-type", "without separators"),
    Mistake(
      "assumptions.yaml", "base: 900", "base: 600", "range-order", at: "rail.speed:",
      "low (700) is above base (600) km/day"),
    Mistake(
      "assumptions.yaml", "base: 900", "base: 1400", "range-order", at: "rail.speed:",
      "put low, base and high in order"),
    Mistake(
      "assumptions.yaml", "value: 2,", "value: 3.5,", "range-order", at: "rail.capex:",
      "after restating"),
    Mistake(
      "assumptions.yaml", "  high: 1300\n", "", "half-range", at: "low: 700",
      "both 'low' and 'high'"),
    Mistake(
      "assumptions.yaml", "unit: TEU/year", "unit: TEU/yearr", "bad-unit", "did you mean 'year'?"),
    Mistake(
      "assumptions.yaml", "unit: TEU/year", "unit: t/year", "unit-mismatch", at: "demand.volume:",
      "give it in TEU/year"),
    Mistake(
      "study.yaml", "time: border.time", "time: rail.speed", "unit-mismatch",
      "name another, or give it in day"),
    Mistake(
      "assumptions.yaml", "unit: TEU/year", "unit: TEU/year\n  price_year: 2020",
      "superfluous-price-year",
      at: "price_year: 2020\n  known_at: 2019-12-31\n  sources: [BOOK]\n  class: sourced\nchoice",
      "delete 'price_year'"),
    Mistake(
      "assumptions.yaml", "  price_year: 2018\n", "", "missing-price-year",
      at: "unit: USD/TEU\n  known_at",
      "add 'price_year'"),
    Mistake(
      "assumptions.yaml", "price_year: 2018", "price_year: 2017", "cannot-restate",
      at: "cargo.value:", "add a row for USD to deflators.csv"),
    Mistake(
      "assumptions.yaml", "  formula: 300 MUSD / 100 km\n", "", "missing-formula",
      at: "rail.capex:", "add 'formula'"),
    Mistake(
      "assumptions.yaml", "sources: [BOOK]\n  class: derived", "sources: []\n  class: derived",
      "missing-source", at: "rail.capex:", "KEY"),
    Mistake(
      "assumptions.yaml", "sources: [BOOK]\n  class: derived", "sources: [BOK]\n  class: derived",
      "unknown-source", "did you mean 'BOOK'?"),
    Mistake(
      "assumptions.yaml", "rail.capex:", "rail.speed:", "yaml", at: "rail.speed:\n  name: Cost",
      "'rail.speed' stands twice"),
    Mistake(
      "assumptions.yaml", "name: Speed of trains", "nme: Speed of trains", "unknown-key",
      "did you mean 'name'?"),
    Mistake("assumptions.yaml", "base: 900", "\tbase: 900", "yaml", "indent with spaces"),
    Mistake("deflators.csv", "USD,2018,98", "USD,-2018,98", "wrong-type", "such as 2011"),
    Mistake("deflators.csv", "USD,2018,98", "USD,20180,98", "wrong-type", "such as 2011"),
    Mistake("deflators.csv", "USD,2018,98", "USD,2018,inf", "not-finite", "finite number"),
    Mistake(
      "deflators.csv", "USD,2018,98", "USD,2020,98", "bad-deflator", at: "USD,2020,100",
      "two values for 2020"),
    Mistake(
      "deflators.csv", "series,year", "serie,year", "csv-header", "series,year,value,source,class"),
    Mistake(
      "deflators.csv", "USD,2018,98,BOOK,sourced", "USD,2018,98,BOOK", "csv-columns",
      "4 fields instead of 5"),
    Mistake(
      "sources.json", "}}\n",
      "}},\n {\"id\": \"BOOK\", \"type\": \"book\", \"title\": \"Another\", \"URL\": \"u\"}\n",
      "duplicate-id", at: "Another", "rename or delete"),
    Mistake(
      "sources.json", "\"title\": \"A book\",", "", "missing-key", at: "\"id\": \"BOOK\"",
      "add 'title'"),
    Mistake("sources.json", "]]}}\n]", "]]}}\n", "json", at: "", "cut short"),
  ])
  func `a mistake of assumptions, deflators or sources is found where it is`(mistake: Mistake)
    throws
  {
    try check(mistake)
  }

  @Test(arguments: [
    Mistake("places.geojson", "[10.0, 50.0]", "[43.1, 131.9]", "geojson", "swapped axes?"),
    Mistake("places.geojson", "[10.0, 50.0]", "[10.0, 91]", "geojson", "latitude 91"),
    Mistake("places.geojson", "[10.0, 50.0]", "[NaN, 50.0]", "geojson", "NaN"),
    Mistake("places.geojson", "[10.0, 50.0]", "[4430000, 5500000]", "geojson", "reproject"),
    Mistake(
      "places.geojson", "\"features\": [",
      "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"EPSG:3857\"}}, \"features\": [",
      "geojson", "reproject"),
    Mistake(
      "places.geojson", "\"id\": \"gamma\"", "\"id\": \"alpha\"", "duplicate-id",
      at: "[14.0, 51.0]", "rename or delete"),
    Mistake("places.geojson", "\"id\": \"gamma\"", "\"id\": 7", "missing-id", "\"id\""),
    Mistake(
      "places.geojson", "\"kind\": \"city\"", "\"kind\": \"citty\"", "unknown-kind",
      "did you mean 'city'?"),
    Mistake(
      "places.geojson", "\"country\": \"AA\"", "\"country\": \"Aland\"", "bad-country",
      "two capital letters"),
    Mistake(
      "places.geojson", "\"kind\": \"city\", \"country\": \"AA\"", "\"kind\": \"city\"",
      "missing-key",
      at: "\"id\": \"alpha\"", "add 'country'"),
    Mistake(
      "places.geojson", "\"open\": true", "\"open\": false", "missing-key", at: "\"id\": \"beta\"",
      "reason"),
    Mistake("places.geojson", "\"open\": true", "\"open\": \"yes\"", "wrong-type", "true or false"),
    Mistake(
      "links.geojson", "\"from\": \"alpha\"", "\"from\": \"alpa\"", "unknown-place",
      "did you mean 'alpha'?"),
    Mistake(
      "links.geojson", "[[10.0, 50.0], [11.0", "[[10.0, 51.0], [11.0", "link-end-far",
      at: "\"id\": \"west\"", "111.2 km from its place 'alpha'"),
    Mistake(
      "links.geojson", "[[10.0, 50.0], [11.0, 50.1], [12.0, 50.0]]",
      "[[50.0, 10.0], [50.1, 11.0], [50.0, 12.0]]", "link-end-far",
      at: "\"id\": \"west\"", "swap the axes of the line"),
    Mistake(
      "links.geojson", "[[10.0, 50.0], [11.0, 50.1], [12.0, 50.0]]", "[[12.0, 50.0], [10.0, 50.0]]",
      "link-reversed",
      at: "\"id\": \"west\"", "swap 'from' and 'to'"),
    Mistake(
      "links.geojson", "\"id\": \"ferry\"", "\"id\": \"trunk\"", "duplicate-id", at: "  trunk:",
      found: "corridors.yaml", "has the id of the link"),
    Mistake(
      "links.geojson", "\"class\": \"sea\"", "\"class\": \"rail\"", "mode-mismatch",
      at: "\"id\": \"ferry\"", "of the link's mode"),
    Mistake(
      "links.geojson", "\"status\": \"building\"", "\"status\": \"bulding\"", "unknown-status",
      "did you mean 'building'?"),
    Mistake(
      "links.geojson", "\"gauge_mm\": 1435, ", "", "missing-key", at: "\"id\": \"west\"",
      "add 'gauge_mm'"),
    Mistake(
      "links.geojson", "\"series\": \"Alpha-Beta\", ", "", "missing-key", at: "\"id\": \"west\"",
      "add 'series'"),
    Mistake(
      "links.geojson", "\"crossings\": [\"beta\"]", "\"crossings\": [\"alpha\"]",
      "unknown-border-crossing", "border_crossing"),
    Mistake(
      "links.geojson", "\"declared_km\": 150", "\"declared_km\": \"150\"", "wrong-type",
      "number without quotes"),
    Mistake(
      "links.geojson", "[[14.0, 51.0], [18.0, 55.0]]", "[[14.0, 51.0]]", "geojson", "two positions"),
    Mistake(
      "links.geojson", "\"sea\", \"class\"", "\"sea\", \"colour\": \"blue\", \"class\"",
      "unknown-key", "colour"),
    Mistake(
      "places.geojson", "name_ko", "name_portuguese", "unknown-key",
      "the two lower-case letters of the language's ISO 639-1 code"),
    Mistake("places.geojson", "name_ko", "name_XX", "unknown-key", "such as name_fr"),
    Mistake(
      "study.yaml", "name: A railway", "name: A railway\n    name_pt: Um caminho", "unknown-key",
      at: "name_pt", "has no key 'name_pt'"),
    Mistake(
      "corridors.yaml", "links: [west, east]", "links: [west, est]", "unknown-link",
      "did you mean 'east'?"),
    Mistake(
      "corridors.yaml", "id: ferry", "id: fery", "unknown-corridor-or-link", "did you mean 'ferry'?"
    ),
    Mistake(
      "corridors.yaml", "container:alpha-delta/land", "container:alpha-dleta/land",
      "unknown-comparison",
      "did you mean 'container:alpha-delta'?"),
    Mistake(
      "corridors.yaml", "      - trunk\n", "      - west\n", "route-gap", at: "{id: ferry",
      "'ferry' begins at 'gamma'"),
    Mistake(
      "corridors.yaml", "to: delta", "to: gamma", "route-gap", "correct 'from' or 'to'"),
    Mistake(
      "corridors.yaml", "to: delta", "to: beta", "route-gap", "'ferry' does not touch 'beta'"),
    Mistake(
      "borders/countries.geojson", "\"id\": \"BB\"", "\"id\": \"Bland\"", "bad-country",
      "two capital letters"),
    Mistake(
      "zones.geojson", "\"kind\": \"economic_zone\"", "\"kind\": \"zone\"", "unknown-kind",
      "economic_zone"),
    Mistake("zones.geojson", "[\"BOOK\"]", "[\"BOKK\"]", "unknown-source", "did you mean 'BOOK'?"),
    Mistake(
      "zones.geojson", "\"since\": 1991", "\"since_class\": \"memory\"", "missing-key",
      at: "\"id\": \"park\"", "add 'since'"),
    Mistake(
      "borders/boundaries.geojson", "\"declared_km\": 222.5", "\"declared_class\": \"excerpt\"",
      "missing-key", at: "\"id\": \"aa-bb\"", "add 'declared_km'"),
    Mistake("chainage.csv", "beta,150", "betta,150", "unknown-place", "did you mean 'beta'?"),
    Mistake("chainage.csv", "\"Beta, the border\"", "\"Beta, the border", "csv", "never ends"),
    Mistake(
      "scenarios/slow.yaml", "inherits: base", "inherits: bas", "unknown-scenario",
      "did you mean 'base'?"),
    Mistake(
      "scenarios/slow.yaml", "inherits: base", "inherits: slow", "scenario-cycle", "slow -> slow"),
    Mistake(
      "scenarios/slow.yaml", "rail.speed:", "rail.spede:", "unknown-assumption",
      "did you mean 'rail.speed'?"),
    Mistake(
      "scenarios/slow.yaml", "500 km/day", "500 USD/TEU", "unit-mismatch", "give it in km/day"),
    Mistake("scenarios/slow.yaml", "500 km/day", "fast", "bad-value", "900 km/day"),
    Mistake("alignments/east.csv", "digitised", "drawn", "unknown-source", "use one of: BOOK"),
  ])
  func `a mistake of geometry, corridors or tables is found where it is`(mistake: Mistake) throws {
    try check(mistake)
  }

  private func check(_ mistake: Mistake) throws {
    let fixture = try Fixture().changing(mistake.file, mistake.old, to: mistake.new)
    let mistakes = try fixture.mistakes()
    let first = try #require(mistakes.first { $0.code == mistake.code }, "\(mistakes)")
    let file = mistake.found ?? mistake.file
    #expect(first.location.file == file, "\(first)")
    if mistake.at != "" {
      #expect(
        first.location.line == fixture.line(of: mistake.at ?? mistake.new, in: file), "\(first)")
      #expect(first.location.column > 0, "\(first)")
    }
    #expect((first.message + "; " + first.remedy).contains(mistake.says), "\(first)")
  }
}
