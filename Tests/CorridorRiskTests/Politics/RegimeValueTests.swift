import CorridorRisk
import Testing

@Suite("Values of regimes") struct RegimeValueTests {
  private let openClosed: RegimeChain
  private let six: RegimeChain

  init() throws {
    openClosed = try RegimeChain(states: ["open", "closed"], rows: Chains.openClosed.rows)
    six = try RegimeChain(states: Chains.sixStates, rows: Chains.six)
  }

  @Test("O-27: two regimes, by hand") func byHand() throws {
    #expect(near(try openClosed.value(of: [100, 0], rate: 0.1), [825, 550], 1e-14))
    #expect(near(try openClosed.valueAtYearEnd(of: [100, 0], rate: 0.1), [725, 550], 1e-14))
  }

  @Test("six regimes, by numpy, with and without losses on entry") func byNumpy() throws {
    let flows = Chains.available.map { 100 * $0 }
    #expect(
      near(
        try six.value(of: flows, rate: 0.09),
        [
          300.04291977366006, 404.47606826410987, 290.5062592684228, 596.116197120461,
          1150.5555555555547, 916.3806728410324,
        ]))
    #expect(
      near(
        try six.value(of: flows, rate: 0.09, entryLosses: [0, 0, 0.05, 0.3, 0, 0]),
        [
          257.7045663762217, 364.28125950246897, 253.01621410177017, 572.5797319927559,
          1150.5555555555547, 908.0238635290756,
        ]))
  }

  @Test("the value is the sum of the discounted expected flows") func sumOfFlows() throws {
    let value = try six.value(of: Chains.available, rate: 0.5)
    for start in Chains.available.indices {
      var sum = 0.0
      var factor = 1.0
      for year in 0..<100 {
        let chances = try six.distribution(from: start, after: year)
        sum += factor * zip(chances, Chains.available).reduce(0) { $0 + $1.0 * $1.1 }
        factor /= 1.5
      }
      #expect(near(value[start], sum))
    }
  }

  @Test("years open within a horizon, by numpy, and until an end") func yearsOpen() throws {
    #expect(
      near(
        try six.expectedYears(Chains.available, within: 30),
        [
          8.053668609947612, 9.121127114592047, 7.952404714713866, 15.865789250936196,
          28.499999999999986, 21.785949857189998,
        ]))
    #expect(try six.expectedYears(Chains.available, within: 0) == [0, 0, 0, 0, 0, 0])
    // Until absorption the years of weight one are the steps of the fundamental matrix.
    let years = try six.expectedYears([1, 1, 1, 1, 1, 1], until: [4])
    #expect(near(Array(years[0...3]) + [years[5]], try six.absorption().steps))
    #expect(years[4] == 0)
    // Open with 0.9 a year, hence 10 years until the first closure.
    #expect(near(try openClosed.expectedYears([1, 0], until: [1]), [10, 0]))
    #expect(throws: PoliticsError.neverAbsorbed(state: "u")) {
      try six.expectedYears(Chains.available, until: [2])
    }
  }

  @Test(
    "O-29: a hazard of losing everything adds to the rate",
    arguments: [
      (0, 1), (0.02, 0.8), (0.05, 0.6153846153846154), (0.1, 0.4444444444444444),
    ] as [(Double, Double)])
  func expropriation(hazard: Double, share: Double) throws {
    let generator = try RegimeGenerator(
      states: ["ours", "taken"], hazards: [.init(from: "ours", to: "taken", rate: hazard)])
    let value = try generator.value(of: [1, 0], rate: 0.08)
    #expect(near(value[0] * 0.08, share, 1e-14))
    #expect(value[1] == 0)
  }

  /// A coin every year.
  ///
  /// Of W = u + βW' with u' one of 1 and 0 at even chance, whatever came before, the variance is
  /// β² / 4 / (1 - β²): at a rate of 100 % a twelfth. A regime that is never left, and a course that is
  /// certain, have none.
  @Test("how much values differ from path to path, by hand") func deviations() throws {
    let coin = try RegimeChain(states: ["heads", "tails"], rows: [[0.5, 0.5], [0.5, 0.5]])
    let twelfth = (1 / 12.0).squareRoot()
    #expect(near(try coin.deviation(of: [1, 0], rate: 1), [twelfth, twelfth], 1e-14))
    let course = try RegimeChain(
      states: ["a", "b", "c"], rows: [[0, 1, 0], [0, 0, 1], [0, 0, 1]])
    #expect(try course.deviation(of: [5, 7, 11], rate: 0.1) == [0, 0, 0])
    #expect(throws: PoliticsError.self) { try coin.deviation(of: [1, 0], rate: 0) }
  }

  /// Against every path of eight years, which at a rate of 900 % hold all but 1e-16 of the squares.
  @Test("the variance is that of all paths") func pathVariance() throws {
    let flows = Chains.available
    let rate = 9.0
    let value = try six.value(of: flows, rate: rate)
    let found = try six.deviation(of: flows, rate: rate)
    for start in flows.indices {
      var paths = [(state: start, chance: 1.0, sum: flows[start])]
      var factor = 1.0
      for _ in 0..<7 {
        factor /= 1 + rate
        paths = paths.flatMap { path in
          flows.indices.compactMap { next in
            let chance = path.chance * Chains.six[path.state][next]
            return chance == 0 ? nil : (next, chance, path.sum + factor * flows[next])
          }
        }
      }
      let mean = paths.reduce(0) { $0 + $1.chance * $1.sum }
      let variance = paths.reduce(0) { $0 + $1.chance * ($1.sum - mean) * ($1.sum - mean) }
      #expect((mean - value[start]).magnitude < 2e-8)
      #expect((variance.squareRoot() - found[start]).magnitude < 1e-7)
    }
  }

  @Test("a rate of 0 or less has no value for ever", arguments: [0, -0.1, .nan, .infinity])
  func rates(rate: Double) {
    #expect(throws: PoliticsError.self) { try openClosed.value(of: [100, 0], rate: rate) }
  }

  @Test("flows and losses that do not fit are refused") func unfit() {
    #expect(throws: PoliticsError.self) { try openClosed.value(of: [100], rate: 0.1) }
    #expect(throws: PoliticsError.self) { try openClosed.value(of: [100, .nan], rate: 0.1) }
    #expect(throws: PoliticsError.self) {
      try openClosed.value(of: [100, 0], rate: 0.1, entryLosses: [0, 1.5])
    }
  }
}

