import CorridorAppraisal
import CorridorNetwork
import CorridorStudy
import Testing

@testable import CorridorRisk

/// A comparison of the bundled study, held against its politics.
private struct Case {
  let result: ComparisonResult
  let model: RegimeModel
  let regimes: Regimes
  let appraisal: PoliticalAppraisal

  init(
    _ comparison: String, set: [String: String] = [:], host: (inout Regimes) -> Void = { _ in }
  ) throws {
    let study = try PoliticalStudy.study.get()
    var regimes = try PoliticalStudy.regimes.get()
    host(&regimes)
    self.regimes = regimes
    let overrides = set.sorted { $0.key < $1.key }.map {
      Override(id: $0.key, text: $0.value, location: SourceLocation(file: "--set"))
    }
    let resolved = try study.resolved(overrides: overrides)
    let found = try #require(study.comparison(comparison))
    let routes = try PoliticalStudy.network.get().routes(of: comparison)
    result = try ComparisonAppraiser(study: study, assumptions: resolved)
      .appraise(found, routes: routes)
    model = try RegimeModel(
      regimes, values: RegimeValues(regimes, of: study, resolved: resolved))
    appraisal = try PoliticalAppraisal(
      result, of: study, resolved: resolved, regimes: regimes, model: model)
  }

  func route(_ id: String) throws -> (PoliticalRoute, RouteResult, RouteRegimes) {
    let route = try #require(appraisal.routes.first { $0.id == id })
    let result = try #require(result.routes.first { $0.route.plan.shortID == id })
    return (route, result, try model.regimes(of: regimes.exposure(of: result.route)))
  }

  func published(_ route: RouteResult, _ view: PoliticalAccount.View) -> Double? {
    route.outcome(view == .economic ? result.keys.economicValue : result.keys.privateValue)?.value
  }
}

/// A chain stepped by hand: rows times matrix, year after year.
private func distributions(_ rows: [[Double]], from state: Int, years: Int) -> [[Double]] {
  var now = rows.indices.map { $0 == state ? 1.0 : 0 }
  var all: [[Double]] = []
  for _ in 0..<years {
    all.append(now)
    now = rows.indices.map { column in
      rows.indices.reduce(0) { $0 + now[$1] * rows[$1][column] }
    }
  }
  return all
}

private let gas = "gas:vladivostok-seoul"
private let containers = "container:busan-hamburg"

@Suite("What politics make of a comparison") struct PoliticalAppraisalTests {
  @Test("without politics the values are those of the appraisal", arguments: [gas, containers])
  func undisturbed(comparison: String) throws {
    let found = try Case(comparison)
    var count = 0
    for (route, result) in zip(found.appraisal.routes, found.result.routes) {
      for view in PoliticalAccount.View.allCases {
        let values = try #require(route.values[view])
        guard let published = found.published(result, view) else {
          #expect(values.reason?.isEmpty == false)
          continue
        }
        count += 1
        #expect(near(try #require(values.value).undisturbed, published, 1e-11), "\(route.id)")
        if route.exposures.allSatisfy({ $0 == nil }) {
          #expect(values.value?.expected == values.value?.undisturbed)
        }
      }
    }
    #expect(count >= 4)
  }

  @Test(
    "years open by powers of the joint matrix",
    arguments: [
      (gas, "pipeline"), (containers, "tkr-east"), (containers, "rajin"),
      (containers, "trans-china"),
    ])
  func yearsOpen(comparison: String, id: String) throws {
    let (route, _, joint) = try Case(comparison).route(id)
    let rows = joint.joint.chain.matrix.rows
    let start = try joint.joint.places(of: joint.start)
    for (place, regime) in route.regimes.enumerated() {
      let from = try joint.joint.index(of: [place] + start.dropFirst())
      let open = distributions(rows, from: from, years: 35).dropFirst(5).reduce(0.0) {
        $0 + zip($1, joint.availability).reduce(0) { $0 + $1.0 * $1.1 }
      }
      #expect(near(regime.yearsOpen, open, 1e-12), "\(regime.id)")
      #expect(regime.yearsOpen > 0.5 && regime.yearsOpen < 30)
      if regime.isStart {
        #expect(try near(#require(route.yearsOpen.value), regime.yearsOpen, 1e-14))
      }
    }
    #expect(route.regimes.map(\.id) == joint.joint.parts[0].states)
    #expect(route.operation == 30)
  }

