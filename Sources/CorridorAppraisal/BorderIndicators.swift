import CorridorUnits

/// The four corridor indicators of CAREC's Corridor Performance Measurement and Monitoring.
///
/// - Source: CAREC CPMM annual reports: TFI1 hours to clear a border crossing, TFI2 cost at a
///   crossing, TFI3 cost per 500 km, TFI4 speed without and with delay (SWOD, SWD).
struct BorderIndicators {
  let costing: RouteCosting
  let units: ResultUnits

  func entries() throws(AppraisalError) -> [(key: String, outcome: Outcome)] {
    let borders = costing.ladder.steps.filter { $0.kind == .border }
    let none = "the route crosses no land border"
    let count = Figure.constant(
      "crossings", Double(borders.count), because: "counted along the route")
    let total = try costing.lengths.total()
    let money = units.price
    var hours: Figure?
    var cost: Figure?
    if !borders.isEmpty {
      hours = try .quotient(
        "mean time at a crossing",
        .sum("time at crossings", borders.compactMap(\.time), unit: .hour), count, in: .hour)
      cost = try .quotient(
        "mean cost at a crossing",
        .sum("cost at crossings", borders.compactMap(\.cost), unit: money), count, in: money)
    }
    let section = Figure.constant("section", 500, .kilometre, because: "the indicator's definition")
    let perSection = try Figure.product(
      "cost per 500 km",
      [costing.charges, .quotient("sections", section, total, in: .one)], in: money)
    let speed: Unit
    do { speed = try .kilometre / .hour } catch {
      throw .unit(figure: "speed", found: "\(error)", expected: "km/h")
    }
    let reason = costing.ladder.timeReason ?? "a time is missing"
    func rate(_ label: String, _ time: Figure?) throws(AppraisalError) -> Outcome {
      guard let time, time.value > 0 else { return .missing(reason: reason) }
      return Outcome(try .quotient(label, total, time, in: speed), else: reason)
    }
    return [
      ("indicators.tfi1_hours_per_crossing", Outcome(hours, else: none)),
      ("indicators.tfi2_cost_per_crossing", Outcome(cost, else: none)),
      ("indicators.tfi3_cost_per_500km", .figure(perSection)),
      ("indicators.swod_km_per_h", try rate("speed without delay", costing.lineHaul)),
      ("indicators.swd_km_per_h", try rate("speed with delay", costing.terminalToTerminal)),
    ]
  }
}
