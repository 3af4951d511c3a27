import CorridorStudy
import CorridorUnits

/// The years of a project: capital is spent evenly in years 0 to L-1, operation runs in years L to L+T-1.
///
/// Flows fall at the end of a year; year 0 is not discounted. Real flows, real rates.
struct Timeline {
  /// The lengths of construction and operation that can be worked with, before rounding.
  static let years = 0.5..<499.5

  let construction: Int
  let operation: Int
  /// Demand in each year of operation, relative to the stated yearly demand.
  let demand: [Double]

  /// Creates a timeline from numbers in the order of `inputs(for:)`: construction years, operation
  /// years, growth per year, ramp-up shares; nil when they make none.
  init?(_ numbers: ArraySlice<Double>) {
    let numbers = Array(numbers)
    guard numbers.count >= 3, Self.years.contains(numbers[0]), Self.years.contains(numbers[1]),
      numbers[2] >= -1
    else { return nil }
    construction = Int(numbers[0].rounded())
    operation = Int(numbers[1].rounded())
    let growth = numbers[2]
    let ramp = numbers.dropFirst(3).map(\.self)
    var level = 1.0
    var demand: [Double] = []
    demand.reserveCapacity(operation)
    for year in 0..<operation {
      demand.append((year < ramp.count ? ramp[year] : 1) * level)
      level *= 1 + growth
    }
    self.demand = demand
  }

  /// The flow of each year, from yearly amounts.
  func flows(capital: Double, upkeep: Double, variable: Double) -> [Double] {
    [Double](repeating: -capital / Double(construction), count: construction)
      + demand.map { variable * $0 - upkeep }
  }

  /// Present value of one unit of capital, upkeep and variable flow at a rate above -1.
  func factors(rate: Double) -> (capital: Double, upkeep: Double, variable: Double) {
    guard rate > -1 else { return (.nan, .nan, .nan) }
    var factor = 1.0
    var capital = 0.0
    var upkeep = 0.0
    var variable = 0.0
    for _ in 0..<construction {
      capital += factor / Double(construction)
      factor /= 1 + rate
    }
    for share in demand {
      upkeep += factor
      variable += factor * share
      factor /= 1 + rate
    }
    return (capital, upkeep, variable)
  }

  /// The figures that a timeline is made from, for a comparison's demand.
  static func inputs(for demand: Comparison.Demand, at location: SourceLocation, inputs: Inputs)
    throws(AppraisalError) -> [Figure]
  {
    let settings = inputs.study.settings.appraisal
    let perYear = try ResultUnits.perYear()
    var figures = [
      try inputs.years(settings.constructionYears, for: location),
      try inputs.years(settings.operationYears, for: location),
      try demand.growth.map { id throws(AppraisalError) in
        try inputs.figure(id, in: perYear, .rate, for: location)
      } ?? .constant("growth of demand", 0, perYear, because: "the comparison states none"),
    ]
    for id in demand.rampUp {
      figures.append(try inputs.figure(id, in: .one, .share, for: location))
    }
    return figures
  }
}
