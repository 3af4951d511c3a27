import Corridor
import CorridorAppraisal
import Testing

/// Every scenario of the bundled study, run over every comparison.
@Suite struct ScenarioRunTests {
  private typealias Run = [String: CorridorAppraisal.ComparisonResult]

  private static let runs = Result { () throws -> [String: Run] in
    let study = try BundledStudy.study.get()
    var runs = [
      "": try run(study, try study.resolved(), BundledStudy.network.get(), nil)
    ]
    let index = try BorderIndex(
      countries: BundledStudy.borders.get().countries.map { ($0.code, $0.polygon) })
    let lines = try StudyNetwork.measures(
      of: study, borders: index, links: Set(study.links.map(\.id)))
    for scenario in try StudyReader.scenarios(folder: study.folder, study: study) {
      let patched = try study.patched(by: scenario).study
      let assumptions = try patched.resolved(scenario: scenario, asOf: scenario.asOf)
      let network = try StudyNetwork(study: patched, lines: lines, assumptions: assumptions)
      runs[scenario.id] = try run(patched, assumptions, network, scenario)
    }
    return runs
  }

  private static func run(
    _ study: Study, _ assumptions: ResolvedAssumptions, _ network: StudyNetwork,
    _ scenario: Scenario?
  ) throws -> Run {
    let appraiser = ComparisonAppraiser(
      study: study, assumptions: assumptions, scenario: scenario?.id, asOf: scenario?.asOf)
    var run: Run = [:]
    for comparison in study.comparisons {
      run[comparison.id] = try appraiser.appraise(
        comparison, routes: network.routes(of: comparison.id))
    }
    return run
  }

  private func result(
    _ scenario: String, _ comparison: String = "container:busan-hamburg"
  ) throws -> CorridorAppraisal.ComparisonResult {
    let run = try #require(try Self.runs.get()[scenario], "no scenario \(scenario)")
    return try #require(run[comparison])
  }

  private func value(
    _ key: String, _ route: String, _ scenario: String,
    _ comparison: String = "container:busan-hamburg"
  ) throws -> Double? {
    let found = try result(scenario, comparison).routes.first { $0.route.plan.shortID == route }
    return try #require(found).outcome(key)?.value
  }

