import CorridorAppraisal
import CorridorNetwork
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorRisk

@Suite("Quantities of contracts and of worlds, for the audit") struct AuditQuantityTests {
  private func quantities(_ found: HoldUpCase) throws -> PoliticalQuantities {
    PoliticalQuantities(
      results: [found.result], of: try PoliticalStudy.study.get(), resolved: found.resolved,
      regimes: found.regimes, selection: found.selection, asOf: nil)
  }

  /// By hand: a reopened contract is settled at min{f + φ (G - o)⁺, M f}, where G is what a full year leaves the
  /// builder, a third of which makes the host keep its word at a patience of three quarters, and o is
  /// what a full year of the other route leaves it.
  @Test("a builder that can fall back on another route is asked for less")
  func fallback() throws {
    let found = try HoldUpCase()
    let quantities = try quantities(found)
    func value(_ words: String...) throws -> Double {
      try quantities.value(of: "politics", id: HoldUpCase.gas + "/pipeline", words: words)
    }
    let fee = try value("hold_up.fee", "KP")
    let gain = try 3 * value("hold_up.self_enforcing_fee", "KP")
    let (share, multiple) = (
      try #require(found.resolved["hold-up.power"]),
      try #require(found.resolved["hold-up.demand"])
    )
    let power = try share.unit.convert(share.value, to: .one)
    let most = try multiple.unit.convert(multiple.value, to: .one)
    #expect(
      near(try value("hold_up.settled_fee", "KP"), min(fee + power * gain, most * fee), 1e-11))
    // Of the account of the other route a full year is what its levels and rate leave.
    let cng = try #require(found.result.routes.first { $0.route.plan.shortID == "cng" })
    let worth = try #require(cng.outcome(found.result.keys.privateValue)?.value)
    let contract = try found.contract()
    var (factor, sum) = (1.0, 0.0)
    for year in contract.years {
      // The fee is in proportion to what passes.
      sum += factor * year.fee / fee
      factor /= 1 + contract.rate
    }
    let other = worth / sum
    #expect(other > 0)
    let cheaper = try value("hold_up.settled_fee", "KP", "beside", HoldUpCase.gas + "/cng")
    #expect(
      near(cheaper, min(fee + power * max(0, gain - other), most * fee), 1e-9), "\(other)")
    #expect(
      try value("hold_up.investor", "KP", "beside", HoldUpCase.gas + "/cng")
        > value("hold_up.investor", "KP"))
  }

  @Test("a fallback that loses money changes nothing, and one that there is not is refused")
  func uselessFallback() throws {
    let found = try HoldUpCase(set: ["gas.lng.chain": "9000 USD/1000m3 @2018"])
    let quantities = try quantities(found)
    func value(_ words: String...) throws -> Double {
      try quantities.value(of: "politics", id: HoldUpCase.gas + "/pipeline", words: words)
    }
    for key in ["hold_up.investor", "hold_up.settled_fee", "hold_up.surplus", "hold_up.ended"] {
      #expect(try value(key, "KP", "beside", HoldUpCase.gas + "/lng") == value(key, "KP"))
    }
    for words in [["KP", "beside"], ["KP", "without", "x"], ["KP", "beside", "gas:a-b/c"]] {
      #expect(throws: QuantityFailure.self) {
        try quantities.value(
          of: "politics", id: HoldUpCase.gas + "/pipeline", words: ["hold_up.investor"] + words)
      }
    }
  }

  @Test("shares of worlds are counted") func worlds() async throws {
    let found = try HoldUpCase(isFixed: false, selection: HoldUpCase.running)
    let study = try PoliticalStudy.study.get()
    let summary = try await Simulation(found.model.world, seed: 5, count: 512).run().summary
    let quantities = WorldQuantities([HoldUpCase.gas: summary], of: study)
    func value(_ route: String, _ words: String...) throws -> Double {
      try quantities.value(of: "worlds", id: HoldUpCase.gas + "/" + route, words: words)
    }
    let worlds = try await found.worlds(512)
    for route in ["pipeline", "lng"] {
      let values = try #require(worlds[route + "/npv_private_musd"])
      let positive = values.count { $0 > 0 }
      #expect(try value(route, "positive", "npv_private_musd") == Double(positive) / 512)
      let (mean, error) = meanAndError(values)
      #expect(near(try value(route, "mean", "npv_private_musd"), mean, 1e-11))
      #expect(
        near(try value(route, "deviation", "npv_private_musd"), error * 512.0.squareRoot(), 1e-9))
    }
    #expect(throws: QuantityFailure.self) { try value("pipeline", "positive", "npv_privat_musd") }
    #expect(throws: QuantityFailure.self) { try value("pipe", "positive", "npv_private_musd") }
    #expect(throws: QuantityFailure.self) { try value("pipeline", "share", "npv_private_musd") }
    #expect {
      try quantities.value(
        of: "worlds", id: "power:vladivostok-seoul/overhead",
        words: ["positive", "npv_private_musd"])
    } throws: { error in
      if case QuantityFailure.unavailable = error { return true }
      return false
    }
  }
}
