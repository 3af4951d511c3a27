import Foundation
import Testing

/// One- and two-way tables of results.
@Suite struct SweepTests {
  private static let axis = "rail.speed.tsr=500:1300:5 km/day"
  private static let sweep = ["sweep", "container:busan-hamburg", axis]

  private func csv(_ arguments: [String]) async throws -> [[String]] {
    let outcome = try await Command.run(arguments + ["--format", "csv"])
    #expect(outcome.code == 0, "\(outcome.complaint)")
    return outcome.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func `a cell is what compare says with these values`() async throws {
    let rows = try await csv(
      Self.sweep + [
        "horizon.construction=4:6:3 year", "--route", "tkr-east", "--outcome", "share",
        "--outcome", "npv_musd", "--outcome", "price_usd_per_teu",
      ])
    #expect(rows[0].prefix(3) == ["comparison", "rail.speed.tsr", "horizon.construction"])
    #expect(rows.count == 1 + 5 * 3 * 3)
    for (speed, years) in [("700", "5"), ("1100", "6")] {
      let compared = try await csv([
        "compare", "container:busan-hamburg", "--set", "rail.speed.tsr=\(speed) km/day", "--set",
        "horizon.construction=\(years) year",
      ])
      for key in ["share", "npv_musd", "price_usd_per_teu"] {
        let cell = try #require(
          rows.first { $0[1] == speed && $0[2] == years && $0[4] == key })
        let direct = try #require(compared.first { $0[1] == "tkr-east" && $0[2] == key })
        let (one, other) = (try #require(Double(cell[5])), try #require(Double(direct[3])))
        #expect(abs(one - other) <= 1e-8 * abs(other), "\(key)")
      }
    }
  }

  @Test func `a range may fall, be one value, or be spaced by ratios`() async throws {
    func values(_ range: String) async throws -> [String] {
      let rows = try await csv([
        "sweep", "container:busan-hamburg", "rail.speed.tsr=\(range) km/day", "--route", "rajin",
        "--outcome", "share",
      ])
      return rows.dropFirst().map { $0[1] }
    }
    #expect(try await values("900:700:3") == ["900", "800", "700"])
    #expect(try await values("800:800:1") == ["800"])
    #expect(try await values("100:10000:3:log") == ["100", "1000", "10000"])
  }

  @Test func `a chance of a regime is swept over what is expected`() async throws {
    let gas = "gas:vladivostok-seoul"
    let rows = try await csv(
      ["sweep", gas, "regime.sanctions.off=1:20:3 %/year", "--route", "pipeline"])
    #expect(rows.count == 1 + 3 * 3)
    var before = -Double.infinity
    for value in ["1", "10.5", "20"] {
      let politics = try await csv(
        ["politics", gas, "--set", "regime.sanctions.off=\(value) %/year"])
      for key in ["open_years", "economic.npv_expected_musd", "private.npv_expected_musd"] {
        let cell = try #require(rows.first { $0[1] == value && $0[3] == key })
        let direct = try #require(politics.first { $0[0] == "pipeline" && $0[1] == key })
        #expect(Double(cell[4]) == Double(direct[2]), "\(key) at \(value)")
        guard key == "open_years" else { continue }
        let years = try #require(Double(cell[4]))
        #expect(years > before)
        before = years
      }
    }
    // Terms of a host move what the builder expects, and not what all parties together do.
    let power = try await csv(["sweep", gas, "hold-up.power=0:100:3 %", "--route", "pipeline"])
    func column(_ key: String) -> [Double] {
      power.filter { $0.count > 4 && $0[3] == key }.compactMap { Double($0[4]) }
    }
    let builder = column("private.npv_expected_musd")
    #expect(builder.count == 3 && builder[0] > builder[1] && builder[1] > builder[2])
    #expect(Set(column("economic.npv_expected_musd")).count == 1)
    // Asked for by name they go with any range.
    let other = try await csv([
      "sweep", gas, "gas.demand=8:12:2 bcm/year", "--route", "pipeline", "--outcome", "open_years",
      "--outcome", "npv_musd",
    ])
    #expect(other.count == 5 && other[1][4] == other[3][4] && other[2][4] != other[4][4])
    let idle = try await Command.run("sweep", gas, "regime.western.close=1:20:2 %/year")
    #expect(idle.code == 0 && idle.complaint.contains("nothing here changes with"))
  }

  @Test func `there are tables of 100 columns, Markdown and JSON`() async throws {
    let text = try await Command.run(Self.sweep + ["choice.theta=0.001:0.002:9 TEU/USD @2006"])
    text.expectSuccess()
    for line in text.output.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    let markdown = try await Command.run(Self.sweep + ["--format", "markdown"])
    #expect(markdown.output.contains("| 1,300 |"))
    let outcome = try await Command.run(Self.sweep + ["--format", "json"])
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let cells = try #require(json["cells"] as? [[String: Any]])
    #expect(
      cells.count == 5
        && cells.map { $0["at"] as? [Double] } == [[500], [700], [900], [1100], [1300]])
    let routes = try #require(cells[0]["routes"] as? [String: [String: Any]])
    #expect(routes["sea-suez"]?["npv_musd"] is NSNull)
    #expect(
      (routes["sea-suez"]?["npv_musd_reason"] as? String)?.contains("nothing is built") == true)
  }

  @Test(arguments: [
    (["container:busan-hamburg"], "give one or two"),
    (["rail.speed.tsr=5:6:2 km/day"], "which comparison?"),
    (["container:busan-hambug", "rail.speed.tsr=5:6:2 km/day"], "did you mean"),
    (["container:busan-hamburg", "rail.speed.trs=5:6:2 km/day"], "did you mean 'rail.speed.tsr'?"),
    (["container:busan-hamburg", "rail.speed.tsr=5:6:2"], "without a unit"),
    (["container:busan-hamburg", "rail.speed.tsr=5:6 km/day"], "is no range"),
    (["container:busan-hamburg", "rail.speed.tsr=5:6:0 km/day"], "1 to 10000"),
    (["container:busan-hamburg", "rail.speed.tsr=5:6:1 km/day"], "two ends"),
    (["container:busan-hamburg", "rail.speed.tsr=5:6:1000000000000 km/day"], "1 to 10000"),
    (["container:busan-hamburg", "rail.speed.tsr=5:nan:3 km/day"], "not a finite number"),
    (["container:busan-hamburg", "rail.speed.tsr=0:6:3:log km/day"], "not above 0"),
    (["container:busan-hamburg", "rail.speed.tsr=0:6:3 km/day"], "above 0"),
    (["container:busan-hamburg", "horizon.construction=4:5:3 year"], "whole years"),
    (
      [
        "container:busan-hamburg", "rail.speed.tsr=500:600:3 km/day", "rail.speed.tsr=5:6:2 km/day",
      ],
      "two different"
    ),
    (
      [
        "container:busan-hamburg", "rail.speed.tsr=500:600:200 km/day", "vot.sigma=0.5:1:200",
      ], "at most 10000"
    ),
    (["container:busan-hamburg", axis, "--outcome", "npv_msd"], "did you mean `npv_musd`?"),
    (["container:busan-hamburg", axis, "--outcome", "time_days"], "time_days.door_to_door"),
    (["container:busan-hamburg", axis, "--route", "tkr"], "no route `tkr`"),
    (
      [
        "gas:vladivostok-seoul", "regime.sanctions.off=1:20:3 %/year", "--outcome", "npv_musd",
      ], "--outcome open_years"
    ),
  ])
  func `a range that means nothing is refused`(arguments: [String], says: String) async throws {
    try await Command.run(["sweep"] + arguments).expectFailure(64, says: ["error: ", says])
  }

  /// What is advised works as it stands.
  @Test(arguments: [
    ("carbon.price=0:100:3", "carbon.price=0:100:3 EUR/tCO2e @2024"),
    ("carbon.price=0:100:3 EUR/tCO2e", "carbon.price=0:100:3 EUR/tCO2e @2024"),
    ("carbon.price=1:100:3:log TEU", "carbon.price=1:100:3:log EUR/tCO2e @2024"),
    ("rail.speed.tsr=500:1300:5", "rail.speed.tsr=500:1300:5 km/day"),
    ("rail.speed.tsr=500:1300:5 kmday", "rail.speed.tsr=500:1300:5 km/day"),
    ("rail.speed.tsr=10:20:2 km/h @2020", "rail.speed.tsr=10:20:2 km/h"),
    ("regime.sanctions.off=1:20:3", "regime.sanctions.off=1:20:3 %/year"),
  ])
  func `a range without its unit is told as a range`(range: String, advised: String) async throws {
    let comparison = "container:busan-hamburg"
    try await Command.run("sweep", comparison, range)
      .expectFailure(64, says: ["write '\(advised)'"])
    let outcome = try await Command.run("sweep", comparison, advised)
    #expect(outcome.code == 0, "\(outcome.complaint)")
  }
}
