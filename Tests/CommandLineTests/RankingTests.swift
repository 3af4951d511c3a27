import Foundation
import Testing

/// Which routes a run of worlds sets against each other.
@Suite struct RankingTests {
  private static func ranked(_ arguments: [String]) async throws -> (
    ids: Set<String>, notes: String
  ) {
    let outcome = try await Command.run(
      ["risk"] + arguments + ["--samples", "64", "--format", "json"])
    outcome.expectSuccess()
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let ranking = try #require((object["rankings"] as? [[String: Any]])?.first)
    let routes = try #require(ranking["routes"] as? [[String: Any]])
    let notes = try #require(object["notes"] as? [String])
    return (Set(routes.compactMap { $0["id"] as? String }), notes.joined(separator: "\n"))
  }

  /// A shut canal can't be the best way, and is named; the way round the Cape can.
  @Test func `a route that the scenario closes is left out and told`() async throws {
    let comparison = "container:busan-hamburg"
    let open = try await Self.ranked([comparison])
    #expect(
      open.ids.isSuperset(of: ["sea-suez", "sea-cape"]) && !open.notes.contains("left out of"))
    let shut = try await Self.ranked([comparison, "--scenario", "suez-closed"])
    #expect(shut.ids == open.ids.subtracting(["sea-suez"]))
    #expect(shut.notes.contains("sea-suez is left out of the rankings: closed in this scenario"))
  }

  /// The same run as rows and as an object.
  @Test func `rows hold what the object holds, with intervals and the routes against each other`()
    async throws
  {
    let run = ["risk", "gas:vladivostok-seoul", "--samples", "64", "--format"]
    let text = try await Command.run(run + ["csv"])
    text.expectSuccess()
    var rows: [String: String] = [:]
    for line in text.output.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      rows[cells[1...3].joined(separator: "|")] = cells[4]
    }
    #expect(rows["|run|complete"] == "true" && rows["|run|samples"] == "64")
    #expect(rows["|run|price_year"] == "2024" && rows["|run|currency"] == "USD")
    let data = try await Command.run(run + ["json"])
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(data.output.utf8)) as? [String: Any])
    for route in try #require(object["routes"] as? [[String: Any]]) {
      let id = try #require(route["id"] as? String)
      let value = try #require(route["npv_musd"] as? [String: Any])
      let interval = try #require(value["p50_interval"] as? [Double])
      #expect(rows["\(id)|npv_musd|p50_low"].flatMap(Double.init) == interval[0])
      #expect(rows["\(id)|npv_musd|p50_high"].flatMap(Double.init) == interval[1])
    }
    for ranking in try #require(object["rankings"] as? [[String: Any]]) {
      let key = try #require(ranking["key"] as? String)
      for route in try #require(ranking["routes"] as? [[String: Any]]) {
        let id = try #require(route["id"] as? String)
        for (other, share) in try #require(route["beats"] as? [String: Double]) {
          #expect(rows["\(id)|\(key)|beats \(other)"].flatMap(Double.init) == share)
          let bounds = (route["beats_intervals"] as? [String: [Double]])?[other]
          let low = rows["\(id)|\(key)|beats \(other)_low"].flatMap(Double.init)
          let interval = try #require(bounds)
          #expect(low == interval[0] && interval[0] < interval[1])
          #expect(interval[0] <= share && share <= interval[1])
        }
        for name in ["best", "mean_rank", "mean_regret"] {
          let error = try #require(route[name + "_standard_error"] as? Double)
          let text = rows["\(id)|\(key)|\(name)_standard_error"]
          #expect(text.flatMap(Double.init) == error)
        }
        let ranks = route["ranks"] as? [Double]
        #expect((route["ranks_intervals"] as? [[Double]])?.count == ranks?.count)
        #expect(rows["\(id)|\(key)|best"].flatMap(Double.init) == route["best"] as? Double)
      }
    }
  }

  @Test func `a route that ends elsewhere is no rival`() async throws {
    let found = try await Self.ranked(["oil:taishet-kozmino"])
    #expect(found.ids == ["espo", "rail"])
    #expect(found.notes.contains("china-branch is left out of the rankings: it ends at"))
  }

  @Test func `a host that reopens the contract is told where a route passes one`() async throws {
    let run = ["risk", "gas:vladivostok-seoul", "--samples", "64", "--format", "json"]
    for (options, isTold) in [([], true), (["--politics", "none"], false)] {
      let outcome = try await Command.run(run + options)
      outcome.expectSuccess()
      let object = try #require(
        JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
      let routes = try #require(object["routes"] as? [[String: Any]])
      for key in ["renegotiated_years", "hold_up_musd"] {
        let told = routes.filter { $0[key] != nil }.compactMap { $0["id"] as? String }
        #expect(told == (isTold ? ["pipeline"] : []), "\(key)")
      }
      let notes = try #require(object["notes"] as? [String])
      #expect(notes.contains { $0.hasPrefix("drawn: in which year KP reopens") } == isTold)
    }
  }

  @Test func `one world is one, and none is no number of worlds`() async throws {
    let one = try await Command.run("risk", "gas:vladivostok-seoul", "--samples", "1")
    #expect(one.code == 0 && one.output.hasPrefix("gas:vladivostok-seoul: 1 world, "))
    for count in ["0", "1e12"] {
      try await Command.run("risk", "gas:vladivostok-seoul", "--samples", count).expectFailure(
        64, says: ["--samples is \(count == "0" ? "0" : "1000000000000"); give 1 to 4294967296"])
    }
  }
}
