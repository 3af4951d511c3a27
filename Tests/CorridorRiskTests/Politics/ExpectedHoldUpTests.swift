import CorridorAppraisal
import CorridorNetwork
import CorridorStudy
import Testing

@testable import CorridorRisk

/// The raised fees of hosts in the expected values of `politics`, against worlds, against the mean that
/// sensitivity takes, and by stepping a contract by hand.
@Suite("Raised fees in what politics expect") struct ExpectedHoldUpTests {
  private static let terms = [
    "regime.transit.status-quo": "40 %", "hold-up.stoppage.chance": "10 %",
    "hold-up.demand": "6 1", "hold-up.settlement": "1.5 1", "regime.tilt.detente": "0.7 1",
  ]

  private func route(_ found: HoldUpCase, _ id: String) throws -> PoliticalRoute {
    let study = try PoliticalStudy.study.get()
    let model = try RegimeModel(
      found.regimes, values: RegimeValues(found.regimes, of: study, resolved: found.resolved),
      selection: found.selection)
    let appraisal = try PoliticalAppraisal(
      found.result, of: study, resolved: found.resolved, regimes: found.regimes, model: model)
    return try #require(appraisal.routes.first { $0.id == id })
  }

  @Test(
    "they are what sensitivity expects and what worlds have in the mean",
    arguments: [
      (HoldUpCase.gas, "pipeline", HostTerms.Bargain.nash),
      (HoldUpCase.gas, "pipeline", .observed),
      ("container:busan-hamburg", "tkr-east", .observed),
    ])
  func means(comparison: String, id: String, bargain: HostTerms.Bargain) async throws {
    let found = try HoldUpCase(comparison, set: Self.terms, selection: HoldUpCase.running) {
      $0.hosts[0].bargain = bargain
    }
    let route = try route(found, id)
    let values = try #require(route.values[.private]?.value)
    #expect(values.heldUp > 1 && route.raisers == ["KP"])
    #expect(near(values.expected, try found.expected(id), 1e-10))
    let worlds = try await found.worlds(20_000)
    let value = meanAndError(try #require(worlds["\(id)/npv_private_musd"]))
    #expect(abs(value.mean - values.expected) < 4 * value.error, "\(value), \(values)")
    let taken = meanAndError(try #require(worlds["\(id)/hold_up_musd"]))
    #expect(abs(taken.mean - values.heldUp) < 4 * taken.error, "\(taken), \(values)")
    // To all parties together a fee is a transfer.
    #expect(route.values[.economic]?.value?.heldUp == 0)
  }

  @Test("each regime is that of a run that begins in it, and held that of one that is held")
  func regimes() throws {
    let base = try HoldUpCase(set: Self.terms, selection: HoldUpCase.running)
    for regime in try route(base, "pipeline").regimes {
      let account = try #require(regime.accounts[.private]?.value)
      var selection = HoldUpCase.running
      selection.starts["peninsula"] = regime.id
      let from = try HoldUpCase(set: Self.terms, selection: selection)
      #expect(near(account.expected, try from.expected(), 1e-10), "\(regime.id)")
      selection.held = ["peninsula"]
      let held = try HoldUpCase(set: Self.terms, selection: selection)
      #expect(near(account.held, try held.expected(), 1e-10), "\(regime.id)")
    }
  }

  /// The observed bargain, whose fee is a multiple of the stated one whatever is left to the builder.
  @Test("the worth for ever and building now, by stepping regimes and the contract year by year")
  func forEver() throws {
    let set = Self.terms.merging([
      "hold-up.hazard.early": "4 %/year", "hold-up.hazard.late": "20 %/year",
      "hold-up.sunk-threshold": "45 %", "regime.tilt.detente": "0 1",
    ]) { $1 }
    let found = try HoldUpCase(set: set, selection: HoldUpCase.running) {
      $0.hosts[0].bargain = .observed
    }
    let route = try route(found, "pipeline")
    let project = try #require(route.project.value)
    let study = try PoliticalStudy.study.get()
    let model = try RegimeModel(
      found.regimes, values: RegimeValues(found.regimes, of: study, resolved: found.resolved),
      selection: found.selection)
    let path = try #require(
      found.result.routes.first { $0.route.plan.shortID == "pipeline" }
    ).route
    let joint = try model.regimes(of: found.regimes.exposure(of: path))
    let rows = joint.joint.chain.matrix.rows
    let fee = try #require(project.feesByCountry["KP"])
    let flows = try project.flows(project.builder, in: joint)
    let extra = rows.indices.map { state in
      let passing = project.fullLevel * joint.availability[state] * joint.demand[state] * fee
      let regime = joint.fee[state]
      return max(passing * (0.5 * min(regime, 1) - max(regime - 1, 0)), 0)
    }
    #expect(extra.contains { $0 > 1 } && project.construction == 5)
    /// What a start brings from a year on, when years from the decision have these chances.
    func sum(from state: Int, after first: Int, chance: (Int) -> Double) -> Double {
      var kept = rows.indices.map { $0 == state ? 1.0 : 0 }
      var raised = rows.indices.map { _ in 0.0 }
      var (factor, sum) = (1.0, 0.0)
      for year in 0..<450 {
        if year > 0 {
          kept = rows.indices.map { to in rows.indices.reduce(0) { $0 + kept[$1] * rows[$1][to] } }
          raised = rows.indices.map { to in
            rows.indices.reduce(0) { $0 + raised[$1] * rows[$1][to] }
          }
          for state in rows.indices {
            let moved = kept[state] * chance(year) * 0.9 * joint.availability[state]
            kept[state] -= moved
            raised[state] += moved
          }
        }
        if year >= first {
          for state in rows.indices {
            let flow = (kept[state] + raised[state]) * flows[state]
            sum += factor * (flow - raised[state] * extra[state])
          }
        }
        factor /= 1 + project.builder.rate
      }
      return sum
    }
    let start = try joint.joint.places(of: joint.start)
    let capital = try #require(route.presentCapital[.private])
    for (place, regime) in route.regimes.enumerated() {
      let from = try joint.joint.index(of: [place] + start.dropFirst())
      let account = try #require(regime.accounts[.private]?.value)
      #expect(near(account.worth, sum(from: from, after: 0) { _ in 0.2 }, 1e-9), "\(regime.id)")
      // Of five years of building two begin with less than 45 % sunk, after the first with nothing.
      let now = sum(from: from, after: 5) { $0 < 3 ? 0.04 : 0.2 } - capital
      #expect(near(try #require(account.option.value).buildNow, now, 1e-9), "\(regime.id)")
    }
  }

  @Test("no host, and nothing is taken") func none() throws {
    let found = try HoldUpCase(set: Self.terms, selection: HoldUpCase.running) { $0.hosts = [] }
    let route = try route(found, "pipeline")
    #expect(route.raisers.isEmpty && route.values[.private]?.value?.heldUp == 0)
  }
}