@Suite("Regimes in continuous time") struct RegimeGeneratorTests {
  private let generator: RegimeGenerator

  init() throws {
    generator = try RegimeGenerator(
      states: ["open", "closed"], rows: [[-0.1, 0.1], [0.25, -0.25]])
  }

  @Test("O-28: value and yearly steps of two regimes") func twoRegimes() throws {
    #expect(near(try generator.value(of: [1, 0], rate: 0.05), [15, 12.5], 1e-14))
    let expected = [
      [0.915625168491061, 0.084374831508939], [0.21093707877234757, 0.7890629212276524],
    ]
    #expect(near(try generator.chain().matrix.rows, expected, 1e-14))
    let published = [[0.91562517, 0.08437483], [0.21093708, 0.78906292]]
    for (row, figures) in zip(expected, published) {
      for (found, figure) in zip(row, figures) { #expect((found - figure).magnitude < 5e-9) }
    }
    // exp(Q/2)² = exp(Q), and exp(0) leaves everything as it is.
    #expect(near(try generator.chain(over: 0.5).steps(2).matrix.rows, expected, 1e-14))
    #expect(try generator.chain(over: 0).matrix.rows == [[1, 0], [0, 1]])
  }

  @Test("matrices of fast and slow hazards, by scipy") func exponentials() throws {
    let fast = try RegimeGenerator(
      states: ["a", "b", "c"], rows: [[-40, 30, 10], [1, -1.5, 0.5], [0, 0.02, -0.02]])
    let expected = [
      [0.00930370476086385, 0.3656046575162734, 0.6250916377228627],
      [0.012073991554305358, 0.47432162514597537, 0.5136043832997191],
      [0.0003384910887112817, 0.013774353557763139, 0.9858871553535242],
    ]
    #expect(near(try fast.chain().matrix.rows, expected, 1e-13))
    let any = try SquareMatrix(rows: [[1, 2, 0], [3, -4, 5], [0, 0.5, -2]])
    let exponential = [
      [6.623477466265599, 2.392438753678495, 2.7902529015902577],
      [3.588658130517741, 1.3399438074669279, 1.7957175318108496],
      [0.418537935238539, 0.1795717531810851, 0.3840790792371131],
    ]
    #expect(near(try any.exponential().rows, exponential, 1e-13))
    #expect(near(try SquareMatrix(rows: [[1]]).exponential()[0, 0], 2.718281828459045, 1e-15))
  }

  @Test("steps of a hundred years are the long run") func longSteps() throws {
    let rows = try generator.chain(over: 400).matrix.rows
    for row in rows { #expect(near(row.map { $0 * 7 }, [5, 2], 1e-11)) }
  }

  @Test(
    "what is no generator is refused",
    arguments: [
      [[-0.1, 0.2], [0.25, -0.25]], [[0.1, -0.1], [0.25, -0.25]], [[0, 0]],
      [[-Double.infinity, .infinity], [0, 0]],
    ])
  func refusals(rows: [[Double]]) {
    #expect(throws: PoliticsError.self) {
      try RegimeGenerator(states: ["a", "b"], rows: rows)
    }
  }

  @Test("hazards of regimes that are not there, or negative ones, are refused") func badHazards() {
    for hazard in [
      RegimeGenerator.Hazard(from: "a", to: "z", rate: 0.1), .init(from: "a", to: "a", rate: 0.1),
      .init(from: "a", to: "b", rate: -0.1), .init(from: "a", to: "b", rate: .nan),
    ] {
      #expect(throws: PoliticsError.self) {
        try RegimeGenerator(states: ["a", "b"], hazards: [hazard])
      }
    }
    #expect(throws: PoliticsError.self) { try generator.chain(over: -1) }
    #expect(throws: PoliticsError.self) { try generator.chain(over: .infinity) }
  }
}

