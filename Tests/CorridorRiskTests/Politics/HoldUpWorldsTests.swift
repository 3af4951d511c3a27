import CorridorAppraisal
import CorridorStudy
import Testing

@testable import CorridorRisk

/// Worlds in which a host raises its fee, against closed forms and against the exact contract.
@Suite("Hold-up in the worlds of a comparison") struct HoldUpWorldsTests {
  /// Open all the time, so that nothing but the host disturbs the route.
  private static let open = ["regime.transit.detente": "100 %"]
  /// The host raises its fee in the first year in which anything is sunk, in every world.
  private static let certain = open.merging([
    "hold-up.hazard.early": "100 %/year", "hold-up.hazard.late": "100 %/year",
    "hold-up.stoppage.chance": "0 %",
  ]) { $1 }

  private static func present(_ flows: [Double], rate: Double) -> Double {
    flows.reversed().reduce(0) { $0 / (1 + rate) + $1 }
  }

  @Test("the share of worlds with a raised fee is 1 - (1 - h (1 - x))^n, year by year")
  func raised() async throws {
    let found = try HoldUpCase(
      set: Self.open.merging([
        "hold-up.hazard.early": "4 %/year", "hold-up.hazard.late": "20 %/year",
        "hold-up.sunk-threshold": "45 %", "hold-up.stoppage.chance": "30 %",
      ]) { $1 })
    let contract = try found.contract()
    let building = contract.years.count { $0.outlay > 0 }
    let operation = contract.years.count - building
    // Of the years of building, the first has nothing sunk, and those below the threshold the early hazard.
    let early = (1..<building).count { Double($0) / Double(building) < 0.45 }
    #expect(early > 0 && early < building - 1)
    let count = 40_000
    let years = try #require(
      try await found.worlds(UInt64(count))["pipeline/renegotiated_years"])
    for year in [1, 2, 5, 10, 20, operation] {
      let late = building - 1 - early + year
      var kept = 1.0
      for _ in 0..<early { kept *= 1 - 0.04 * 0.7 }
      for _ in 0..<late { kept *= 1 - 0.2 * 0.7 }
      // Raised by a year of operation means raised in it and in all that follow.
      let share = Double(years.count { $0 >= Double(operation - year + 1) - 1e-9 }) / Double(count)
      let error = (kept * (1 - kept) / Double(count)).squareRoot()
      #expect(abs(share - (1 - kept)) < 4 * error, "year \(year): \(share), \(1 - kept)")
    }
  }

  @Test("a year decides by the share of it in which the route is open")
  func partlyOpen() async throws {
    let found = try HoldUpCase(
      set: [
        "regime.transit.detente": "40 %", "hold-up.hazard.early": "20 %/year",
        "hold-up.stoppage.chance": "0 %",
      ])
    let contract = try found.contract()
    let building = contract.years.count { $0.outlay > 0 }
    // Years under the raised fee count as far as the route is open.
    var expected = 0.0
    for year in building..<contract.years.count {
      expected += 0.4 * (1 - (0..<year).reduce(1.0) { kept, _ in kept * (1 - 0.2 * 0.4) })
    }
    let years = try #require(try await found.worlds(20_000)["pipeline/renegotiated_years"])
    let sample = meanAndError(years)
    #expect(abs(sample.mean - expected) < 4 * sample.error, "\(sample), \(expected)")
  }

  @Test("what the host takes is what the exact contract gives it without stoppages and ends")
  func expectation() async throws {
    for bargain in [HostTerms.Bargain.nash, .observed] {
      let found = try HoldUpCase(set: Self.open) { $0.hosts[0].bargain = bargain }
      var contract = try found.contract()
      contract.terminationHazard = 0
      contract.stoppageYears = 0
      let values = try contract.values()
      let extra = values.undisturbed - values.investor
      #expect(extra > 1)
      #expect(near(try found.expected(), values.investor, 1e-9))
      let worlds = try await found.worlds(20_000)
      let taken = meanAndError(try #require(worlds["pipeline/hold_up_musd"]))
      #expect(abs(taken.mean - extra) < 4 * taken.error, "\(bargain): \(taken), \(extra)")
      let value = meanAndError(try #require(worlds["pipeline/npv_private_musd"]))
      #expect(abs(value.mean - values.investor) < 4 * value.error)
    }
  }

  @Test("where the host is certain to reopen, every world has the fee of the bargain")
  func certainty() async throws {
    for (power, demand) in [(0.33, 31.0), (0.33, 1.5), (0.9, 4)] {
      let found = try HoldUpCase(
        set: Self.certain.merging([
          "hold-up.power": "\(100 * power) %", "hold-up.demand": "\(demand) 1",
        ]) { $1 })
      let contract = try found.contract()
      let extra = contract.years.map { year in
        HoldUpTerms.settledFee(
          contract: year.fee, quasiRent: year.quasiRent, outside: 0, power: power, demand: demand)
          - year.fee
      }
      let expected = Self.present(extra, rate: contract.rate)
      #expect(expected > 1)
      for taken in try #require(try await found.worlds(3)["pipeline/hold_up_musd"]) {
        #expect(near(taken, expected, 1e-9))
      }
    }
  }

  @Test(
    "of a regime's fee and a settled one the host takes the greater; a lower one lowers both",
    arguments: [
      ("crisis", "1.5", 0.0), ("crisis", "1.02", 0.03), ("crisis", "1", 0.05),
      ("unification", "0.5", 0.025), ("unification", "0", 0),
    ])
  func regimeFees(state: String, factor: String, beyond: Double) async throws {
    let found = try HoldUpCase(
      set: Self.certain.merging([
        "regime.transit.crisis": "100 %", "regime.open.unification": "100 %",
        "regime.demand.crisis": "1 1", "regime.demand.unification": "1 1",
        "regime.fee.\(state)": "\(factor) 1",
      ]) { $1 }, selection: HoldUpCase.held(in: state)
    ) { $0.hosts[0].bargain = .observed }
    let contract = try found.contract()
    let fees = Self.present(contract.years.map(\.fee), rate: contract.rate)
    for taken in try #require(try await found.worlds(3)["pipeline/hold_up_musd"]) {
      #expect(near(taken, beyond * fees, 1e-9), "\(taken / fees)")
    }
  }

  /// The containers' builder has no quasi-rent to bargain over, hence the observed bargain there.
  @Test(
    "the mean over the paths that sensitivity takes is that of the worlds",
    arguments: [
      (HoldUpCase.gas, "pipeline", HostTerms.Bargain.nash),
      ("container:busan-hamburg", "tkr-east", .observed),
    ])
  func means(comparison: String, route: String, bargain: HostTerms.Bargain) async throws {
    let set = [
      "regime.transit.status-quo": "40 %", "hold-up.stoppage.chance": "10 %",
      "hold-up.demand": "6 1", "hold-up.settlement": "1.5 1",
    ]
    let found = try HoldUpCase(comparison, set: set, selection: HoldUpCase.running) {
      $0.hosts[0].bargain = bargain
    }
    let expected = try found.expected(route)
    let worlds = try await found.worlds(20_000)
    let value = meanAndError(try #require(worlds["\(route)/npv_private_musd"]))
    #expect(abs(value.mean - expected) < 4 * value.error, "\(value), \(expected)")
    // Without the host it is another mean, and what the host takes lies between the two.
    let kept = try HoldUpCase(comparison, set: set, selection: HoldUpCase.running) {
      $0.hosts = []
    }
    let taken = meanAndError(try #require(worlds["\(route)/hold_up_musd"]))
    let difference = try kept.expected(route) - expected
    #expect(difference > 8 * taken.error)
    #expect(abs(difference - taken.mean) < 4 * taken.error, "\(difference), \(taken)")
  }

  @Test(
    "a host that gains nothing leaves every world as it is without one, bit by bit",
    arguments: [
      ["hold-up.hazard.early": "0 %/year", "hold-up.hazard.late": "0 %/year"],
      ["hold-up.demand": "1 1"], ["hold-up.power": "0 %"], ["hold-up.stoppage.chance": "100 %"],
    ])
  func nothing(set: [String: String]) async throws {
    let without = try HoldUpCase(set: set, isFixed: false, selection: HoldUpCase.running) {
      $0.hosts = []
    }
    let with = try HoldUpCase(set: set, isFixed: false, selection: HoldUpCase.running)
    #expect(with.model.drawn.drawn.count > without.model.drawn.drawn.count)
    let (plain, found) = (try await without.worlds(600), try await with.worlds(600))
    #expect(plain.count == found.count - 2)
    for (name, column) in plain { #expect(found[name] == column, "\(name)") }
    #expect(try #require(found["pipeline/hold_up_musd"]).allSatisfy { $0 == 0 })
  }

  @Test("a host touches the builder's account of the routes that pass it, and no other figure")
  func untouched() async throws {
    let without = try HoldUpCase(isFixed: false, selection: HoldUpCase.running) { $0.hosts = [] }
    let with = try HoldUpCase(isFixed: false, selection: HoldUpCase.running)
    let (plain, found) = (try await without.worlds(600), try await with.worlds(600))
    for (name, column) in plain where name != "pipeline/npv_private_musd" {
      #expect(found[name] == column, "\(name)")
    }
    let (before, after) = (
      try #require(plain["pipeline/npv_private_musd"]),
      try #require(found["pipeline/npv_private_musd"])
    )
    let taken = try #require(found["pipeline/hold_up_musd"])
    #expect(taken.contains { $0 > 1 } && taken.allSatisfy { $0 >= 0 })
    for (place, amount) in taken.enumerated() {
      #expect(near(before[place] - amount, after[place], 1e-11))
    }
  }

  @Test("routes share the host's draws, and threads change nothing")
  func shared() async throws {
    let set = Self.open.merging(["regime.rajin.detente": "100 %"]) { $1 }
    let found = try HoldUpCase("container:busan-hamburg", set: set)
    #expect(try #require(found.model.hosts.first).routes.count > 1)
    let worlds = try await found.worlds(4_000)
    let years = found.model.hosts.flatMap(\.routes).compactMap {
      worlds["\($0)/renegotiated_years"]
    }
    #expect(Set(years).count == 1 && Set(years[0]).count > 10)
    let other = try await found.worlds(4_000, threads: 3)
    for (name, column) in worlds { #expect(column.sorted() == other[name]?.sorted(), "\(name)") }
  }

  @Test("worlds draw the terms of hosts after all else, and only where a route passes one")
  func drawn() throws {
    let found = try HoldUpCase(isFixed: false).model
    let ids = found.drawn.drawn.map(\.id)
    let own = ids.filter { $0.hasPrefix("hold-up.") }
    #expect(
      Set(own) == [
        "hold-up.hazard.early", "hold-up.hazard.late", "hold-up.sunk-threshold",
        "hold-up.stoppage.chance", "hold-up.demand", "hold-up.power",
      ])
    // Outturns come of what is drawn, and are told last.
    let itself = ids.filter { !$0.hasSuffix("/outturn") }
    #expect(Array(itself.suffix(own.count)) == own)
    let oil = try HoldUpCase("oil:taishet-kozmino", isFixed: false).model
    #expect(oil.hosts.isEmpty && !oil.drawn.drawn.contains { $0.id.hasPrefix("hold-up.") })
  }

  @Test("a hazard that is drawn beyond what a chance can be is refused by name")
  func outside() throws {
    #expect {
      try HoldUpCase(set: ["hold-up.hazard.late": "normal(20, 30) %/year"])
    } throws: {
      "\($0)".contains("`hold-up.hazard.late` is drawn from")
        && "\($0)".contains("a chance from 0 to 100 % a year")
    }
  }

  @Test("terms that were not known yet leave a host out, with the reason")
  func unknown() throws {
    let found = try HoldUpCase()
    let study = try PoliticalStudy.study.get()
    let early = try study.resolved(asOf: "2009-07-01")
    let hosts = ReopeningHost.all(
      in: found.result, RiskFigures(found.result, of: study), regimes: found.regimes,
      resolved: early)
    #expect(hosts.map(\.reason) == ["`hold-up.hazard.early` has no value in this run"])
    #expect(hosts[0].inputs.isEmpty && hosts[0].routes == ["pipeline"])
  }
}
