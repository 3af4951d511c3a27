import Foundation
import Testing

/// Studies that can be read and must not be reckoned with: lengths of other lines, borders that are wrong
/// far from every route, routes that are closed.
@Suite struct AbsurdStudyTests {
  private static func declare(_ kilometres: Double) -> Damage {
    Damage.features("links.geojson", "a declared length of \(kilometres) km") { features in
      for place in features.indices where features[place]["id"] as? String == "moscow-brest" {
        features[place].set("properties", "declared_km", kilometres)
      }
    }
  }

  // The line has some 1,050 km.
  @Test(arguments: [1e308, 50_000, 39_000, 90, 1e-5])
  func `a declared length of another line stops every verb`(kilometres: Double) async throws {
    try await Command.withStudy { parent, study in
      _ = try Self.declare(kilometres).make(in: study)
      for verb in [["compare", "container:busan-hamburg"], ["export", "out"]] {
        try await Command.run(verb, in: parent)
          .expectFailure(65, says: ["Geo/links.geojson:", "moscow-brest", "declared"])
      }
      let check = try await Command.run("check", in: parent)
      let errors = check.output.split(separator: "\n").filter { $0.contains(": error: ") }
      #expect(check.code == 1 && errors.count == 1, "\(check.output)\(check.complaint)")
      #expect(errors.first?.contains("moscow-brest") == true)
    }
  }

  /// Changes the countries of a study; `compare`, `export` and `check` have to tell.
  private func expectAllTell(
    _ words: String, _ change: @escaping @Sendable (_ features: inout [[String: Any]]) -> Void
  ) async throws {
    try await Command.withStudy { parent, study in
      _ = try Damage.features("borders/countries.geojson", words, change: change).make(in: study)
      for verb in [["compare", "container:busan-hamburg"], ["export", "out"]] {
        let outcome = try await Command.run(verb, in: parent)
        #expect(outcome.code == 65 && outcome.output.isEmpty, "\(outcome.complaint)")
        #expect(outcome.complaint.contains(words), "\(outcome.complaint)")
      }
      #expect(!FileManager.default.fileExists(atPath: parent.appending(path: "out").path))
      let check = try await Command.run("check", in: parent)
      #expect(check.code == 1 && check.output.contains(words))
    }
  }

  @Test func `a country with swapped axes stops a run`() async throws {
    try await expectAllTell("lies outside its country 'PL'") { features in
      for place in features.indices where features[place]["id"] as? String == "PL" {
        let geometry = features[place]["geometry"] as? [String: Any]
        let rings = geometry?["coordinates"] as? [[[Double]]] ?? []
        features[place]["bbox"] = nil
        features[place].set(
          "geometry", "coordinates", rings.map { $0.map { Array($0.reversed()) } })
      }
    }
  }

  @Test func `a country that is missing stops a run`() async throws {
    try await expectAllTell("of the country 'PL'") { features in
      features.removeAll { $0["id"] as? String == "PL" }
    }
  }

  @Test func `an open ring far from every route stops a run`() async throws {
    try await expectAllTell("repeat the first position") { features in
      for place in features.indices where features[place]["id"] as? String == "AD" {
        features[place]["bbox"] = nil
        features[place]["geometry"] = [
          "type": "Polygon",
          "coordinates": [[[1.4, 42.4], [1.8, 42.4], [1.8, 42.7], [1.4, 42.6]]],
        ]
      }
    }
  }

  @Test(arguments: ["suez-closed", "red-sea-2024"])
  func `a closed route comes last and is never the best`(scenario: String) async throws {
    let outcome = try await Command.run(
      "compare", "container:busan-hamburg", "--scenario", scenario)
    outcome.expectSuccess()
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
    let tables = lines.split(whereSeparator: \.isEmpty).filter { block in
      block.contains { $0.hasPrefix("---") }
    }
    #expect(tables.count == 2)
    for table in tables {
      let last = try #require(table.last)
      #expect(last.hasPrefix("sea-suez ") && !last.contains("*"), "\(last)")
      #expect(table.contains { $0.contains("*") })
    }
    #expect(outcome.output.contains("sorted by generalised cost, closed routes last"))
  }

  @Test func `an escape code of a study does not reach the terminal`() async throws {
    try await Command.withStudy { parent, study in
      _ = try Damage.text(
        "study.yaml", "title: Containers from Busan to Hamburg",
        "title: \"Containers \\x1b[31m from Busan\""
      ).make(in: study)
      let outcome = try await Command.run("compare", "container:busan-hamburg", in: parent)
      outcome.expectSuccess()
      #expect(!outcome.output.contains("\u{1B}"))
      #expect(outcome.output.contains("\\u{1B}[31m"))
    }
  }
}
