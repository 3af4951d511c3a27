import CorridorRisk
import Testing

@Suite("The option to build later") struct RegimeOptionTests {
  /// Closed and open, as in the oracles.
  private let chain: RegimeChain
  private let values: [Double]
  private let six: RegimeChain
  private let sixValues: [Double]

  init() throws {
    chain = try RegimeChain(states: ["closed", "open"], rows: [[0.8, 0.2], [0.1, 0.9]])
    values = try chain.value(of: [0, 100], rate: 0.1)
    six = try RegimeChain(states: Chains.sixStates, rows: Chains.six)
    sixValues = try six.value(of: Chains.available.map { 100 * $0 }, rate: 0.09)
  }

  private func option(lag: Int, upkeep: Double = 0) throws -> RegimeOption {
    try RegimeOption(chain: chain, values: values, lag: lag, upkeep: upkeep, rate: 0.1)
  }

  @Test("O-43: without a lag one waits for the thaw") func noLag() throws {
    #expect(near(values, [550, 825], 1e-14))
    let outcomes = try option(lag: 0).outcomes(capital: 600)
    #expect(near(outcomes.map(\.buildNow), [-50, 225], 1e-13))
    #expect(near(outcomes.map(\.value), [150, 225], 1e-13))
    #expect(near(outcomes.map(\.optionValue), [150, 0], 1e-13))
    #expect(outcomes.map(\.decision) == [.wait, .build])
  }

  @Test(
    "O-44: with a lag of one and two years",
    arguments: [
      (1, 550, 83.33333333333333, 125),
      (2, 531.8181818181819, 28.787878787878789, 43.18181818181818),
    ] as [(Int, Double, Double, Double)])
  func lags(lag: Int, lagged: Double, closed: Double, open: Double) throws {
    let option = try option(lag: lag)
    let outcomes = try option.outcomes(capital: 600)
    #expect(near(option.lagged[0], lagged, 1e-13))
    #expect(near(outcomes[0].value, closed, 1e-13))
    #expect(near(outcomes[1].buildNow, open, 1e-13))
  }

  @Test(
    "O-45: critical cost and hurdle while closed",
    arguments: [
      (0, nil, nil), (1, 200, 2.75), (2, 309.0909, 1.7206), (3, 361.9835, 1.3916),
      (4, 380.6161, 1.2370), (5, 378.8129, 1.1515),
    ] as [(Int, Double?, Double?)])
  func criticalCost(lag: Int, cost: Double?, hurdle: Double?) throws {
    let outcome = try option(lag: lag).outcomes(capital: 600)[0]
    guard let cost, let hurdle else {
      // The oracle has a cost of 0 and an infinite hurdle: at no cost above 0 is it best to build, and at 0 one
      // may as well wait. Here neither is a number.
      let free = try option(lag: lag).outcomes(capital: 0)[0]
      #expect(near(free.buildNow, 550, 1e-13) && near(free.value, 550, 1e-13))
      #expect(outcome.criticalCost == nil)
      #expect(outcome.hurdle == nil)
      return
    }
    #expect((try #require(outcome.criticalCost) - cost).magnitude < 5e-5)
    #expect((try #require(outcome.hurdle) - hurdle).magnitude < 5e-5)
  }

  @Test(
    "six regimes with upkeep, by value iteration in numpy",
    arguments: [
      (
        5, 3, 300, [0, 0, 0, 156.78827055288238, 447.7821672354845, 266.2756367248421],
        [
          219.98859553235752, 220.04947106580835, 219.96642632883118, 267.11993031844577,
          747.7821672354844, 566.2756367248421,
        ]
      ),
      (
        3, 0, 250,
        [
          27.025137092737936, 27.02513709273794, 27.025137092737943, 270.25137092737964,
          638.4399928924792, 435.6816576066245,
        ],
        [
          224.41040056693882, 227.74453265690968, 222.48838014009286, 283.08741152989325,
          888.439992892479, 666.2151076169362,
        ]
      ),
    ] as [(Int, Double, Double, [Double], [Double])])
  func sixRegimes(
    lag: Int, upkeep: Double, capital: Double, expected: [Double], critical: [Double]
  ) throws {
    let option = try RegimeOption(
      chain: six, values: sixValues, lag: lag, upkeep: upkeep, rate: 0.09)
    let outcomes = try option.outcomes(capital: capital)
    #expect(near(outcomes.map(\.value), expected))
    #expect(near(outcomes.compactMap(\.criticalCost), critical, 1e-10))
    #expect(outcomes.map(\.decision) != [.build, .build, .build, .build, .build, .build])
  }

  @Test(
    "F solves its own equation, and stands where it is decided",
    arguments: [
      (0, 0.0, 100.0), (1, 5, 300), (4, 0, 300), (6, 20, 600), (3, 1, 0),
    ])
  func bellman(lag: Int, upkeep: Double, capital: Double) throws {
    let option = try RegimeOption(
      chain: six, values: sixValues, lag: lag, upkeep: upkeep, rate: 0.09)
    let outcomes = try option.outcomes(capital: capital)
    for (row, outcome) in outcomes.enumerated() {
      var later = -upkeep
      for (column, other) in outcomes.enumerated() {
        later += six.matrix[row, column] * other.value / 1.09
      }
      #expect(near(outcome.value, max(outcome.buildNow, later, 0)))
      switch outcome.decision {
      case .build: #expect(near(outcome.value, outcome.buildNow))
      case .wait: #expect(near(outcome.value, later) && later > 0)
      case .giveUp: #expect(outcome.value == 0)
      }
      if let critical = outcome.criticalCost, (critical - capital).magnitude > 1e-6 {
        #expect((outcome.decision == .build) == (capital < critical))
      }
    }
  }

  @Test("an option that costs too much to keep is given up") func giveUp() throws {
    let outcomes = try option(lag: 0, upkeep: 100).outcomes(capital: 600)
    #expect(outcomes.map(\.decision) == [.giveUp, .build])
    #expect(outcomes[0].value == 0)
    #expect(outcomes[0].optionValue == 0)
  }

  @Test("what makes no option is refused") func refusals() throws {
    #expect(throws: PoliticsError.self) { try option(lag: -1) }
    #expect(throws: PoliticsError.self) { try option(lag: 1, upkeep: -1) }
    #expect(throws: PoliticsError.self) { try option(lag: 1).outcomes(capital: -1) }
    #expect(throws: PoliticsError.self) { try option(lag: 1).outcomes(capital: .nan) }
    #expect(throws: PoliticsError.self) {
      try RegimeOption(chain: chain, values: [1], lag: 1, rate: 0.1)
    }
    #expect(throws: PoliticsError.self) {
      try RegimeOption(chain: chain, values: [1, 1], lag: 1, rate: 0)
    }
  }
}
