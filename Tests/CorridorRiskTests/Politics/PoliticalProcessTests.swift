import CorridorAppraisal
import CorridorRisk
import CorridorStudy
import CorridorUnits
import Testing

@Suite("The processes of the bundled study, as they are shown") struct PoliticalProcessTests {
  private func processes(_ selection: RegimeSelection = RegimeSelection(), asOf: String? = nil)
    throws -> [PoliticalProcess]
  {
    let (study, regimes) = try (PoliticalStudy.study.get(), PoliticalStudy.regimes.get())
    // The study's own is known since 2024.
    let collapse = Override(
      id: "regime.collapse.chance", text: "1 %/year", location: SourceLocation(file: "--set"))
    let resolved = try study.resolved(overrides: [collapse], asOf: asOf)
    let model = try RegimeModel(
      regimes, values: RegimeValues(regimes, of: study, resolved: resolved),
      selection: selection, asOf: asOf)
    return try PoliticalProcess.all(
      regimes, model: model, of: study, resolved: resolved, selection: selection)
  }

  @Test("counted by hand from the coded years") func counts() throws {
    let peninsula = try #require(processes().first)
    #expect(peninsula.counts?.states == ["status-quo", "detente", "crisis"])
    #expect(peninsula.counts?.counts == [[5, 2, 4], [4, 3, 0], [2, 1, 5]])
    #expect(peninsula.rows == [.counted, .counted, .counted, .stated, .stated, .stated])
    let then = try #require(processes(asOf: "2010-12-31").first)
    #expect(then.counts?.counts == [[3, 2, 1], [3, 3, 0], [0, 0, 0]])
  }

  @Test("years until the process ends, in closed form") func absorption() throws {
    let ends = try #require(processes()[0].absorption.value)
    #expect(ends.transient == ["status-quo", "detente", "crisis", "collapse"])
    #expect(ends.absorbing == ["unification", "china-backed"])
    // T = 100 + X and X = 1 + 0.4 T + 0.2 X.
    #expect(near(ends.steps, [202.5, 202.5, 202.5, 102.5], 1e-11))
    #expect(near(ends.probabilities.map { $0[0] }, [0.5, 0.5, 0.5, 0.5], 1e-12))
  }

  @Test("what a regime is worth to a country, and the years to come from it on") func worth() throws
  {
    let (study, regimes) = try (PoliticalStudy.study.get(), PoliticalStudy.regimes.get())
    let resolved = try study.resolved()
    let quantities = PoliticalQuantities(
      results: [], of: study, resolved: resolved, regimes: regimes,
      selection: RegimeSelection(), asOf: nil)
    func value(_ words: String...) throws -> Double {
      try quantities.value(of: "process", id: "peninsula", words: words)
    }
    let states = try #require(regimes.process("peninsula")).states.map(\.id)
    let own = try states.map { try value("worth", "RU", $0) }
    #expect(own == [0.75, 0.85, 0.2, 0.1, 0.85, 0.45])
    let rate = try #require(resolved[study.settings.appraisal.economicRate])
    let yearly = try rate.unit.convert(rate.value, to: Unit("1/year"))
    for (key, chain) in [("prospect", "chance"), ("operating_prospect", "operating")] {
      // The sum itself, until nothing is left of it.
      var reached = own
      var mean = [Double](repeating: 0, count: states.count)
      let rows = try states.map { from in try states.map { try value(chain, from, $0) } }
      var weight = yearly / (1 + yearly)
      for _ in 0..<2000 {
        mean = zip(mean, reached).map { $0 + weight * $1 }
        reached = rows.map { zip($0, reached).reduce(0) { $0 + $1.0 * $1.1 } }
        weight /= 1 + yearly
      }
      #expect(near(try states.map { try value(key, "RU", $0) }, mean, 1e-12))
    }
    let chain = try processes()[0].chain
    let spread = try chain.deviation(of: own, rate: yearly).map { $0 * yearly / (1 + yearly) }
    #expect(try states.map { try value("spread", "RU", $0) } == spread)
    #expect(spread[4] == 0 && spread[0] > 0, "a union lasts")
    #expect(throws: QuantityFailure.self) { try value("worth", "JP", "detente") }
    #expect(throws: QuantityFailure.self) { try value("spread", "RU") }
  }

  @Test("sanctions after some years, in closed form") func ahead() throws {
    let sanctions = try processes()[1]
    #expect(sanctions.rows == [.hazards, .hazards] && sanctions.counts == nil)
    #expect(sanctions.distributions.map(\.years) == [5, 10, 20])
    for (years, chances) in sanctions.distributions {
      let left = (0..<years).reduce(1.0) { product, _ in product * 0.85 }
      #expect(near(chances, [(1 - left) / 3, (2 + left) / 3], 1e-14))
    }
    #expect(near(try #require(sanctions.longRun.value), [1 / 3.0, 2 / 3.0], 1e-14))
    #expect(sanctions.absorption.reason?.isEmpty == false)
    #expect(sanctions.inputs.map(\.value) == [0.1, 0.05])
    #expect(sanctions.inputs.map(\.sourceClass) == [.judgement, .judgement])
  }

  @Test("what is held goes nowhere and says so") func held() throws {
    let selection = RegimeSelection(starts: ["peninsula": "unification"], held: ["peninsula"])
    let peninsula = try processes(selection)[0]
    #expect(peninsula.isHeld && peninsula.start == 4)
    #expect(peninsula.longRun.reason == "it is held" && peninsula.absorption.reason == "it is held")
    #expect(peninsula.distributions.allSatisfy { $0.chances == [0, 0, 0, 0, 1, 0] })
  }
}
