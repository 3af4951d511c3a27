/// What a contract is worth in expectation, and how likely it is to be disturbed.
public struct HoldUpValues: Hashable, Sendable {
  /// The present value of the investor's flows at the investor's rate, after outlays.
  public let investor: Double
  /// The present value of the host's flows at the investor's rate, which adds up with the others.
  public let host: Double
  /// The present value of the guarantor's flows.
  public let guarantor: Double
  /// The present value of what is lost against the undisturbed contract.
  public let lost: Double
  /// The present value of the undisturbed contract, all parties together: the sum of the four.
  public let total: Double
  /// The present value of the host's flows as the host values them.
  public let hostOwn: Double
  /// The investor's present value when nothing is ever reopened or ended.
  public let undisturbed: Double
  /// The expected flows of each year.
  public let flows: [HoldUpFlows]
  /// For each year the chance that the project has ended by then.
  public let ended: [Double]
  /// For each year the chance that the fee was raised by then and the project has not ended.
  public let settled: [Double]
  /// For each year the expected share of it that is lost to stoppages.
  public let stopped: [Double]
  /// The expected number of times that the contract is reopened.
  public let reopenings: Double
}

extension HoldUp {
  /// The exact expectation over every course of events, by the chances of each state in each year.
  ///
  /// A state is the fee in force (the contract's, or after the highest demand so far), the year of a
  /// stoppage, or the end.
  public func values() throws(PoliticsError) -> HoldUpValues {
    let years = try HoldUpYears(self)
    var chances = HoldUpChances(years)
    var flows: [HoldUpFlows] = []
    var (ended, settled, stopped): ([Double], [Double], [Double]) = ([], [], [])
    for year in self.years.indices {
      let result = chances.step(year)
      flows.append(result.flows)
      ended.append(chances.ended)
      settled.append(chances.settled)
      stopped.append(result.stopped)
    }
    let undisturbed = self.years.indices.map { year in
      years.running(year, demand: nil, stopped: 0)
    }
    let present = presentValue(flows)
    let whole = presentValue(undisturbed)
    return HoldUpValues(
      investor: present.investor, host: present.host, guarantor: present.guarantor,
      lost: present.lost, total: whole.investor + whole.host + whole.guarantor,
      hostOwn: Self.sum(flows.map(\.host), factor: hostPatience), undisturbed: whole.investor,
      flows: flows, ended: ended, settled: settled, stopped: stopped,
      reopenings: chances.reopenings)
  }

  /// The present value of flows at the investor's rate.
  public func presentValue(_ flows: [HoldUpFlows]) -> HoldUpFlows {
    var sum = HoldUpFlows()
    var factor = 1.0
    for flow in flows {
      sum += factor * flow
      factor /= 1 + rate
    }
    return sum
  }

  private static func sum(_ flows: [Double], factor: Double) -> Double {
    flows.reversed().reduce(0) { $0 * factor + $1 }
  }
}

/// The chance of each state of a contract.
private struct HoldUpChances {
  private let years: HoldUpYears
  /// The demands in rising order; the first level is the contract's.
  private let levels: [Double?]
  /// How many of the demands each level stands for.
  private let weights: [Double]
  /// By level, then by year of a stoppage: 0 is running.
  private var running: [[Double]]
  private(set) var ended = 0.0
  private(set) var reopenings = 0.0

  init(_ years: HoldUpYears) {
    self.years = years
    let demands = years.terms.demands.sorted()
    let distinct = demands.indices.filter { $0 == 0 || demands[$0] != demands[$0 - 1] }
    levels = [nil] + distinct.map { demands[$0] }
    weights =
      [0]
      + distinct.map { first in
        Double(demands.count { $0 == demands[first] }) / Double(demands.count)
      }
    running = levels.map { _ in
      [Double](repeating: 0, count: max(years.stoppage.count, 1))
    }
    running[0][0] = 1
  }

  /// The chance that the fee was raised and the project goes on.
  var settled: Double { running.dropFirst().reduce(0) { $0 + $1.reduce(0, +) } }

  /// Goes through a year.
  mutating func step(_ year: Int) -> (flows: HoldUpFlows, stopped: Double) {
    let end = years.terminations[year]
    let reopen = years.hazards[year]
    var flows = ended * years.ended(year)
    var stopped = 0.0
    var next = running.map { $0.map { _ in 0.0 } }
    var settling = [Double](repeating: 0, count: levels.count)
    for level in levels.indices {
      for stage in running[level].indices where running[level][stage] > 0 {
        let chance = running[level][stage]
        flows += (chance * end) * years.ending(year)
        ended += chance * end
        let on = chance * (1 - end)
        if stage > 0 {
          stopped += stop(on, stage, level, year, &next, &flows)
          continue
        }
        let stop = on * reopen * years.terms.stoppageChance
        let settle = on * reopen - stop
        reopenings += on * reopen
        if stop > 0 { stopped += self.stop(stop, 0, level, year, &next, &flows) }
        settling[level] += settle
        let calm = on - stop - settle
        next[level][0] += calm
        flows += calm * years.running(year, demand: levels[level], stopped: 0)
      }
    }
    settle(settling, year, &next, &flows)
    running = next
    return (flows, stopped)
  }

  /// A year of a stoppage; its flows and where it leads.
  private func stop(
    _ chance: Double, _ stage: Int, _ level: Int, _ year: Int, _ next: inout [[Double]],
    _ flows: inout HoldUpFlows
  ) -> Double {
    let share = years.stoppage.indices.contains(stage) ? years.stoppage[stage] : 0
    let later = stage + 1 < years.stoppage.count ? stage + 1 : 0
    next[level][later] += chance
    flows += chance * years.running(year, demand: levels[level], stopped: share)
    return chance * share
  }

  /// Contracts that are settled anew: at the higher of the demand and those before.
  private func settle(
    _ settling: [Double], _ year: Int, _ next: inout [[Double]], _ flows: inout HoldUpFlows
  ) {
    var (below, weight) = (0.0, 0.0)
    for level in levels.indices {
      // The highest so far is this level: either it was and the demand is no higher, or it is now.
      let chance = settling[level] * (weight + weights[level]) + below * weights[level]
      below += settling[level]
      weight += weights[level]
      if chance == 0 { continue }
      next[level][0] += chance
      flows += chance * years.running(year, demand: levels[level], stopped: 0)
    }
  }
}
