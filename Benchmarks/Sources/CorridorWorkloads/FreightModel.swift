import Corridor

/// The appraisal of one corridor under the workloads W3 and W4: twelve inputs, thirty years, a regime.
struct FreightModel {
  let number: Int
  static let years = 30
  static let states = ["stable", "tense", "sanctions", "unrest", "conflict", "closed"]
  static let hit = [0, 0.05, 0.35, 0.25, 0.70, 1.0]
  static let security = [0.0, 8, 15, 30, 90, 40]
  /// The factor on building while the regime is bad.
  static let building = [1, 1, 1, 1.1, 1.1, 1.1]

  static let calm = [
    [0.92, 0.05, 0.01, 0.015, 0.004, 0.001], [0.40, 0.50, 0.04, 0.04, 0.015, 0.005],
    [0.10, 0.20, 0.62, 0.04, 0.03, 0.01], [0.25, 0.25, 0.04, 0.40, 0.05, 0.01],
    [0.05, 0.15, 0.10, 0.20, 0.45, 0.05], [0.02, 0.08, 0.20, 0.10, 0.20, 0.40],
  ]
  static let rough = [
    [0.75, 0.13, 0.04, 0.05, 0.02, 0.01], [0.20, 0.52, 0.10, 0.10, 0.06, 0.02],
    [0.04, 0.12, 0.68, 0.07, 0.06, 0.03], [0.10, 0.20, 0.08, 0.45, 0.14, 0.03],
    [0.02, 0.06, 0.12, 0.16, 0.54, 0.10], [0.01, 0.03, 0.16, 0.08, 0.20, 0.52],
  ]

  /// The transition matrix: the higher the corridor's number, the rougher.
  var matrix: [[Double]] {
    let weight = Double(number) / 7
    return zip(Self.calm, Self.rough).map { calm, rough in
      zip(calm, rough).map { (1 - weight) * $0 + weight * $1 }
    }
  }

  /// The twelve inputs, in the order of their variables.
  var marginals: [(name: String, marginal: Marginal)] {
    let c = Double(number)
    let tariff = 70 - 2.5 * c
    return [
      ("capex", .lognormal(median: 2000 + 700 * c, sigma: 0.25)),
      ("build", .triangular(low: 2, mode: 4, high: 8)),
      ("opexShare", .pert(low: 0.02, mode: 0.03, high: 0.05)),
      ("demand", .lognormal(median: 8 + 1.5 * c, sigma: 0.35)),
      ("growth", .pert(low: -0.01, mode: 0.025, high: 0.06)),
      ("tariff", .triangular(low: 0.7 * tariff, mode: tariff, high: 1.5 * tariff)),
      ("ramp", .beta(alpha: 2, beta: 5, low: 0, high: 1)),
      ("capacity", .lognormal(median: 14 + 2 * c, sigma: 0.15)),
      ("rate", .triangular(low: 0.06, mode: 0.09, high: 0.14)),
      ("loss", .beta(alpha: 2, beta: 3, low: 0, high: 1)),
      ("secMult", .lognormal(median: 1, sigma: 0.5)),
      ("residual", .pert(low: 0, mode: 0.2, high: 0.5)),
    ]
  }

  /// What the regime does in one year.
  struct Year {
    let hit: Column
    let security: Column
    let building: Column
  }

  /// Adds the corridor's inputs to a world, then what `regime` declares: the net present value.
  func value(
    in world: inout World, regime: (inout World) throws -> [Year]
  ) throws -> Column {
    var x: [Column] = []
    for (name, marginal) in marginals {
      x.append(try world.input("\(name) \(number)", marginal))
    }
    let years = try regime(&world)
    let (capex, build, opex, capacity) = (x[0], x[1].floor, x[2] * x[0], x[7])
    let (growth, tariff, loss, security) = (1 + x[4], x[5], x[9], x[10])
    let (step, discount) = (0.2 + 0.8 * x[6], 1 / (1 + x[8]))
    let spending = -(capex / build)
    var (volume, factor, value): (Column, Column, Column) = (x[3], 1, 0)
    for (index, year) in years.enumerated() {
      let open = Column(Double(index + 1)) - build
      let traffic = Column.min(volume * Column.min(open * step, 1), capacity)
      let income = traffic * tariff * (1 - year.hit * loss) - opex - year.security * security
      factor *= discount
      value += Column.select(open > 0, income, spending * year.building) * factor
      volume = Column.select(open > 0, volume * growth, volume)
    }
    return value + x[11] * capex * factor
  }

  /// The years along a sampled path of the regime.
  func sampledYears(_ world: inout World) throws -> [Year] {
    try world.path(RegimeChain(states: Self.states, rows: matrix), from: 0, years: Self.years).map {
      state in
      Year(
        hit: state.lookup(Self.hit), security: state.lookup(Self.security),
        building: state.lookup(Self.building))
    }
  }

  /// The years as they are expected, without a sampled path.
  var expectedYears: [Year] {
    var shares = [1.0, 0, 0, 0, 0, 0]
    return (0..<Self.years).map { _ in
      shares = (0..<6).map { to in
        shares.indices.reduce(0) { $0 + shares[$1] * matrix[$1][to] }
      }
      func mean(_ values: [Double]) -> Column {
        Column(zip(shares, values).reduce(0) { $0 + $1.0 * $1.1 })
      }
      return Year(
        hit: mean(Self.hit), security: mean(Self.security), building: mean(Self.building))
    }
  }
}
