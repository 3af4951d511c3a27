import CorridorRisk
import Testing

/// Worlds against the same arithmetic written out sample by sample.
@Suite("Engine")
struct EngineTests {
  /// The results of a simulation, output by output.
  static func columns(
    _ world: World, seed: UInt64 = 5, count: UInt64, precision: Simulation.Precision = .double,
    method: Design.Method = .monteCarlo, threads: Int = 1
  ) async throws -> [[Double]] {
    let simulation = try Simulation(
      world, method: method, seed: seed, count: count, precision: precision)
    var found = world.outputs.map { _ in [Double]() }
    let result = try await simulation.deliver(threads: threads) { first, columns in
      #expect(first == UInt64(found[0].count))
      for output in found.indices { found[output] += columns[output] }
    }
    #expect(result.isComplete)
    return found
  }

  /// A chain whose states are called by their numbers.
  static func chain(_ rows: [[Double]]) throws -> RegimeChain {
    try RegimeChain(states: rows.indices.map { "state \($0)" }, rows: rows)
  }

  /// The word of a variable, by the published layout of counters.
  static func uniform(_ seed: UInt64, _ sample: Int, stream: UInt32 = 0, _ variable: Int) -> Double
  {
    let counter = SIMD4(UInt32(sample), stream, UInt32(variable / 4), 0)
    return Philox.uniform(Philox(seed: seed)(counter)[variable % 4])
  }

  @Test("reckons operators, choices and roots as written")
  func arithmetic() async throws {
    var world = World()
    let x = try world.input("x", .uniform(low: -3, high: 5))
    let y = try world.input("y", .uniform(low: 1, high: 2))
    let inside = x > 0 && x <= 2 || !(y < 1.5)
    try world.output("sum", (x + y) * 2 - x / y)
    try world.output("least", Column.min(x, y) - Column.max(x, 1))
    try world.output("floor", x.floor + y.squareRoot)
    try world.output("choice", .select(inside, x, -y))
    try world.output("formula", .formula("f", of: [x, y]) { $0[0] * $0[1] })
    try world.output("exponential", (x.exponential + y.logarithm))
    let parts = Column.formulas(2, "both", of: [x, y]) { [$0[0] - $0[1], $0[0] + $0[1]] }
    try world.output("parts", parts[0] * parts[1])
    try world.output("constant", 2 * Column(3).squareRoot)
    let found = try await Self.columns(world, count: 700)
    for sample in 0..<700 {
      let x = -3 + 8 * Self.uniform(5, sample, 0)
      let y = 1 + Self.uniform(5, sample, 1)
      #expect(found[0][sample] == (x + y) * 2 - x / y)
      #expect(found[1][sample] == min(x, y) - max(x, 1))
      #expect(found[2][sample] == x.rounded(.down) + y.squareRoot())
      #expect(found[3][sample] == (x > 0 && x <= 2 || y >= 1.5 ? x : -y))
      #expect(found[4][sample] == x * y)
      #expect(found[6][sample] == (x - y) * (x + y))
      #expect(found[7][sample] == 2 * 3.0.squareRoot())
    }
  }

  @Test(
    "draws every distribution within 1e-4 standard deviations",
    arguments: [
      Marginal.normal(mean: 4, deviation: 3), .lognormal(median: 50, sigma: 0.5),
      .lognormal(median: 1, sigma: 1.5), .pert(low: -1, mode: 2, high: 7),
      .pert(low: 0, mode: 0, high: 1), .beta(alpha: 0.4, beta: 0.6, low: 2, high: 3),
      .beta(alpha: 30, beta: 5, low: 0, high: 1), .triangular(low: 2, mode: 4, high: 8),
      .triangular(low: 2, mode: 2, high: 8), .uniform(low: -5, high: 5),
    ])
  func quantiles(marginal: Marginal) {
    // Both tails by powers of 1.1 down to 1e-6, and an even grid.
    var uniforms: [Double] = []
    var tail = 1e-6
    while tail < 0.5 {
      uniforms += [tail, 1 - tail]
      tail *= 1.1
    }
    uniforms += (1..<97).map { Double($0) / 97 }
    // Draws are words: each u is taken in the middle of its word's cell.
    uniforms = uniforms.map { Philox.uniform(UInt32($0 * 0x1p32)) }
    var found = uniforms
    TabulatedQuantile(marginal).apply(to: &found)
    let allowed = 1e-4 * marginal.variance.squareRoot()
    for (u, value) in zip(uniforms, found) {
      #expect(abs(value - marginal.quantile(u)) <= allowed, "at \(u)")
    }
  }

  @Test("draws with words of the published layout, in both precisions")
  func draws() async throws {
    var world = World()
    world.stream = 3
    let marginals: [Marginal] = [
      .lognormal(median: 9, sigma: 0.3), .triangular(low: 1, mode: 2, high: 4),
      .beta(alpha: 2, beta: 3, low: 0, high: 1), .normal(mean: 0, deviation: 1),
      .uniform(low: 0, high: 1),
    ]
    for (place, marginal) in marginals.enumerated() {
      try world.output("\(place)", world.input("\(place)", marginal))
    }
    for precision in [Simulation.Precision.single, .double] {
      let found = try await Self.columns(world, count: 600, precision: precision)
      for (place, marginal) in marginals.enumerated() {
        let allowed = 1e-4 * marginal.variance.squareRoot()
        for sample in 0..<600 {
          let u = Self.uniform(5, sample, stream: 3, place)
          #expect(abs(found[place][sample] - marginal.quantile(u)) <= allowed)
        }
      }
    }
  }

