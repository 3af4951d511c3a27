import CorridorAppraisal
import CorridorRisk
import Testing

/// Contracts to try things on.
enum Contracts {
  /// Six years with two outlays, a benefit of the host and another way to earn.
  static let years: [HoldUp.Year] = [
    (100, 0, 0, 0, 0), (60, 20, 5, 4, 1), (0, 70, 20, 10, 2), (0, 80, 25, 10, 2),
    (0, 90, 25, 10, 2), (0, 95, 30, 10, 2),
  ].map { (year: (Double, Double, Double, Double, Double)) in
    HoldUp.Year(
      outlay: year.0, quasiRent: year.1, outside: year.2, fee: year.3, hostBenefit: year.4)
  }

  static let small = HoldUp(
    years: years, earlyHazard: 0.1, lateHazard: 0.3, sunkThreshold: 0.9, demands: [1.5, 4],
    power: 0.4, stoppageChance: 0.3, stoppageYears: 1.4, terminationHazard: 0.08, salvage: 0.1,
    rate: 0.09, hostPatience: 0.75)

  /// Thirty years after five of building, with hazards such as those of an enclave of industry.
  static let long = HoldUp(
    years: [HoldUp.Year](repeating: HoldUp.Year(outlay: 200), count: 5)
      + [HoldUp.Year](
        repeating: HoldUp.Year(quasiRent: 260, outside: 40, fee: 20), count: 30),
    earlyHazard: 0.05, lateHazard: 0.2, sunkThreshold: 0.5, demands: [4], power: 0.33,
    stoppageChance: 0.3, stoppageYears: 0.4, terminationHazard: 0.08, salvage: 0.05, rate: 0.09,
    hostPatience: 0.75)

  /// The contract with everything in it that can be agreed on.
  static func guarded(_ contract: HoldUp) throws -> HoldUp {
    try contract.mitigated(by: .escrow(years: 2)).mitigated(by: .prepaidFee(share: 0.3))
      .mitigated(by: .inKind(share: 0.5, worth: 1.4)).mitigated(by: .fallback(yearly: 35))
      .mitigated(by: .guarantee(share: 0.6, premium: 1.5))
  }
}

@Suite("Hold-up in closed form") struct HoldUpTermsTests {
  @Test("O-62: the hold-up zone, worth building and not built") func zone() throws {
    let zone = try HoldUpTerms.zone(surplus: 1000, power: 0.4)
    #expect(zone.above == 600)
    #expect(zone.through == 1000)
    #expect(throws: PoliticsError.self) { try HoldUpTerms.zone(surplus: -1, power: 0.4) }
    #expect(throws: PoliticsError.self) { try HoldUpTerms.zone(surplus: 1000, power: 1.4) }
  }

  @Test(
    "O-62: the fee from which a host keeps its word",
    arguments: [(0.7, 1500.0 / 7, 214.2857), (0.9, 500.0 / 9, 55.5556), (1, 0, 0)]
      as [(Double, Double, Double)])
  func selfEnforcing(patience: Double, fee: Double, published: Double) throws {
    #expect((fee - published).magnitude < 5e-5)
    #expect(near(try HoldUpTerms.selfEnforcingFee(gain: 500, patience: patience), fee, 1e-14))
    #expect(throws: PoliticsError.self) {
      try HoldUpTerms.selfEnforcingFee(gain: 500, patience: 0)
    }
  }

  @Test("at the self-enforcing fee the host is indifferent") func indifferent() throws {
    // Breaking now gains G and loses the fee from the next year on: G = fee δ / (1 - δ).
    let fee = try HoldUpTerms.selfEnforcingFee(gain: 500, patience: 0.8)
    let kept = (1...400).reduce(0.0) { sum, year in
      sum + fee * (0..<year).reduce(1.0) { power, _ in power * 0.8 }
    }
    #expect(near(kept, 500))
  }

  @Test("the settled fee, by hand") func settledFee() {
    // 10 + 0.4 (100 - 20 - 10) = 38, below the demand of 40.
    #expect(
      HoldUpTerms.settledFee(contract: 10, quasiRent: 100, outside: 20, power: 0.4, demand: 4)
        == 38)
    #expect(
      HoldUpTerms.settledFee(contract: 10, quasiRent: 100, outside: 20, power: 0.4, demand: 2)
        == 20)
    // Nothing to bargain over: the contract's fee stays.
    #expect(
      HoldUpTerms.settledFee(contract: 10, quasiRent: 25, outside: 20, power: 0.4, demand: 4)
        == 10)
    // What the host would lose itself weakens it: 10 + 28 - 0.6 · 30 = 20.
    #expect(
      HoldUpTerms.settledFee(
        contract: 10, quasiRent: 100, outside: 20, power: 0.4, demand: 4, hostLoss: 30) == 20)
  }
}