  /// By estimates that were published then.
  ///
  /// 70 million dollars in 2007 and 150 million euros in 2008 for 54 km of track, 100 million dollars in
  /// 2007 for the pier. The track cost 5.5 billion roubles by 2013.
  @Test func `what the way by Rajin was to cost in 2010 comes from before 2011`() throws {
    let then = try #require(
      try result("base-2010").routes.first { $0.route.plan.shortID == "rajin" })
    let now = try #require(try result("").routes.first { $0.route.plan.shortID == "rajin" })
    #expect(now.capital.items.isEmpty)
    let pier = try #require(then.capital.items.first { $0.subject == "rajin" }).estimate.value
    // Deflators of the United States: 125.2237 in 2024, 86.3455 in 2007, 88.0162 in 2008.
    #expect((pier - 100 * 125.2237 / 86.3455).magnitude < 0.01)
    let track = then.capital.items.filter { $0.subject != "rajin" }
      .reduce(0) { $0 + $1.estimate.value }
    let first = 70 * 125.2237 / 86.3455
    let second = 150 / 0.6799 * 125.2237 / 88.0162
    #expect((track / ((first + second) / 2) - 1).magnitude < 0.01)
    #expect((track / (5500 / 31.85 * 125.2237 / 94.7673) - 1).magnitude > 0.05)
  }

  @Test func `the study ships the scenarios that are asked for`() throws {
    let names: Set = [
      "base-2010", "hindsight-2024", "detente", "crisis", "unification", "china-backed-north",
      "suez-closed", "piracy-2009", "no-korea", "promoter", "sceptic", "russia-welcomes-union",
      "russia-prefers-status-quo", "china-keeps-buffer", "china-takes-north", "ru-eu-sanctions",
      "by-pl-closed", "red-sea-2024",
    ]
    #expect(try names.isSubset(of: Self.runs.get().keys))
    let study = try BundledStudy.study.get()
    for scenario in try StudyReader.scenarios(folder: study.folder, study: study) {
      #expect(scenario.note?.isEmpty == false, "\(scenario.id) has no note")
      #expect(try study.patched(by: scenario).warnings.isEmpty, "\(scenario.id)")
    }
  }

  @Test func `in every scenario shares sum to one and accounts to the net present value`() throws {
    for (name, run) in try Self.runs.get() {
      for (id, result) in run {
        let shares = result.routes.compactMap { $0.outcome("share")?.value }
        if result.comparison.demand.choice != nil {
          #expect(abs(shares.reduce(0, +) - 1) < 1e-9, "\(name) \(id)")
        }
        for route in result.routes where !route.accounts.isEmpty {
          let sum = route.accounts.reduce(0) { $0 + $1.value.value }
          let whole = try #require(route.outcome(result.keys.economicValue)?.value)
          #expect(abs(sum - whole) < 1e-6 * max(1, abs(whole)), "\(name) \(route.route.plan.id)")
        }
      }
    }
  }

  @Test func `a closed route has neither share nor project, and says why`() throws {
    for route in try result("by-pl-closed").routes {
      let isLand = route.route.plan.nest == "land"
      #expect(route.isAvailable != isLand, "\(route.route.plan.id)")
      guard isLand else { continue }
      for key in ["share", "npv_musd", "demand_teu_per_year"] {
        #expect(route.outcome(key)?.value == nil)
        #expect(
          route.outcome(key)?.reason?.contains("BY-PL is closed") == true,
          "\(route.route.plan.id) \(key)")
      }
      #expect(route.accounts.isEmpty)
      // What it would cost stays.
      #expect(route.outcome("length_km")?.value != nil)
    }
    let moscow = try result("by-pl-closed", "container:busan-moscow")
    for route in moscow.routes {
      let before = try value("share", route.route.plan.shortID, "", "container:busan-moscow")
      #expect(route.outcome("share")?.value == before)
    }
  }

  @Test func `what closes moves traffic to what stays open`() throws {
    for (scenario, closed) in [
      ("suez-closed", ["sea-suez"]), ("no-korea", ["tkr-east", "tkr-west", "rajin"]),
      ("crisis", ["tkr-east", "tkr-west", "rajin"]), ("red-sea-2024", ["sea-suez"]),
    ] {
      for route in try result(scenario).routes.map(\.route.plan.shortID) {
        let after = try value("share", route, scenario)
        if closed.contains(route) {
          #expect(after == nil, "\(scenario) \(route)")
        } else {
          let before = try #require(try value("share", route, ""))
          #expect(try #require(after) > before, "\(scenario) \(route)")
        }
      }
    }
  }

  @Test func `in hindsight only what could be used has a share`() throws {
    for comparison in ["container:busan-hamburg", "container:busan-moscow"] {
      for route in try result("hindsight-2024", comparison).routes {
        #expect(
          (route.outcome("share")?.value != nil) == route.isAvailable, "\(route.route.plan.id)")
      }
    }
  }

  @Test func `the promoter builds cheaper than the base case, and the sceptic by the class`()
    throws
  {
    for route in ["tkr-east", "tkr-west"] {
      let capital = try ["promoter", "", "sceptic"].map {
        try #require(try value("capex_musd", route, $0))
      }
      #expect(capital[0] < capital[1])
      // The mean of the class of railways, of which the base case expects it as well.
      let own = try #require(try value("capex_estimate_musd", route, "sceptic"))
      #expect(abs(capital[2] - 1.447 * own) < 1e-9 * capital[2])
      #expect(capital[1] == capital[2])
      let worth = try ["sceptic", "", "promoter"].map {
        try #require(try value("npv_musd", route, $0))
      }
      #expect(worth[2] > worth[0] && worth[2] > worth[1])
      // Who builds for longer spends later: what is worth less for certain is the traffic.
      let demand = try ["sceptic", "", "promoter"].map {
        try #require(try value("demand_teu_per_year", route, $0))
      }
      #expect(demand == demand.sorted() && demand[0] < demand[1])
      // No overrun: what is expected is what is estimated.
      let estimate = try value("capex_estimate_musd", route, "promoter")
      #expect(abs(capital[0] - (estimate ?? 0)) < 1e-9 * capital[0])
    }
  }

  // Its mean is drawn as the outturn of a lognormal of mean 1.447 and deviation 0.384, by scipy.
  @Test func `the sceptic's worlds overrun as the class does`() throws {
    let study = try BundledStudy.study.get()
    let scenario = try #require(
      try StudyReader.scenarios(folder: study.folder, study: study).first { $0.id == "sceptic" })
    let patched = try study.patched(by: scenario).study
    let resolved = try patched.resolved(scenario: scenario)
    let result = try result("sceptic")
    let model = try RiskModel(result, of: patched, resolved: resolved)
    let outturn = try #require(model.drawn.drawn.first { $0.id == "overrun.rail.mean" })
    for (share, value) in [(0.1, 1.00114), (0.5, 1.39859), (0.8, 1.74196), (0.95, 2.14800)] {
      #expect(abs(outturn.marginal.quantile(share) - value) < 1e-3, "\(share)")
    }
  }

  @Test func `nobody knew of 2018 in 2010`() throws {
    let study = try BundledStudy.study.get()
    let scenarios = try StudyReader.scenarios(folder: study.folder, study: study)
    let scenario = try #require(scenarios.first { $0.id == "base-2010" })
    let resolved = try study.patched(by: scenario).study.resolved(
      scenario: scenario, asOf: "2010-12-31")
    for result in try #require(try Self.runs.get()["base-2010"]).values {
      for route in result.routes {
        let figures = route.outcomes.compactMap(\.outcome.figure)
        for id in Figure.assumptions(under: figures) {
          let assumption = try #require(study.assumption(id))
          let isSet = scenario.set.contains { $0.id == id }
          #expect(isSet || assumption.knownAt <= "2010-12-31", "\(id)")
          #expect(resolved[id] != nil)
        }
        #expect(route.availabilityReason?.contains("2024") != true)
      }
    }
  }
}
