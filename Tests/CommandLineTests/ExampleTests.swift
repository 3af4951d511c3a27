import Foundation
import Testing

/// The studies under Examples/, which are data alone.
@Suite struct ExampleTests {
  static let lobito = Command.root.appending(path: "Examples/lobito").path

  @Test func `the Lobito study has no errors and warns of what its data leave open`() async throws {
    let outcome = try await Command.run("check", "--study", Self.lobito)
    outcome.expectSuccess()
    #expect(outcome.output.contains("\n0 errors, "))
    let warnings = outcome.output.split(separator: "\n").filter { $0.contains(": warning: ") }
    let known = [
      "is a judgement", "is from memory", "have no source", "no URL is given",
      "changes nothing: no link with works", "is drawn straight over more than 60 km",
      "where others end, and does not end there",
    ]
    #expect(
      warnings.allSatisfy { line in known.contains { line.contains($0) } }, "\(outcome.output)")
  }

  @Test(arguments: ["copper:kolwezi-rotterdam", "copper:kolwezi-shanghai"])
  func `its comparisons pass the countries that they should`(comparison: String) async throws {
    let outcome = try await Command.run(
      "compare", "--study", Self.lobito, comparison, "--format", "json")
    outcome.expectSuccess()
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let routes = try #require((object as? [String: Any])?["routes"] as? [[String: Any]])
    #expect(routes.count >= 6)
    // By the map: what lies between Kolwezi and the port.
    let countries = [
      "lobito-rail": ["AO", "CD"], "dar-rail": ["CD", "TZ", "ZM"], "dar-road": ["CD", "TZ", "ZM"],
      "durban-road": ["CD", "ZA", "ZM", "ZW"], "beira-road": ["CD", "MZ", "ZM", "ZW"],
      "walvis-bay-road": ["CD", "NA", "ZM"],
    ]
    for route in routes {
      guard let id = route["id"] as? String, let wanted = countries[id] else { continue }
      let lengths = try #require(route["length_km_by_country"] as? [String: Double])
      let overland = lengths.keys.filter { $0 != "EG" }.sorted()
      #expect(overland == wanted, "\(id)")
    }
    let lobito = try #require(routes.first { $0["id"] as? String == "lobito-rail" })
    // 1,289 + 450 km, as the users of the line give them, and the sea.
    let land = try #require(lobito["length_km"] as? Double) - (lobito["sea_km"] as? Double ?? 0)
    #expect(abs(land - 1739) < 0.01)
  }

  @Test func `closing the Red Sea leaves no share to ships through it`() async throws {
    let outcome = try await Command.run(
      "compare", "--study", Self.lobito, "copper:kolwezi-rotterdam", "--scenario", "red-sea",
      "--format", "json")
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let routes = try #require((object as? [String: Any])?["routes"] as? [[String: Any]])
    for route in routes {
      let id = try #require(route["id"] as? String)
      let isClosed = ["beira-road", "dar-road", "dar-rail"].contains(id)
      #expect((route["share"] as? Double == nil) == isClosed, "\(id)")
    }
  }

  @Test func `its claims are audited`() async throws {
    let outcome = try await Command.run("audit", "--study", Self.lobito)
    outcome.expectSuccess()
    #expect(outcome.output.contains("6 claims: "))
  }

  /// Of a process of two states the long run is in each by the chance of coming to it.
  @Test func `its politics run, and last as their chances say`() async throws {
    typealias Object = [String: Any]
    let outcome = try await Command.run("politics", "--study", Self.lobito, "--format", "json")
    outcome.expectSuccess()
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? Object)
    let processes = try #require(object["processes"] as? [Object])
    let comings = ["line": (75.0, 5.0), "copperbelt": (85, 15), "red-sea": (40, 4)]
    #expect(processes.count == comings.count)
    for process in processes {
      let (first, second) = try #require(comings[process["id"] as? String ?? ""])
      let long = try #require(process["long_run"] as? [Double])
      #expect(abs(long[0] - first / (first + second)) < 1e-8)
      #expect(abs(long[1] - second / (first + second)) < 1e-8)
    }
  }

  @Test(arguments: [
    ["risk", "copper:kolwezi-shanghai", "--samples", "64"],
    ["risk", "copper:kolwezi-rotterdam", "--samples", "64", "--scenario", "line-cut"],
    ["politics", "copper:kolwezi-rotterdam"],
    ["sensitivity", "copper:kolwezi-rotterdam"],
    ["critical", "copper:kolwezi-shanghai"],
    ["route", "kolwezi", "shanghai", "--avoid", "regime:disputed"],
    ["explain", "copper:kolwezi-rotterdam/lobito-rail/npv_musd"],
    ["diff", "base", "line-cut"],
    ["sweep", "copper:kolwezi-rotterdam", "rail.tariff=0.03:0.08:3 USD/t-km @2024"],
  ])
  func `every verb works on it`(words: [String]) async throws {
    try await Command.run(words + ["--study", Self.lobito]).expectSuccess()
  }
}
