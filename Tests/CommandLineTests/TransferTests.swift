import Foundation
import Testing

/// What changes of ship and of mode take in the studies that come with the command.
@Suite("transfers of the studies") struct TransferTests {
  private static func step(_ kind: String, _ subject: String, of route: RouteTests.Object) throws
    -> RouteTests.Object
  {
    let steps = try #require(route["steps"] as? [RouteTests.Object])
    return try #require(
      steps.first { $0["kind"] as? String == kind && $0["subject"] as? String == subject })
  }

  @Test(arguments: ["Geo", "Examples/lobito"])
  func `every transfer that links make possible has a rule`(folder: String) async throws {
    let outcome = try await Command.run("check", "--study", folder, in: Command.root)
    outcome.expectSuccess()
    #expect(!outcome.output.contains("unpriced-transfer"), "\(outcome.output.suffix(600))")
    #expect(!outcome.output.contains("no event gives time or money"))
  }

  /// Two handlings at 50,000 won, at 1,363.4 won to the dollar; 13.4 million TEU counted twice.
  @Test func `a change of ship at Busan takes days and money`() async throws {
    let object = try await RouteTests.json("route", "vostochny", "hamburg", "--require", "busan")
    let route = try #require(try RouteTests.routes(object).first)
    let change = try Self.step("transfer", "busan", of: route)
    #expect(change["days"] as? Double == 3)
    let cost = try #require(change["usd_per_teu"] as? Double)
    #expect(abs(cost - 100_000 / 1363.4) < 1e-6, "\(cost)")
    #expect(change["capacity_teu_per_year"] as? Double == 6_700_000)
    #expect(route["unpriced"] as? [String] == [])
  }

  /// 209 roubles of 2009 at 31.74 to the dollar, by the index of prices to those of 2024.
  @Test func `oil pays for the racks between pipeline and railway`() async throws {
    let object = try await RouteTests.json(
      "route", "taishet", "kozmino", "--service", "oil", "-k", "4")
    let mixed = try RouteTests.routes(object).filter {
      Set($0["modes"] as? [String] ?? []) == ["rail", "oil_pipeline"]
    }
    #expect(mixed.count == 2)
    for route in mixed {
      let change = try Self.step("transfer", "skovorodino", of: route)
      #expect(change["days"] as? Double == 1)
      let cost = try #require(change["usd_per_t"] as? Double)
      #expect(abs(cost - 209 / 31.74 * 125.2237 / 88.5553) < 1e-6, "\(cost)")
      #expect(change["capacity_t_per_year"] as? Double == 15_000_000)
    }
  }

  @Test func `a flow beyond what Busan passes finds no way over a change of ship`() async throws {
    let arguments = ["route", "vostochny", "hamburg", "--avoid", "rail", "--flow"]
    try await Command.run(arguments + ["6000000"]).expectSuccess()
    let refused = try await Command.run(arguments + ["7000000"])
    #expect(refused.code == 1)
    #expect(refused.complaint.contains("no route from vostochny to hamburg"))
    #expect(refused.complaint.contains("ship.transfer.capacity"))
  }

  /// What was known at the end of 2010 has figures of its own.
  @Test func `a vintage of 2010 prices a change of ship by what was known`() async throws {
    let object = try await RouteTests.json(
      "route", "vostochny", "hamburg", "--require", "busan", "--scenario", "base-2010")
    let change = try Self.step(
      "transfer", "busan", of: #require(try RouteTests.routes(object).first))
    // 100 dollars of 2003 by the price index from 77.0 to 125.2.
    let cost = try #require(change["usd_per_teu"] as? Double)
    #expect(abs(cost - 162.6) < 0.1, "\(cost)")
    #expect(change["capacity_teu_per_year"] as? Double == 1_945_000)
  }
}
