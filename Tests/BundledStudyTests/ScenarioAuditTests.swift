import Corridor
import Testing

/// What a scenario closes is missing where a claim asks for it, and no slip of the ledger.
@Suite struct ScenarioAuditTests {
  private static let claims = Result { try StudyReader.claims(of: BundledStudy.study.get()) }

  /// The quantities of some comparisons under a scenario, politics included.
  private func quantities(_ id: String, of comparisons: [String]) throws -> Quantities {
    let study = try BundledStudy.study.get()
    let scenarios = try StudyReader.scenarios(folder: study.folder, study: study)
    let scenario = try #require(scenarios.first { $0.id == id })
    let patched = try study.patched(by: scenario).study
    let resolved = try patched.resolved(scenario: scenario, asOf: scenario.asOf)
    let lines = try #require(try MeasureIndex.kept(of: patched.links, in: patched))
    let network = try StudyNetwork(study: patched, lines: lines, assumptions: resolved)
    let appraiser = ComparisonAppraiser(
      study: patched, assumptions: resolved, scenario: id, asOf: scenario.asOf)
    let results = try comparisons.map { id in
      try appraiser.appraise(
        #require(patched.comparison(id)), routes: network.routes(of: id))
    }
    let regimes = try #require(try StudyReader.regimes(folder: study.folder, study: patched))
    let selection = try scenario.regimes.map { try RegimeSelection($0, in: regimes) }
    return Quantities(
      network: network, boundaries: [], assumptions: resolved, results: results
    ).adding(
      PoliticalQuantities(
        results: results, of: patched, resolved: resolved, regimes: regimes,
        selection: selection ?? RegimeSelection(), asOf: scenario.asOf))
  }

  private func claim(_ id: String) throws -> Claim {
    try #require(Self.claims.get().first { $0.id == id })
  }

  @Test(arguments: ["crisis", "by-pl-closed", "no-korea"])
  func `what a scenario closes has no account, and the claim is not computed`(
    scenario: String
  ) throws {
    let quantities = try quantities(scenario, of: ["container:busan-hamburg"])
    let auditor = Auditor(quantities: quantities)
    let gain = try claim("S0-26")
    #expect(auditor.mistakes(in: [gain], [], scenarios: ["base-2010"]) == [])
    var alone = gain
    alone.checks = gain.checks.map { check in
      var own = check
      own.also = []
      return own
    }
    let audited = try #require(try auditor.audit([alone]).first)
    #expect(audited.verdict == .notComputed)
    #expect(audited.why.contains("has no accounts.shippers: "), "\(audited.why)")
  }

  @Test(arguments: ["crisis", "hindsight-2024"])
  func `a route that a scenario closes is in no regime, and the claim is not computed`(
    scenario: String
  ) throws {
    let quantities = try quantities(scenario, of: ["gas:vladivostok-seoul"])
    var sanctions = try claim("S3-31")
    sanctions.checks = sanctions.checks.filter { check in
      check.rule.expressions.allSatisfy { $0.contains("politics:gas:") }
    }.map { check in
      var own = check
      own.also = []
      return own
    }
    let audited = try #require(try Auditor(quantities: quantities).audit([sanctions]).first)
    #expect(audited.why.contains("is in no regime `detente`: "), "\(audited.why)")
  }

  @Test func `a regime and a party that there are not remain mistakes`() throws {
    let quantities = try quantities("crisis", of: ["gas:vladivostok-seoul"])
    var claim = try claim("S3-31")
    let location = claim.location
    func mistakes(_ reference: String) -> [String] {
      claim.checks = [
        Claim.Check(
          .relation(left: "{\(reference)}", .above, right: "0", unit: nil), location: location)
      ]
      return Auditor(quantities: quantities).mistakes(in: [claim], [], scenarios: [])
        .map(\.message)
    }
    let route = "gas:vladivostok-seoul/pipeline"
    #expect(mistakes("politics:\(route) private.held detent").first?.contains("`detent`") == true)
    #expect(mistakes("route:\(route) accounts.shiper").first?.contains("accounts.shiper") == true)
  }
}
