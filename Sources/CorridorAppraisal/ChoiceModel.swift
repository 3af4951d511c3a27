import CorridorStudy
import CorridorUnits

/// One way that a shipper can choose, as figures.
struct Alternative {
  /// The part of the route's id after the slash.
  let id: String
  let nest: String
  /// Money per load.
  let price: Figure
  /// Door-to-door days.
  let time: Figure
  /// Standard deviation of the time in days.
  let deviation: Figure
  /// Expected loss and damage, money per load.
  let damage: Figure
  /// Alternative-specific constant of utility.
  let constant: Figure
}

/// The nested logit of a comparison over a set of routes, integrated over the value of time.
///
/// Generalised cost is `G = m + v T + v r s + d`: price, time, deviation weighted with the reliability
/// ratio, loss and damage. Utility is `U = c - w G`.
///
/// - Source: Train 2009, Discrete Choice Methods with Simulation, chapters 4 and 6; consumer surplus
///   by Small and Rosen 1981.
struct ChoiceModel {
  /// The figures that all alternatives share, in the order that `shared` below reads them.
  private let parameters: [Figure]
  /// Mean value of a day per load, of the lognormal distribution over shippers.
  let meanValueOfTime: Figure
  private let priceUnit: Unit

  init(
    comparison: Comparison, choice: Comparison.Choice, service: Service, inputs: Inputs,
    units: ResultUnits
  ) throws(AppraisalError) {
    guard let valueOfTime = service.valueOfTime, let ratio = service.reliabilityRatio else {
      throw .missing(
        what: "service `\(service.id)` needs value_of_time and reliability_ratio for a choice",
        location: service.location)
    }
    let at = comparison.location
    let perPrice: Unit
    let perDay: Unit
    do {
      perPrice = try .one / units.price
      perDay = try units.price / .day
    } catch {
      throw .unit(figure: "choice model", found: "\(error)", expected: "1/\(units.price)")
    }
    priceUnit = units.price
    let lambda = try inputs.figure(choice.nestLambda, in: .one, .positive, for: at)
    guard lambda.value <= 1 else {
      throw .range(
        figure: "`\(choice.nestLambda)`",
        message: "is \(lambda.value); the dissimilarity of a nest is above 0 and at most 1",
        location: inputs.location(of: choice.nestLambda))
    }
    let median = try inputs.figure(
      valueOfTime.median, in: perDay, .positive, for: service.location)
    let sigma = try inputs.figure(
      valueOfTime.sigma, in: .one, .notNegative, for: service.location)
    parameters = [
      try inputs.figure(choice.costWeight, in: perPrice, .positive, for: at), lambda,
      try inputs.figure(ratio, in: .one, .notNegative, for: service.location), median, sigma,
    ]
    meanValueOfTime = Figure(
      "mean value of time", unit: perDay,
      .formula("median x exp(sigma^2 / 2)") { $0[0] * Elementary.exp($0[1] * $0[1] / 2) },
      of: [median, sigma])
  }

  /// Weight of a standard deviation of time against time itself.
  var reliabilityRatio: Figure { parameters[2] }

  /// Share of each alternative among all of them, in their order.
  func shares(among alternatives: [Alternative]) -> [Figure] {
    let nests = alternatives.map(\.nest)
    let inputs = inputs(of: alternatives)
    // One integration serves all alternatives; each share can still be evaluated by itself.
    let values = Self.outcome(inputs.map(\.value), nests: nests)?.shares
    return alternatives.indices.map { index in
      let formula = Figure.Operation.formula("nested logit over the value of time") {
        Self.outcome($0, nests: nests)?.shares[index] ?? .nan
      }
      return Figure(
        "share of \(alternatives[index].id)", values?[index] ?? .nan, .one,
        origin: .operation(formula, inputs))
    }
  }

  /// What a mean shipper gains when the last alternative is added to the others, money per load.
  func surplus(ofAddingLastOf alternatives: [Alternative]) -> Figure {
    let nests = alternatives.map(\.nest)
    return Figure(
      "consumer surplus per load", unit: priceUnit,
      .formula("difference of logsums / cost weight (Small and Rosen 1981)") { numbers in
        let before = Self.outcome(
          numbers.dropLast(Self.width).map(\.self), nests: nests.dropLast().map(\.self))
        guard let before, let after = Self.outcome(numbers, nests: nests) else { return .nan }
        return (after.logsum - before.logsum) / numbers[0]
      }, of: inputs(of: alternatives))
  }

  /// Numbers per alternative among the inputs of a figure.
  private static let width = 5

  private func inputs(of alternatives: [Alternative]) -> [Figure] {
    parameters
      + alternatives.flatMap { [$0.price, $0.time, $0.deviation, $0.damage, $0.constant] }
  }

  /// Shares and logsum averaged over the value of time; nil when the numbers allow no choice.
  private static func outcome(_ numbers: [Double], nests: [String]) -> ExpectedChoice? {
    let (weight, lambda, ratio) = (numbers[0], numbers[1], numbers[2])
    guard weight > 0 else { return nil }
    var names: [String] = []
    let places = nests.map { nest in
      if let place = names.firstIndex(of: nest) { return place }
      names.append(nest)
      return names.count - 1
    }
    let lambdas = [Double](repeating: lambda, count: names.count)
    let rows = nests.indices.map { numbers[($0 * width + 5)..<(($0 + 1) * width + 5)].map(\.self) }
    return try? ExpectedChoice(over: Lognormal(median: numbers[3], sigma: numbers[4])) {
      value throws(MathematicsError) in
      let utilities = rows.map { row in
        row[4] - weight * (row[0] + value * row[1] + value * ratio * row[2] + row[3])
      }
      return try Logit.nested(utilities, nests: places, lambdas: lambdas)
    }
  }
}

extension ChoiceModel {
  /// Generalised cost per load of a shipper with the mean value of time.
  func generalisedCost(of alternative: Alternative) throws(AppraisalError) -> Figure {
    let value = meanValueOfTime
    return try .sum(
      "generalised cost",
      [
        alternative.price,
        .product("value of time x time", [value, alternative.time], in: priceUnit),
        .product(
          "value of unreliability", [value, reliabilityRatio, alternative.deviation], in: priceUnit),
        alternative.damage,
      ], unit: priceUnit)
  }
}
