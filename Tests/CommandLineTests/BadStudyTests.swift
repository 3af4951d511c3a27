import Foundation
import Testing

@Suite struct BadStudyTests {
  static let main = [
    "study.yaml", "places.geojson", "links.geojson", "corridors.yaml", "assumptions.yaml",
    "sources.json", "deflators.csv",
  ]

  @Test(
    arguments: main.flatMap { file in
      [
        Damage.missing(file), .folder(file), .content(file, "empty", [], "is empty"),
        .content(file, "binary", (0...255).map(\.self)),
        .content(file, "Latin-1", Array("id: caf".utf8) + [0xE9, 0x0A]),
        .content(file, "UTF-16", [0xFF, 0xFE, 0x7B, 0, 0x7D, 0], "UTF-8"),
        .content(file, "deep", Array(repeating: UInt8(ascii: "["), count: 100_000)),
        .content(file, "a web page", Array("<!DOCTYPE html><html><p>404</p></html>\n".utf8)),
      ]
    })
  func `a file of the wrong kind is named`(damage: Damage) async throws {
    try await expectCompareFails(damage, lines: nil)
  }

  @Test(arguments: [
    Damage.cut("study.yaml", after: "money: {cur", "cut short"),
    .cut("corridors.yaml", after: "links: [", "never closed", "cut short"),
    .cut("assumptions.yaml", after: "sources: [", "never closed", "cut short"),
    .cut("places.geojson", after: "\"geometry\"", "cut short"),
    .cut("links.geojson", after: "\"name_ru\": \"", "cut short"),
    .cut("sources.json", after: "}", "cut short"),
  ])
  func `a file that was cut short is told as such`(damage: Damage) async throws {
    try await expectCompareFails(damage)
  }

  @Test(arguments: [
    Damage.text("places.geojson", "\"coordinates\": [", "\"coordinates\": [NaN, ", "NaN"),
    .text("places.geojson", "\"Feature\",", "\"Feature\",,", "key in double quotes"),
    .text("places.geojson", "\"kind\": \"station\"", "\"kind\": \"statoin\"", "'station'?"),
    .text("places.geojson", "\"country\": \"KZ\"", "\"contry\": \"KZ\"", "did you mean 'country'?"),
    .text("places.geojson", "\"sources\": [\"", "\"sources\": [\"x-", "not in the study"),
    .features("places.geojson", "latitude 91", "latitude 91") {
      $0[0].set("geometry", "coordinates", [131, 91])
    },
    .features("places.geojson", "swapped axes", "swapped axes?", "longitude first") {
      $0[0].set("geometry", "coordinates", [43.1, 131.9])
    },
    .features("places.geojson", "longitude 230", "longitude 230.3", "-129.7") {
      $0[0].set("geometry", "coordinates", [230.3, 43])
    },
    .features("places.geojson", "projected", "reproject to WGS 84") {
      $0[0].set("geometry", "coordinates", [14_600_000.5, 5_300_000.5])
    },
    .features("places.geojson", "a duplicate id", "has the id of the place at Geo/places.geojson") {
      $0.append($0[0])
    },
    .features("places.geojson", "no id", "has no id") { $0[0]["id"] = nil },
    .features("places.geojson", "a line", "draw it as a Point") {
      $0[0]["geometry"] = ["type": "LineString", "coordinates": [[1, 2], [3, 4]]]
    },
    .features("links.geojson", "an end that is no place", "is not in the study") {
      $0[0].set("properties", "to", "nowhere-at-all")
    },
    .features("links.geojson", "one point", "at least two positions") {
      $0[0].set("geometry", "coordinates", [[1, 2]])
    },
    .features("links.geojson", "swapped axes of a line", "swap the axes") { features in
      let geometry = features[0]["geometry"] as? [String: Any]
      let line = geometry?["coordinates"] as? [[Double]] ?? []
      features[0].set("geometry", "coordinates", line.map { Array($0.reversed()) })
    },
    .features("links.geojson", "swapped axes of a vertex", "vertex 3 of link", "longitude first") {
      let geometry = $0[0]["geometry"] as? [String: Any]
      var line = geometry?["coordinates"] as? [[Double]] ?? []
      line[2].swapAt(0, 1)
      $0[0].set("geometry", "coordinates", line)
    },
    .features("links.geojson", "a duplicate id", "has the id of the link at") { $0.append($0[0]) },
    .features("links.geojson", "a declared length of -5", "greater than 0") {
      $0[0].set("properties", "declared_km", -5)
    },
    .features("sources.json", "two sources with one key", "has the id of the source at") {
      $0.append($0[0])
    },
  ])
  func `a mistake in a JSON file is found at its place`(damage: Damage) async throws {
    try await expectCompareFails(damage, lines: nil)
  }