@Suite("Linear systems") struct LinearSystemTests {
  @Test("rows are swapped where a pivot is 0") func pivoting() throws {
    let system = try LinearSystem(SquareMatrix(rows: [[0, 2, 1], [1, 1, 0], [3, 0, 1]]))
    // x = 1, y = 2, z = 3.
    #expect(near(try system.solution(for: [7, 3, 6]), [1, 2, 3], 1e-14))
    #expect(throws: PoliticsError.self) { try system.solution(for: [1]) }
  }

  @Test("the inverse of a matrix of Hilbert is that of whole numbers") func hilbert() throws {
    let rows = (0..<4).map { row in (0..<4).map { 1 / Double(row + $0 + 1) } }
    let inverse = try LinearSystem(SquareMatrix(rows: rows)).inverse.rows
    let expected: [[Double]] = [
      [16, -120, 240, -140], [-120, 1200, -2700, 1680], [240, -2700, 6480, -4200],
      [-140, 1680, -4200, 2800],
    ]
    #expect(near(inverse, expected, 1e-11))
  }

  @Test(
    "a matrix without an inverse is refused",
    arguments: [
      [[0.0]], [[1, 2], [2, 4]], [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
    ])
  func singular(rows: [[Double]]) {
    #expect(throws: PoliticsError.singular(order: rows.count)) {
      try LinearSystem(SquareMatrix(rows: rows))
    }
  }
}
