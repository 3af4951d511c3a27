import CorridorStudy
import CorridorUnits

/// What a day is worth to those who ship, as figures.
struct ValueOfTime {
  /// Median of the lognormal distribution over shippers, money per load and day.
  let median: Figure
  /// Standard deviation of its logarithm.
  let sigma: Figure
  /// Its mean.
  let mean: Figure
  /// Weight of a standard deviation of time against time itself.
  let reliabilityRatio: Figure

  /// Takes what a service states.
  ///
  /// - Throws: `AppraisalError.missing` for a service without a value of time.
  init(of service: Service, inputs: Inputs, units: ResultUnits) throws(AppraisalError) {
    guard let stated = service.valueOfTime, let ratio = service.reliabilityRatio else {
      throw .missing(
        what: "service `\(service.id)` needs value_of_time and reliability_ratio for a choice",
        location: service.location)
    }
    let perDay = try Self.unit(units)
    median = try inputs.figure(stated.median, in: perDay, .positive, for: service.location)
    sigma = try inputs.figure(stated.sigma, in: .one, .notNegative, for: service.location)
    reliabilityRatio = try inputs.figure(ratio, in: .one, .notNegative, for: service.location)
    mean = Figure(
      "mean value of time", unit: perDay,
      .formula("median x exp(sigma^2 / 2)") { $0[0] * Elementary.exp($0[1] * $0[1] / 2) },
      of: [median, sigma])
  }

  /// Money per load and day.
  static func unit(_ units: ResultUnits) throws(AppraisalError) -> Unit {
    do { return try units.price / .day } catch {
      throw .unit(figure: "value of time", found: "\(error)", expected: "\(units.price)/day")
    }
  }

  /// `G = m + v T + v r s + d`: price, time, deviation weighted with the reliability ratio, damage.
  func generalisedCost(
    price: Figure, time: Figure, deviation: Figure, damage: Figure, in unit: Unit,
    value: Figure? = nil
  ) throws(AppraisalError) -> Figure {
    let value = value ?? mean
    return try .sum(
      "generalised cost",
      [
        price, .product("value of time x time", [value, time], in: unit),
        .product("value of unreliability", [value, reliabilityRatio, deviation], in: unit),
        damage,
      ], unit: unit)
  }
}
