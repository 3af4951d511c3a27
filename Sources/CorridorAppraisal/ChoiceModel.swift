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
  private let time: ValueOfTime
  private let priceUnit: Unit

  init(
    comparison: Comparison, choice: Comparison.Choice, service: Service, inputs: Inputs,
    units: ResultUnits
  ) throws(AppraisalError) {
    let time = try ValueOfTime(of: service, inputs: inputs, units: units)
    let at = comparison.location
    let perPrice: Unit
    do {
      perPrice = try .one / units.price
    } catch {
      throw .unit(figure: "choice model", found: "\(error)", expected: "1/\(units.price)")
    }
    priceUnit = units.price
    let lambda = try inputs.figure(choice.nestLambda, in: .one, .dissimilarity, for: at)
    parameters = [
      try inputs.figure(choice.costWeight, in: perPrice, .positive, for: at), lambda,
      time.reliabilityRatio, time.median, time.sigma,
    ]
    self.time = time
  }

  /// Mean value of a day per load, of the lognormal distribution over shippers.
  var meanValueOfTime: Figure { time.mean }

  /// Weight of a standard deviation of time against time itself.
  var reliabilityRatio: Figure { parameters[2] }

  /// What shippers choose among alternatives, in one evaluation: see `shares` and `surplus`.
  func choice(among alternatives: [Alternative]) -> JointFormula {
    let nests = Self.places(of: alternatives.map(\.nest))
    return JointFormula(
      "nested logit over the value of time", .expectedChoice(nests: nests),
      of: inputs(of: alternatives)
    ) {
      guard let outcome = Self.outcome($0, nests: nests) else {
        return [Double](repeating: .nan, count: nests.count + 1)
      }
      return outcome.shares + [outcome.logsum]
    }
  }

  /// Share of each alternative of a choice, in their order.
  func shares(of choice: JointFormula, among alternatives: [Alternative]) -> [Figure] {
    alternatives.indices.map { index in
      choice.part(index, "share of \(alternatives[index].id)", unit: .one)
    }
  }

  /// What a mean shipper gains by the second choice against the first, money per load.
  func surplus(of after: JointFormula, against before: JointFormula) -> Figure {
    let logsums = [(after, "with the route"), (before, "without it")].map { choice, words in
      choice.part(choice.values.count - 1, "logsum \(words)", unit: .one)
    }
    return Figure(
      "consumer surplus per load", unit: priceUnit,
      .formula("difference of logsums / cost weight (Small and Rosen 1981)") {
        ($0[0] - $0[1]) / $0[2]
      }, of: logsums + [parameters[0]])
  }

  /// Numbers per alternative among the inputs of a figure.
  private static let width = 5

  private func inputs(of alternatives: [Alternative]) -> [Figure] {
    parameters
      + alternatives.flatMap { [$0.price, $0.time, $0.deviation, $0.damage, $0.constant] }
  }

  /// The nest of each alternative, counted in order of appearance.
  private static func places(of nests: [String]) -> [Int] {
    var names: [String] = []
    return nests.map { nest in
      if let place = names.firstIndex(of: nest) { return place }
      names.append(nest)
      return names.count - 1
    }
  }

  /// Shares and logsum averaged over the value of time; nil when the numbers allow no choice.
  private static func outcome(_ numbers: [Double], nests: [Int]) -> ExpectedChoice? {
    let (weight, lambda, ratio) = (numbers[0], numbers[1], numbers[2])
    guard weight > 0, let valueOfTime = try? Lognormal(median: numbers[3], sigma: numbers[4]) else {
      return nil
    }
    var constants = [Double](repeating: 0, count: nests.count)
    var slopes = constants
    for place in nests.indices {
      let first = place * width + 5
      // Price, time, deviation, damage, constant.
      constants[place] = numbers[first + 4] - weight * (numbers[first] + numbers[first + 3])
      slopes[place] = -weight * (numbers[first + 1] + ratio * numbers[first + 2])
    }
    return try? ExpectedChoice(
      over: valueOfTime, constants: constants, slopes: slopes, nests: nests, lambda: lambda)
  }
}

extension ChoiceModel {
  /// Generalised cost per load of a shipper with the mean value of time.
  func generalisedCost(of alternative: Alternative) throws(AppraisalError) -> Figure {
    try time.generalisedCost(
      price: alternative.price, time: alternative.time, deviation: alternative.deviation,
      damage: alternative.damage, in: priceUnit)
  }
}