  @Test(arguments: [
    Damage.text("study.yaml", "currency: USD", "currency: dollars", "ISO 4217"),
    .text("study.yaml", "summary:", "sumary:", "did you mean 'summary'?"),
    .text("study.yaml", "    origin: busan", "    origin: bussan", "did you mean 'busan'?"),
    .text("study.yaml", "economic_rate: rate.economic", "economic_rate: rail.speed.tsr", "%/year"),
    .text("study.yaml", "{kind: border,", "{kind: boarder,", "did you mean 'border'?"),
    .text("assumptions.yaml", "unit: km/day", "unit: km/dya", "did you mean 'day'?"),
    .text("assumptions.yaml", "base: ", "base: .nan #", "finite"),
    .text("assumptions.yaml", "known_at: ", "known_at: 2010-02-30 #", "not a date"),
    .text("assumptions.yaml", "shape: triangular", "shape: triangle", "'triangular'?"),
    .text("assumptions.yaml", "class: derived", "class: deriven", "did you mean 'derived'?"),
    .text("assumptions.yaml", "  name: ", "\tname: ", "indent with spaces"),
    .text("corridors.yaml", "      - tsr-taishet-chita\n", "", "has a gap", "'tsr'")
      .far,
    .text("corridors.yaml", "- tsr-taishet-chita", "- tsr-taishet-chitta", "'tsr-taishet-chita'?"),
    .text("corridors.yaml", "      - khasan-link\n", "", "has a gap"),
    .text("corridors.yaml", "links: [baranovsky-khasan]", "links: []", "has no links"),
    .cut("deflators.csv", after: "USD,2000", "2 fields instead of 5"),
    .text("deflators.csv", "series,", "serie,", "series,year,value,source,class"),
    .text("deflators.csv", "USD,2000,", "USD,2000,nan#", "deflators.csv:2"),
    .text("deflators.csv", "USD,2001,", "USD,2000,", "two values for 2000"),
  ])
  func `a mistake in YAML or CSV is found in its line`(damage: Damage) async throws {
    try await expectCompareFails(damage, lines: nil)
  }

  @Test(arguments: [
    Damage.text("assumptions.yaml", "  price_year: ", "  #price_year: ", "add 'price_year'"),
    .text("assumptions.yaml", "unit: km/day", "unit: km/day\n  price_year: 2020", "price year"),
  ])
  func `money has a price year and nothing else has`(damage: Damage) async throws {
    try await expectCompareFails(damage, lines: nil)
  }

  /// Breaks a copy of the study; `compare` and `check` both have to tell.
  private func expectCompareFails(_ damage: Damage, lines: Int? = 1) async throws {
    try await Command.withStudy { parent, study in
      let line = try damage.make(in: study)
      let outcome = try await Command.run("compare", in: parent)
      #expect(!outcome.isKilled && outcome.code == damage.code, "\(outcome.complaint)")
      #expect(outcome.output.isEmpty)
      outcome.expectNoTrace()
      if let lines { #expect(outcome.complaints.count == lines, "\(outcome.complaint)") }
      #expect(outcome.complaints.count <= 11, "a wall of messages helps nobody")
      let first = try #require(outcome.complaints.first)
      for word in damage.words { #expect(outcome.complaint.contains(word), "\(first)") }
      let place = "Geo/" + (damage.found ?? damage.file)
      #expect(first.hasPrefix(place), "\(first)")
      let form = /^Geo[^:]*(:\d+(:\d+)?)?: error: [^;]+.*; .+$/
      #expect(first.wholeMatch(of: form) != nil, "file, line, what is wrong; remedy: \(first)")
      if let line, !damage.isFar {
        let near = (line - 3)...(line + 1)
        #expect(
          outcome.complaints.contains { told in
            near.contains { told.hasPrefix("\(place):\($0):") }
          }, "made in line \(line): \(outcome.complaint)")
      }
    }
  }
}
