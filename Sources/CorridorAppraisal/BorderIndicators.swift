import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// The corridor indicators of CAREC's Corridor Performance Measurement and Monitoring.
///
/// They are defined for corridors by road and rail, so only these parts of a route count, without
/// ports and terminals. A change of gauge near a crossing is part of clearing it.
///
/// - Source: CAREC CPMM annual reports: TFI1 hours to clear a border crossing, TFI2 cost at a
///   crossing, TFI3 cost per 500 km of 20 tonnes of cargo, TFI4 speed without and with delay (SWOD,
///   SWD).
struct BorderIndicators {
  let costing: RouteCosting
  let service: Service
  let inputs: Inputs
  let units: ResultUnits

  private var keys: [String] {
    let currency = inputs.study.settings.priceBase.currency.code.lowercased()
    return [
      "indicators.tfi1_hours_per_crossing",
      "indicators.tfi2_\(currency)_per_\(service.key)_per_crossing",
      "indicators.tfi3_\(currency)_per_20t_per_500km", "indicators.swod_km_per_h",
      "indicators.swd_km_per_h",
    ]
  }

  private var steps: [LadderStep] { costing.ladder.steps.filter { Self.isOverland($0.mode) } }
  private var links: [LadderStep] { steps.filter { $0.kind == .link } }
  private var borders: [LadderStep] { steps.filter { $0.kind == .border } }
  private var gauges: [LadderStep] { steps.filter { $0.kind == .gauge } }

  private static func isOverland(_ mode: Mode?) -> Bool { mode == .rail || mode == .road }

  func entries() throws(AppraisalError) -> [RouteResultBuilder.Entry] {
    let values: [Outcome]
    if links.isEmpty {
      let none = Outcome.missing(
        reason: "the indicators are defined for road and rail, and this route has neither")
      values = keys.map { _ in none }
    } else {
      values = try [clearing(), cost(), section(), speedWithoutDelay(), speedWithDelay()]
    }
    return zip(keys, values).map { ($0, $1) }
  }

  private var noCrossing: String {
    costing.route.crossings.contains { Self.isOverland($0.mode) }
      ? "no rule gives time or money to the crossings of this route"
      : "the route crosses no land border by road or rail"
  }

  /// Border crossings, and the changes of gauge near them.
  private var atCrossings: [LadderStep] {
    let within = inputs.study.settings.geometry.stationWithin.metres
    return borders
      + gauges.filter { gauge in
        borders.contains { ($0.from.metres - gauge.from.metres).magnitude <= within }
      }
  }

  private func clearing() throws(AppraisalError) -> Outcome {
    try mean(
      "mean time at a crossing",
      .sum("time at crossings", atCrossings.compactMap(\.time), unit: .hour))
  }

  private func cost() throws(AppraisalError) -> Outcome {
    try mean(
      "mean cost at a crossing",
      .sum("cost at crossings", atCrossings.compactMap(\.cost), unit: units.price))
  }

  private func mean(_ label: String, _ total: Figure) throws(AppraisalError) -> Outcome {
    guard !borders.isEmpty else { return .missing(reason: noCrossing) }
    let count = Figure.constant(
      "crossings", Double(borders.count), because: "counted along the route")
    return Outcome(try .quotient(label, total, count, in: total.unit), else: "")
  }

  /// Costed length of the overland parts.
  private func length() throws(AppraisalError) -> Figure {
    let pairs = zip(costing.route.parts, costing.lengths.parts)
    return try .sum(
      "length by road and rail",
      pairs.filter { Self.isOverland($0.0.link.mode) }.map(\.1), unit: .kilometre)
  }

  private func section() throws(AppraisalError) -> Outcome {
    let mass: Figure
    if let id = service.mass {
      let unit: Unit
      do { unit = try .tonne / units.load } catch {
        throw .unit(figure: "`\(id)`", found: "\(error)", expected: "t/\(units.load)")
      }
      mass = try inputs.figure(id, in: unit, .positive, for: service.location)
    } else if let tonnes = try? units.load.factor(to: .tonne), let unit = try? .tonne / units.load {
      mass = .constant("mass of a load", tonnes, unit, because: "loads are counted by mass")
    } else {
      return .missing(reason: "service `\(service.id)` states no mass of a load")
    }
    let fees = costing.ladder.steps.filter { $0.kind == .fee }
    let total = try Figure.sum(
      "charges by road and rail", (steps + fees).compactMap(\.cost), unit: units.price)
    let perTonne = try Figure.quotient("charges per tonne", total, mass, in: money(per: "t"))
    return Outcome(
      try .quotient("cost of 20 t on 500 km", perTonne, length(), in: money(per: "20t/500km")),
      else: "")
  }

  private func money(per divisor: String) throws(AppraisalError) -> Unit {
    do { return try Unit("\(inputs.study.settings.priceBase.currency)/\(divisor)") } catch {
      throw .unit(
        figure: "charges per tonne", found: "\(error)", expected: "money per \(divisor)")
    }
  }

  private func speedWithoutDelay() throws(AppraisalError) -> Outcome {
    try speed("speed without delay", over: links)
  }

  private func speedWithDelay() throws(AppraisalError) -> Outcome {
    try speed("speed with delay", over: steps)
  }

  private func speed(_ label: String, over steps: [LadderStep]) throws(AppraisalError) -> Outcome {
    guard links.allSatisfy({ $0.time != nil }) else {
      return .missing(reason: costing.ladder.timeReason ?? "a speed is missing")
    }
    let unit: Unit
    do { unit = try .kilometre / .hour } catch {
      throw .unit(figure: "speed", found: "\(error)", expected: "km/h")
    }
    let time = try Figure.sum("time by road and rail", steps.compactMap(\.time), unit: .hour)
    return Outcome(try .quotient(label, length(), time, in: unit), else: "")
  }
}