  @Test("moves regimes on by the rows of their matrix")
  func regimes() async throws {
    let matrix = [[0.5, 0.3, 0.2], [0.1, 0.9, 0], [0, 0, 1]]
    let values = [1.5, -2, 4]
    var world = World()
    let x = try world.input("x", .uniform(low: 0, high: 1))
    let states = try world.path(Self.chain(matrix), from: 0, years: 12)
    for (year, state) in states.enumerated() {
      try world.output("\(year)", state.lookup(values) + 0 * x)
    }
    try world.output("closed", states.reduce(Column(0)) { $0 + $1.isAmong([2]) })
    for precision in [Simulation.Precision.single, .double] {
      let found = try await Self.columns(world, count: 900, precision: precision)
      for sample in 0..<900 {
        var state = 0
        var closed = 0.0
        for year in 0..<12 {
          let u = Self.uniform(5, sample, year + 1)
          var sum = 0.0
          state =
            matrix[state].firstIndex { probability in
              sum += probability
              return u < sum
            } ?? 2
          closed += state == 2 ? 1 : 0
          #expect(found[year][sample] == values[state])
        }
        #expect(found[12][sample] == closed)
      }
    }
  }

  @Test(
    "draws a variable by its number, whatever else is drawn",
    arguments: [Design.Method.monteCarlo, .latinHypercube, .sobol])
  func numbers(method: Design.Method) async throws {
    func draw(_ variable: Int, of stream: UInt32 = 0) -> World.Draw {
      World.Draw(stream: stream, variable: variable)
    }
    let all: [(name: String, marginal: Marginal, draw: World.Draw)] = [
      ("a", .uniform(low: 0, high: 1), draw(0)),
      ("b", .triangular(low: 0, mode: 1, high: 5), draw(3)),
      ("c", .uniform(low: -1, high: 1), draw(4)),
      ("d", .lognormal(median: 2, sigma: 0.4), draw(9)),
      ("e", .uniform(low: 0, high: 1), draw(1, of: 7)),
    ]
    func drawn(_ places: [Int]) async throws -> [String: [Double]] {
      var world = World()
      let columns = try world.inputs(
        places.map { all[$0] }, correlatedBy: Copula([], variables: places.map { all[$0].name }))
      for (place, column) in zip(places, columns) { try world.output(all[place].name, column) }
      let found = try await Self.columns(world, count: 256, method: method)
      return Dictionary(uniqueKeysWithValues: zip(places.map { all[$0].name }, found))
    }
    let whole = try await drawn([0, 1, 2, 3, 4])
    for places in [[3], [1, 3], [0, 2], [2], [4], [0, 4]] {
      for (name, column) in try await drawn(places) { #expect(whole[name] == column) }
    }
    guard method == .monteCarlo else { return }
    for sample in 0..<256 { #expect(whole["c"]?[sample] == -1 + 2 * Self.uniform(5, sample, 4)) }
  }

  @Test("correlates by the copula")
  func copula() async throws {
    let copula = try Copula(
      [RankCorrelation("a", "c", 0.6)], variables: ["a", "b", "c"])
    var world = World()
    let columns = try world.inputs(
      [
        ("a", .lognormal(median: 2, sigma: 0.4), World.Draw(stream: 0, variable: 0)),
        ("b", .uniform(low: 0, high: 1), World.Draw(stream: 0, variable: 1)),
        ("c", .triangular(low: 0, mode: 1, high: 5), World.Draw(stream: 0, variable: 2)),
      ], correlatedBy: copula)
    for (place, column) in columns.enumerated() { try world.output("\(place)", column) }
    let found = try await Self.columns(world, count: 500)
    let marginal = Marginal.triangular(low: 0, mode: 1, high: 5)
    let allowed = 1e-4 * marginal.variance.squareRoot()
    for sample in 0..<500 {
      var words = [0, 2].map { variable in
        [Philox(seed: 5)(SIMD4(UInt32(sample), 0, 0, 0))[variable]]
      }
      copula.apply(to: &words, count: 1)
      let expected = marginal.quantile(Philox.uniform(words[1][0]))
      #expect(abs(found[2][sample] - expected) <= allowed)
    }
  }

  @Test("takes the points of any design")
  func designs() async throws {
    var world = World()
    let x = try world.input("x", .uniform(low: 0, high: 1000))
    let y = try world.input("y", .uniform(low: 0, high: 1000))
    try world.output("x", x)
    try world.output("y", y)
    let found = try await Self.columns(world, count: 1000, method: .latinHypercube)
    for column in found {
      #expect(Set(column.map { Int($0) }).count == 1000)
    }
    let sobol = try await Self.columns(world, count: 1024, method: .sobol)
    #expect(Set(sobol[1].map { Int($0 * 1.024) }).count == 1024)
  }
}
