import CorridorAppraisal
import CorridorRisk
import Testing

/// Each mitigant moves the values as theory says.
@Suite("Mitigants of hold-up") struct MitigantTests {
  private let contract = Contracts.long
  private let before: HoldUpValues

  init() throws { before = try contract.values() }

  @Test("an escrow is a transfer from the host when the project is ended") func escrow() throws {
    let after = try contract.mitigated(by: .escrow(years: 3)).values()
    #expect(after.investor > before.investor)
    #expect(after.host < before.host)
    #expect(near(after.investor - before.investor, before.host - after.host, 1e-12))
    #expect(near(after.lost, before.lost))
    // Without an end there is nothing to keep.
    var safe = contract
    safe.terminationHazard = 0
    #expect(try safe.mitigated(by: .escrow(years: 3)).values() == safe.values())
  }

  @Test("paying ahead helps against an impatient host who stays, and hurts with one who ends it")
  func prepaidFee() throws {
    var calm = contract
    calm.terminationHazard = 0
    calm.earlyHazard = 0
    calm.lateHazard = 0
    let prepaid = try calm.mitigated(by: .prepaidFee(share: 0.5)).values()
    // The host is indifferent by its own discount factor; the investor is the more patient one.
    #expect(near(prepaid.hostOwn, try calm.values().hostOwn))
    #expect(prepaid.investor > (try calm.values().investor))
    // A host that can reopen has less to reopen: what it demands is a multiple of a smaller fee.
    var eager = contract
    eager.terminationHazard = 0
    eager.hostPatience = 1 / (1 + eager.rate)
    let held = try eager.values()
    let half = try eager.mitigated(by: .prepaidFee(share: 0.5)).values()
    #expect(half.investor > held.investor)
    #expect(half.host < held.host)
    // With a hazard of the end alone, and a host as patient as the investor, what is paid ahead is lost.
    eager.lateHazard = 0
    eager.earlyHazard = 0
    eager.terminationHazard = 0.08
    let unpaid = try eager.values().investor
    #expect(try eager.mitigated(by: .prepaidFee(share: 0.5)).values().investor < unpaid)
  }

  @Test("payment in kind makes the host lose by its own stoppages, and lowers the fee")
  func inKind() throws {
    let mitigated = try contract.mitigated(by: .inKind(share: 0.8, worth: 3))
    let after = try mitigated.values()
    #expect(after.investor > before.investor)
    let (last, old) = (mitigated.years[34], contract.years[34])
    #expect(last.hostBenefit == 0.8 * 2 * 20)
    var bold = contract
    bold.demands = [100]
    var boldInKind = mitigated
    boldInKind.demands = [100]
    // The fee falls by (1 - φ) of the benefit, and of the whole the host has more.
    let fee = HoldUpTerms.settledFee(
      contract: old.fee, quasiRent: old.quasiRent, outside: old.outside, power: 0.33, demand: 100)
    let lower = HoldUpTerms.settledFee(
      contract: last.fee, quasiRent: last.quasiRent, outside: last.outside, power: 0.33,
      demand: 100, hostLoss: last.hostBenefit)
    #expect(near(fee - lower, 0.67 * 32))
    #expect(try boldInKind.values().investor > bold.values().investor)
    #expect(try boldInKind.values().host > bold.values().host)
  }

  @Test("building in stages puts off the day when everything is sunk") func stagedBuild() throws {
    // Without interest only the bargain matters.
    var free = contract
    free.rate = 0
    var outlays = free.years.map { _ in 0.0 }
    for year in 0..<10 { outlays[year] = 100 }
    let staged = try free.mitigated(by: .stagedBuild(outlays: outlays))
    #expect(try staged.values().investor > free.values().investor)
    #expect(try staged.values().reopenings < free.values().reopenings)
    outlays[0] = 99
    #expect(throws: PoliticsError.self) { try free.mitigated(by: .stagedBuild(outlays: outlays)) }
    #expect(throws: PoliticsError.self) { try free.mitigated(by: .stagedBuild(outlays: [1000])) }
  }

  @Test("a fallback of one more dollar lowers the settled fee by φ") func fallback() throws {
    let mitigated = try contract.mitigated(by: .fallback(yearly: 90))
    let after = try mitigated.values()
    #expect(after.investor > before.investor)
    #expect(after.lost < before.lost)
    // The demand of four times the fee is not what binds here, hence the fee falls.
    var bold = contract
    bold.demands = [100]
    let held = try bold.values()
    let freer = try bold.mitigated(by: .fallback(yearly: 90)).values()
    #expect(freer.host < held.host)
    let fees = [40.0, 41].map {
      HoldUpTerms.settledFee(
        contract: 20, quasiRent: 260, outside: $0, power: 0.33, demand: 100)
    }
    #expect(near(fees[0] - fees[1], 0.33))
    // A worse one than there is changes nothing.
    #expect(try contract.mitigated(by: .fallback(yearly: 10)) == contract)
  }

  @Test("a guarantee moves the loss at the end to the guarantor") func guarantee() throws {
    let after = try contract.mitigated(by: .guarantee(share: 0.9, premium: 0)).values()
    #expect(after.investor > before.investor)
    #expect(after.guarantor < 0)
    #expect(near(after.investor - before.investor, -after.guarantor, 1e-12))
    #expect(near(after.host, before.host))
    // At a fair premium nobody gains in expectation.
    let running = try contract.mitigated(by: .guarantee(share: 0, premium: 1)).values().guarantor
    let fair = try contract.mitigated(
      by: .guarantee(share: 0.9, premium: -after.guarantor / running)
    ).values()
    #expect(near(fair.investor, before.investor, 1e-10))
    #expect(fair.guarantor.magnitude < 1e-9)
  }