@Suite("Hold-up in expectation") struct HoldUpValueTests {
  @Test("every course of events of a small contract, counted one by one in python")
  func everyCourse() throws {
    let values = try Contracts.small.values()
    #expect(near(values.investor, 23.995476212280927))
    #expect(near(values.host, 39.346056799955235))
    #expect(near(values.lost, 53.017119243139454))
    #expect(near(values.hostOwn, 21.506473590290152))
    #expect(near(values.reopenings, 0.9301698562457463))
    #expect(values.guarantor == 0)
    let ended = [0, 0.08, 0.1536, 0.221312, 0.28360704, 0.3409184768]
    #expect(near(values.ended, ended))
    let stopped = [
      0.0, 0.0276, 0.08404752, 0.09115555334400015, 0.08271783314311681, 0.07619523533894995,
    ]
    #expect(near(values.stopped, stopped))
  }

  @Test("the same with an observed settlement, escrow, guarantee and a payment ahead")
  func everyCourseGuarded() throws {
    var contract = Contracts.small
    contract.demands = [1.2, 4, 4, 9]
    contract.settlement = .observed(1.05)
    contract.stoppageYears = 0.4
    contract.escrowYears = 2
    contract.guarantee = 0.5
    contract.guaranteePremium = 0.7
    contract.prepaid = 3
    let values = try contract.values()
    #expect(near(values.investor, 57.821774838318696))
    #expect(near(values.host, 30.39429907968633))
    #expect(near(values.guarantor, -14.521417203972018))
    #expect(near(values.lost, 42.66399554134122))
    #expect(near(values.hostOwn, 18.743755831677912))
    #expect(near(values.reopenings, 0.9921687449599556))
  }

  @Test("investor, host, guarantor and what is lost make up the whole") func identity() throws {
    for contract in [Contracts.small, Contracts.long] {
      for stoppage in [0, 0.3, 1, 2.5, 1000] {
        for guarded in [false, true] {
          var terms = guarded ? try Contracts.guarded(contract) : contract
          terms.stoppageYears = stoppage
          terms.demands = [1.2, 3, 3, 30]
          let values = try terms.values()
          let sum = values.investor + values.host + values.guarantor + values.lost
          #expect(near(sum, values.total, 1e-11))
          // The whole is what the undisturbed contract yields, which the mitigants redistribute.
          #expect(zip(values.ended, values.ended.dropFirst()).allSatisfy { $0 <= $1 })
          #expect(values.stopped.allSatisfy { $0 >= 0 && $0 <= 1 })
        }
      }
    }
  }

