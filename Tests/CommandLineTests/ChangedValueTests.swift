import Foundation
import Testing

@Suite("Changed values") struct ChangedValueTests {
  private let comparison = "container:busan-hamburg"

  /// What `compare` says was changed.
  private func changed(_ arguments: String...) async throws -> String? {
    let outcome = try await Command.run(
      ["compare", comparison, "--format", "json"] + arguments)
    outcome.expectSuccess()
    let object =
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? NSDictionary
    return (object?["conventions"] as? NSDictionary)?["changed"] as? String
  }

  @Test func `what the scenario sets is not told as of this run only`() async throws {
    let own = "rail.speed.tsr=500 km/day"
    #expect(try await changed() == nil)
    #expect(try await changed("--set", own) == "rail.speed.tsr = 500 km/day (this run only)")
    let set = "port.terminal.sd = triangular(2.0, 2.5, 4.0) day (scenario suez-closed)"
    #expect(try await changed("--scenario", "suez-closed") == set)
    #expect(
      try await changed("--scenario", "suez-closed", "--set", own)
        == set + "; rail.speed.tsr = 500 km/day (this run only)")
    // What is set over the scenario is of this run.
    #expect(
      try await changed("--scenario", "suez-closed", "--set", "port.terminal.sd=3 day")
        == "port.terminal.sd = 3 day (this run only)")
  }

  @Test(arguments: [
    "rail.tariff.1520=-1 USD/TEU-km @2024", "sea.tariff.trunk=-0.01 USD/TEU-km @2024",
  ])
  func `a price of carriage below 0 is refused`(change: String) async throws {
    let id = String(change.prefix { $0 != "=" })
    try await Command.run("compare", comparison, "--set", change)
      .expectFailure(64, says: [id, "give 0 or more", "subsidy"])
    let free = try #require(change.split(separator: "=").first) + "=0 USD/TEU-km @2024"
    try await Command.run("compare", comparison, "--set", String(free)).expectSuccess()
  }

  @Test(arguments: [
    ("rail.tariff.1520=0.25USD/TEU-km@2024", "write '0.25 USD/TEU-km @2024'"),
    ("rail.tariff.1520=0.25USD/TEU-km @2024", "write '0.25 USD/TEU-km @2024'"),
    ("rail.speed.tsr=500km/day", "write '500 km/day'"),
  ])
  func `the advice to put a space keeps the price year, and works`(
    change: String, advice: String
  ) async throws {
    try await Command.run("compare", comparison, "--set", change)
      .expectFailure(64, says: [advice])
    let id = change.prefix { $0 != "=" }
    let value = advice.dropFirst("write '".count).dropLast()
    try await Command.run("compare", comparison, "--set", "\(id)=\(value)").expectSuccess()
  }
}
