import CorridorStudy
import CorridorUnits

/// Cost per load that arrives which just pays capital, upkeep and charges at the private rate.
///
/// - Source: LC = PV(capital + upkeep + charges) / PV(throughput).
struct LevelisedCost {
  let inputs: Inputs
  let units: ResultUnits
  let comparison: Comparison
  let timeline: [Figure]

  func figure(of capital: Capital, flow: Figure, delivered: Figure, perLoad: Figure)
    throws(AppraisalError) -> Figure
  {
    let rate = try inputs.privateRate(for: comparison.location)
    return Figure(
      "levelised cost", unit: units.price,
      .formula("PV(capital + upkeep + charges) / PV(throughput that arrives)") { numbers in
        guard let factors = Timeline(numbers[6...])?.factors(rate: numbers[5]) else { return .nan }
        let fixed = 1e6 * (numbers[0] * factors.capital + numbers[1] * factors.upkeep)
        return (fixed / (numbers[2] * factors.variable) + numbers[4]) / numbers[3]
      },
      of: [capital.expected, capital.upkeep, flow, delivered, perLoad, rate] + timeline)
  }

  /// What a load that is sent has to pay for one piece of works.
  func charge(for item: Capital.Item, flow: Figure) throws(AppraisalError) -> Figure {
    let rate = try inputs.privateRate(for: comparison.location)
    let upkeep =
      item.upkeep
      ?? .constant("upkeep", 0, units.millionsPerYear, because: "none is stated for \(item.label)")
    return Figure(
      "capital and upkeep, \(item.label)", unit: units.price,
      .formula("PV(capital + upkeep) / PV(throughput that is sent)") { numbers in
        guard let factors = Timeline(numbers[4...])?.factors(rate: numbers[3]) else { return .nan }
        let fixed = 1e6 * (numbers[0] * factors.capital + numbers[1] * factors.upkeep)
        return fixed / (numbers[2] * factors.variable)
      }, of: [item.expected, upkeep, flow, rate] + timeline)
  }
}
