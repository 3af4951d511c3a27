import CorridorAppraisal
import CorridorStudy
import CorridorUnits

/// How often a host disturbs a contract, as quantities.
///
/// | key | is |
/// | --- | --- |
/// | `reopenings at_most N within Y` | the chance of no more than N reopened contracts in Y years |
/// | `stoppages at_most N within Y` | the same of stoppages |
/// | `terminations at_most N within Y` | the same of the end of the project |
/// | `settlement at_most X` | the chance that terms are settled at no more than X times those before |
/// | `settlement at_most X on COMPARISON/ROUTE` | the same by what the contract of a route leaves to bargain over |
///
/// The chances are averaged over the ranges of the assumptions, so that they are those of a record that is
/// yet to be seen.
struct HostQuantities: Sendable {
  let regimes: Regimes
  let study: Study
  let resolved: ResolvedAssumptions

  /// Every range is replaced by the middles of so many cells of equal chance.
  private static let cells = 8

  /// The chances of a year.
  private struct Hazards {
    let reopening: Double
    let stoppage: Double
    let end: Double
  }

  /// The value of a key of a host; `contract` finds what a host makes of the project of a route, by its id.
  func value(
    of country: String, _ words: [String],
    contract: (_ route: String) throws(QuantityFailure) -> PoliticalHost.Result
  ) throws(QuantityFailure) -> Double {
    guard let host = regimes.host(country) else {
      throw PoliticalQuantities.unknown("host", country, regimes.hosts.map(\.country))
    }
    let remedy = "write such as 'reopenings at_most 1 within 12' or 'settlement at_most 1.05'"
    guard words.count >= 3, words[1] == "at_most", let most = Double(words[2]) else {
      throw .wrong("`\(words.joined(separator: " "))` is nothing of a host", remedy: remedy)
    }
    if words[0] == "settlement", words.count == 3 || words.count == 5 && words[3] == "on" {
      return try settled(host, at: most, words.count == 5 ? contract(words[4]) : nil)
    }
    guard words.count == 5, words[3] == "within", let years = Int(words[4]),
      (0...1000).contains(years), most >= 0, most <= 1000,
      ["reopenings", "stoppages", "terminations"].contains(words[0])
    else {
      throw .wrong("`\(words.joined(separator: " "))` is nothing of a host", remedy: remedy)
    }
    return try mean(of: host) { hazards in
      if words[0] == "terminations" {
        let lasts = (0..<years).reduce(1.0) { chance, _ in chance * (1 - hazards.end) }
        return most >= 1 ? 1 : lasts
      }
      let chance = hazards.reopening * (words[0] == "stoppages" ? hazards.stoppage : 1)
      return Self.chance(of: Int(most), a: chance, end: hazards.end, years: years)
    }
  }

  /// The chance that a reopened contract is settled at no more than a multiple of what was agreed, by the bargain
  /// of the host.
  ///
  /// Observed, the multiple is min{s, M}. Of a share φ of what is bargained over it is
  /// max{1, min{1 + φ (q - f)⁺ / f, M}}, with q - f what a full year of the project leaves its builder and
  /// f the fee of that year. What is drawn is independent.
  private func settled(_ host: HostTerms, at most: Double, _ contract: PoliticalHost.Result?)
    throws(QuantityFailure) -> Double
  {
    if most < 1 { return 0 }
    let demands = try 1 - marginal(host.demand, .multiple).cumulative(most)
    switch host.bargain {
    case .observed:
      return try 1 - demands * (1 - marginal(host.settlement, .factor).cumulative(most))
    case .nash:
      guard let contract else {
        throw .unavailable(
          "\(host.country) bargains for a share of what a project leaves, so that a settlement hangs on "
            + "the project; write 'settlement at_most \(most) on COMPARISON/ROUTE'")
      }
      guard contract.gain > 0 else { return 1 }
      guard contract.fee > 0 else {
        throw .unavailable("no fee is paid to \(host.country), so that none is settled anew")
      }
      let power = (most - 1) * contract.fee / contract.gain
      return try 1 - demands * (1 - marginal(host.power, .share).cumulative(power))
    }
  }

  /// The chance of no more than so many events until the end or for so many years.
  private static func chance(of most: Int, a chance: Double, end: Double, years: Int) -> Double {
    var counts = [Double](repeating: 0, count: most + 1)
    counts[0] = 1
    var ended = 0.0
    for _ in 0..<years {
      ended += counts.reduce(0, +) * end
      // From the top down each count still finds the one below it as it was.
      for place in counts.indices.reversed() {
        counts[place] *= (1 - end) * (1 - chance)
        if place > 0 { counts[place] += counts[place - 1] * (1 - end) * chance }
      }
    }
    return ended + counts.reduce(0, +)
  }

  /// The mean over the ranges of the three chances.
  private func mean(of host: HostTerms, _ body: (Hazards) -> Double) throws(QuantityFailure)
    -> Double
  {
    let reopening = try points(host.lateHazard, .chance)
    let stoppage = try points(host.stoppageChance, .share)
    let end = try points(host.termination, .chance)
    var sum = 0.0
    for first in reopening {
      for second in stoppage {
        for third in end { sum += body(Hazards(reopening: first, stoppage: second, end: third)) }
      }
    }
    return sum / Double(reopening.count * stoppage.count * end.count)
  }

  private func points(_ id: String, _ kind: RegimeInput.Kind) throws(QuantityFailure) -> [Double] {
    let marginal = try marginal(id, kind)
    if marginal.isFixed { return [marginal.quantile(0.5)] }
    return (0..<Self.cells).map { marginal.quantile((Double($0) + 0.5) / Double(Self.cells)) }
  }

  /// The distribution of an assumption, in the unit of its kind.
  private func marginal(_ id: String, _ kind: RegimeInput.Kind) throws(QuantityFailure) -> Marginal
  {
    guard var value = resolved[id] else {
      throw .unavailable("assumption `\(id)` has no value in this run")
    }
    do {
      let factor = try value.unit.factor(to: kind.unit)
      value.value *= factor
      value.low = value.low.map { $0 * factor }
      value.high = value.high.map { $0 * factor }
      value.spread = value.spread?.converted { $0 * factor }
      return try Marginal(value)
    } catch { throw .unavailable("assumption `\(id)`: \(error)") }
  }
}