  @Test(
    "what can't be agreed on is refused",
    arguments: [
      Mitigant.escrow(years: -1), .prepaidFee(share: 2), .inKind(share: 0.5, worth: 0.5),
      .inKind(share: -1, worth: 2), .fallback(yearly: .nan), .guarantee(share: 1.5, premium: 0),
      .guarantee(share: 0.5, premium: -1),
    ])
  func refusals(mitigant: Mitigant) {
    #expect(throws: PoliticsError.self) { try contract.mitigated(by: mitigant) }
  }
}

@Suite("Courses of a contract") struct HoldUpPathTests {
  /// The mean of many courses, with its standard error, by party.
  private func sampled(
    _ contract: HoldUp, samples: Int, demand: (Double) throws -> Double
  ) throws -> (mean: HoldUpFlows, error: HoldUpFlows, reopenings: Double) {
    let random = Philox(seed: 2024)
    var path = try HoldUpPath(contract)
    var sum = HoldUpFlows()
    var squares = HoldUpFlows()
    var reopenings = 0
    for sample in 0..<samples {
      path.restart()
      let flows = try contract.years.indices.map { year in
        let words = random(SIMD4(UInt32(sample), UInt32(year), 0, 0))
        return path.step(
          HoldUpPath.Draw(
            termination: Philox.uniform(words.x), reopening: Philox.uniform(words.y),
            stoppage: Philox.uniform(words.z), demand: try demand(Philox.uniform(words.w))))
      }
      let value = contract.presentValue(flows)
      sum.investor += value.investor
      sum.host += value.host
      sum.lost += value.lost
      squares.investor += value.investor * value.investor
      squares.host += value.host * value.host
      squares.lost += value.lost * value.lost
      reopenings += path.reopenings
    }
    let count = Double(samples)
    var (mean, error) = (HoldUpFlows(), HoldUpFlows())
    let parts: [WritableKeyPath<HoldUpFlows, Double>] = [\.investor, \.host, \.lost]
    for part in parts {
      mean[keyPath: part] = sum[keyPath: part] / count
      let variance =
        squares[keyPath: part] / count - mean[keyPath: part] * mean[keyPath: part]
      error[keyPath: part] = (variance / count).squareRoot()
    }
    return (mean, error, Double(reopenings) / count)
  }

  @Test("the mean of many courses is the expectation") func mean() throws {
    let contract = try Contracts.guarded(Contracts.long)
    let expected = try contract.values()
    let found = try sampled(contract, samples: 6_000) { _ in 4 }
    #expect((found.mean.investor - expected.investor).magnitude < 4 * found.error.investor)
    #expect((found.mean.host - expected.host).magnitude < 4 * found.error.host)
    #expect((found.mean.lost - expected.lost).magnitude < 4 * found.error.lost)
    #expect((found.reopenings - expected.reopenings).magnitude < 0.1)
    #expect(found.error.investor < 0.04 * expected.investor.magnitude)
  }

  @Test("so it is with a lognormal demand, cut into cells") func lognormalDemand() throws {
    let demand = try Lognormal(median: 4, sigma: 0.9)
    var contract = Contracts.long
    contract.demands = try HoldUp.demands(demand, count: 200)
    #expect(contract.demands.count == 200)
    let expected = try contract.values()
    let found = try sampled(contract, samples: 6_000) { try demand.quantile($0) }
    #expect((found.mean.investor - expected.investor).magnitude < 4 * found.error.investor)
    #expect((found.mean.host - expected.host).magnitude < 4 * found.error.host)
    // Fewer cells give nearly the same.
    contract.demands = try HoldUp.demands(demand)
    #expect(near(try contract.values().investor, expected.investor, 2e-3))
  }

  @Test("a course, by hand") func byHand() throws {
    var contract = Contracts.small
    contract.stoppageYears = 1.5
    var path = try HoldUpPath(contract)
    let calm = HoldUpPath.Draw(termination: 0.5, reopening: 0.5, stoppage: 0.5, demand: 4)
    var draw = calm
    // Nothing is sunk in the first year, hence nothing happens whatever is drawn.
    draw.termination = 0
    draw.reopening = 0
    #expect(path.step(draw).investor == -100)
    // Reopened, with a stoppage of a year and a half: 5 - 60, then half a year of 70 - 10 and of 20.
    draw = calm
    draw.reopening = 0.05
    draw.stoppage = 0.1
    #expect(path.step(draw).investor == -55)
    let half = path.step(draw)
    #expect(half.investor == 0.5 * 60 + 0.5 * 20)
    #expect(half.host == 0.5 * 12)
    #expect(half.lost == 0.5 * (70 + 2 - 20))
    // Settled: 10 + 0.4 (80 - 25 - 10) - 0.6 · 2 = 26.8.
    draw = calm
    draw.reopening = 0.2
    let settled = path.step(draw)
    #expect(near(settled.host, 26.8 + 2))
    #expect(near(settled.investor, 80 - 26.8))
    // The end: a tenth of the outlays and what is earned elsewhere.
    draw = calm
    draw.termination = 0.01
    #expect(path.step(draw).investor == 25 + 16)
    #expect(path.hasEnded)
    #expect(path.step(calm).investor == 30)
    #expect(path.step(calm) == HoldUpFlows())
    #expect(path.reopenings == 2)
    #expect(path.stopped == 1.5)
    path.restart()
    #expect(!path.hasEnded)
    #expect(path.step(calm).investor == -100)
  }
}