  @Test("without hazards nothing is disturbed") func calm() throws {
    var contract = Contracts.long
    contract.earlyHazard = 0
    contract.lateHazard = 0
    contract.terminationHazard = 0
    let values = try contract.values()
    #expect(values.lost == 0)
    #expect(values.reopenings == 0)
    #expect(values.investor == values.undisturbed)
    // 200 a year for 5 years, then 240 for 30, at 9 %.
    let annuity = { (years: Double) in (1 - power(1.09, -years)) / 0.09 * 1.09 }
    #expect(
      near(values.investor, 240 * annuity(30) * power(1.09, -5) - 200 * annuity(5), 1e-12))
  }

  @Test(
    "a host with all the time to reopen leaves the investor 1 - φ of the surplus",
    arguments: [
      0.2, 0.33, 0.6,
    ])
  func certainReopening(share: Double) throws {
    // Reopened for certain in the first year of operation, with a demand without bound.
    var contract = Contracts.long
    contract.years = contract.years.map { year in
      var free = year
      free.fee = year.quasiRent > 0 ? 1e-9 : 0
      return free
    }
    contract.earlyHazard = 0
    contract.lateHazard = 1
    contract.sunkThreshold = 1
    contract.terminationHazard = 0
    contract.stoppageChance = 0
    contract.demands = [1e13]
    contract.power = share
    let values = try contract.values()
    var (surplus, outside, capital) = (0.0, 0.0, 0.0)
    for (number, year) in contract.years.enumerated() {
      let factor = power(1.09, -Double(number))
      surplus += factor * (year.quasiRent - year.outside)
      outside += factor * year.outside
      capital += factor * year.outlay
    }
    #expect(near(values.investor, (1 - share) * surplus + outside - capital, 1e-9))
    #expect(near(values.host, share * surplus, 1e-9))
    // It is built exactly when the capital is not in the hold-up zone.
    let zone = try HoldUpTerms.zone(surplus: surplus, power: share)
    #expect((values.investor - outside >= 0) == (capital <= zone.above))
  }

  @Test("a hazard of the end alone is a geometric sum") func onlyTheEnd() throws {
    let operation = HoldUp.Year(quasiRent: 100, fee: 10)
    let contract = HoldUp(
      years: [HoldUp.Year](repeating: operation, count: 400), earlyHazard: 0, lateHazard: 0,
      sunkThreshold: 0.5, demands: [4], power: 0.33, stoppageChance: 0, stoppageYears: 0,
      terminationHazard: 0.08, salvage: 0, rate: 0.09, hostPatience: 0.75)
    let values = try contract.values()
    // Σ (0.92 / 1.09)ᵗ 0.92 · 90
    #expect(near(values.investor, 0.92 * 90 / (1 - 0.92 / 1.09)))
    #expect(near(values.hostOwn, 0.92 * 10 / (1 - 0.92 * 0.75)))
  }

  @Test("what the host can do costs the investor") func worse() throws {
    let levers: [WritableKeyPath<HoldUp, Double>] = [
      \.power, \.lateHazard, \.earlyHazard, \.terminationHazard, \.stoppageYears, \.stoppageChance,
    ]
    var contract = Contracts.long
    contract.demands = [50]
    contract.stoppageYears = 1.5
    // A stoppage costs the investor more than a new fee when the host can ask for little.
    contract.power = 0.05
    let before = try contract.values()
    for lever in levers {
      var worse = contract
      worse[keyPath: lever] += 0.1
      let after = try worse.values()
      #expect(after.investor < before.investor)
      #expect(after.investor < after.undisturbed)
    }
  }

  @Test("numbers that make no contract are refused") func refusals() {
    let wrong: [(WritableKeyPath<HoldUp, Double>, Double)] = [
      (\.power, 1.2), (\.lateHazard, -0.1), (\.earlyHazard, .nan), (\.terminationHazard, 2),
      (\.stoppageYears, -1), (\.stoppageYears, .infinity), (\.salvage, 1.5), (\.rate, -1),
      (\.hostPatience, 0), (\.escrowYears, -1), (\.guarantee, 3), (\.prepaid, .nan),
    ]
    for (lever, value) in wrong {
      var contract = Contracts.small
      contract[keyPath: lever] = value
      #expect(throws: PoliticsError.self) { try contract.values() }
    }
  }

  @Test("a contract without years or demands is refused") func empty() {
    var contract = Contracts.small
    contract.demands = []
    #expect(throws: PoliticsError.self) { try contract.values() }
    contract = Contracts.small
    contract.years = []
    #expect(throws: PoliticsError.self) { try contract.values() }
    contract.years = [HoldUp.Year(outlay: -1)]
    #expect(throws: PoliticsError.self) { try contract.values() }
  }

  /// A power of a number by repeated squaring or division; the exponent is whole.
  private func power(_ base: Double, _ exponent: Double) -> Double {
    let whole = (0..<Int(exponent.magnitude)).reduce(1.0) { product, _ in product * base }
    return exponent < 0 ? 1 / whole : whole
  }
}