  @Test("a corridor that operates tilts the chances from its opening on") func tilted() throws {
    let found = try Case(gas, set: ["regime.tilt.detente": "1"])
    let (route, result, before) = try found.route("pipeline")
    let after = try found.model.regimes(
      of: found.regimes.exposure(of: result.route), isOperating: true)
    let idle = distributions(before.joint.chain.matrix.rows, from: before.start, years: 5)
    let rows = after.joint.chain.matrix.rows
    var (now, open) = (idle[4], 0.0)
    for _ in 5..<35 {
      now = rows.indices.map { to in rows.indices.reduce(0) { $0 + now[$1] * rows[$1][to] } }
      open += zip(now, after.availability).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let years = try #require(route.yearsOpen.value)
    #expect(near(years, open, 1e-12))
    let plain = try Case(gas).route("pipeline").0
    #expect(try years > #require(plain.yearsOpen.value) + 0.1)
  }

  @Test(
    "expected values by the joint chain, fees, delays and losses included",
    arguments: [
      (gas, "pipeline"), (containers, "tkr-west"),
    ])
  func expected(comparison: String, id: String) throws {
    let (route, _, joint) = try Case(comparison).route(id)
    let project = try #require(route.project.value)
    let rows = joint.joint.chain.matrix.rows
    let places = try rows.indices.map { try joint.joint.places(of: $0) }
    let years = distributions(rows, from: joint.start, years: 35)
    for account in project.accounts {
      var sum = 0.0
      var factor = 1.0
      for (year, chances) in years.enumerated() {
        let building = year < 5
        for (state, chance) in chances.enumerated() {
          let passing = project.levels[year] * joint.availability[state] * joint.demand[state]
          let earned =
            account.yearly - account.fees * (joint.fee[state] - 1)
            - account.delay * joint.delayDays[state]
          sum += factor * chance * (passing * earned - (building ? 0 : project.upkeep))
        }
        if building { sum -= factor * project.capital / 5 }
        guard year > 0 else {
          factor /= 1 + account.rate
          continue
        }
        let sunk = min(Double(year + 1) / 5, 1) * project.capital
        for (from, chance) in years[year - 1].enumerated() {
          for to in rows.indices {
            for (part, losses) in joint.entryLosses.enumerated()
            where places[from][part] != places[to][part] {
              sum -= factor * chance * rows[from][to] * losses[places[to][part]] * sunk
            }
          }
        }
        factor /= 1 + account.rate
      }
      let found = try #require(route.values[account.view]?.value)
      #expect(near(found.expected + found.heldUp, sum, 1e-10), "\(account.view)")
      #expect(account.view == .private || found.heldUp == 0)
      #expect(found.expected < found.undisturbed)
    }
  }

  @Test(
    "a regime that is held and always open is the if-open case",
    arguments: [
      (gas, "pipeline"), (containers, "tkr-east"),
    ])
  func signTest(comparison: String, id: String) throws {
    let found = try Case(comparison, set: ["regime.transit.detente": "100 %"])
    let (route, result, _) = try found.route(id)
    let project = try #require(route.project.value)
    for view in PoliticalAccount.View.allCases {
      let accounts = try route.regimes.map { try #require($0.accounts[view]?.value) }
      #expect(near(accounts[1].heldAlone, try #require(found.published(result, view)), 1e-11))
      #expect(accounts[1].held < accounts[1].heldAlone, "sanctions run on")
      // A crisis that lasts: nothing ever passes, and what was built is kept up.
      let rate = try #require(project.account(view).value).rate
      var (factor, spent) = (1.0, 0.0)
      for year in 0..<35 {
        spent += factor * (year < 5 ? project.capital / 5 : project.upkeep)
        factor /= 1 + rate
      }
      #expect(near(accounts[2].heldAlone, -spent, 1e-12))
    }
  }

  @Test(
    "worth and the lagged worth by summing years, one by one",
    arguments: [
      (gas, "pipeline"), (containers, "tkr-east"),
    ])
  func worth(comparison: String, id: String) throws {
    // Without hosts, whose raised fees HoldUpExpectationTests follows.
    let (route, _, joint) = try Case(comparison, host: { $0.hosts = [] }).route(id)
    let project = try #require(route.project.value)
    let rows = joint.joint.chain.matrix.rows
    let start = try joint.joint.places(of: joint.start)
    for account in project.accounts {
      let flows = try project.flows(account, in: joint)
      for (place, regime) in route.regimes.enumerated() {
        let from = try joint.joint.index(of: [place] + start.dropFirst())
        var (factor, sum, later) = (1.0, 0.0, 0.0)
        for (year, chances) in distributions(rows, from: from, years: 450).enumerated() {
          let flow = zip(chances, flows).reduce(0) { $0 + $1.0 * $1.1 }
          sum += factor * flow
          if year >= 5 { later += factor * flow }
          factor /= 1 + account.rate
        }
        let found = try #require(regime.accounts[account.view]?.value)
        #expect(near(found.worth, sum, 1e-9), "\(regime.id)")
        let outcome = try #require(found.option.value)
        let capital = try #require(route.presentCapital[account.view])
        #expect(near(outcome.buildNow, later - capital, 1e-9))
        #expect(near(outcome.value - max(outcome.buildNow, 0), outcome.optionValue, 1e-9))
        let isBelow = outcome.criticalCost.map { capital <= $0 } ?? false
        #expect((outcome.decision == .build) == isBelow, "\(regime.id)")
        let state = joint.joint.chain.states[from]
        let building = try #require(route.buildIn[account.view]?.value)
        #expect(building.contains(state) == isBelow)
      }
    }
  }

  @Test("a fall of the flow is in it: fees, delays and losses by hand in one joint regime")
  func flow() throws {
    let (route, _, joint) = try Case(containers).route("tkr-east")
    let project = try #require(route.project.value)
    let economic = try #require(project.economic.value)
    let place = try joint.joint.index(of: [0, 0, 0])
    let flows = try project.flows(economic, in: joint)
    // From the status quo: 1 % go to a collapse, and of the others 5 of 14 to a crisis.
    let losses = joint.entryLosses[0]
    let lost = 0.99 * 5 / 14 * losses[2] + 0.01 * losses[3]
    let passing = project.fullLevel * joint.availability[place] * joint.demand[place]
    #expect(joint.availability[place] == 0.05 && joint.delayDays[place] > 0 && lost > 0)
    let expected =
      passing * (economic.yearly - joint.delayDays[place] * economic.delay) - project.upkeep
      - project.capital * lost / (1 + economic.rate)
    #expect(near(flows[place], expected, 1e-12))
  }

  @Test("a contract that is kept is the private account") func contract() throws {
    let found = try Case(gas)
    let (route, result, _) = try found.route("pipeline")
    let host = try #require(route.hosts.first)
    #expect(route.hosts.map(\.country) == ["KP"])
    let holdUp = try #require(host.holdUp.value)
    let published = try #require(found.published(result, .private))
    #expect(near(holdUp.values.undisturbed, published, 1e-11))
    let project = try #require(route.project.value)
    // S - K is that account with the host's fees left in.
    var (factor, fees) = (1.0, 0.0)
    for level in project.levels {
      fees += factor * level * project.fees
      factor /= 1 + project.builder.rate
    }
    #expect(near(holdUp.surplus - holdUp.capital, published + fees, 1e-11))
    let zone = try #require(holdUp.zone)
    #expect(near(zone.above, 0.67 * holdUp.surplus, 1e-12))
    #expect(holdUp.isInZone == (holdUp.capital > zone.above && holdUp.capital <= zone.through))
    #expect(near(holdUp.selfEnforcingFee, holdUp.gain / 3, 1e-12), "a patience of three quarters")
    #expect(holdUp.values.investor < holdUp.values.undisturbed)
    #expect(near(holdUp.ended, 1 - pow(0.92, 34), 1e-12), "8 % in every year once some is sunk")
    #expect(holdUp.mitigants.count == 6)
    for row in holdUp.mitigants { #expect(row.investor > 0, "\(row.mitigant)") }
  }

  @Test("hosts have terms or a reason, and keep the chance at a cost in the study's money")
  func hosts() throws {
    let found = try Case(containers)
    let (sea, _, _) = try found.route("sea-suez")
    #expect(sea.hosts.isEmpty && !sea.optionUpkeep.isStated && sea.regimes.isEmpty)
    let (rajin, _, _) = try found.route("rajin")
    let host = try #require(rajin.hosts.first)
    #expect(host.holdUp.reason?.contains("nothing is built") == true)
    let (east, _, _) = try found.route("tkr-east")
    // 3 million dollars of 2010 are more of 2024: the index rose by some 40 %.
    #expect(east.optionUpkeep.isStated && (3.9...4.5).contains(east.optionUpkeep.value))
  }

  private func pow(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
