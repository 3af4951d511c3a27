import CorridorRisk
import Testing

/// Chains with published or independently computed answers.
enum Chains {
  static let openClosed = (
    states: ["open", "closed"], rows: [[0.9, 0.1], [0.2, 0.8]]
  )
  /// Six regimes, two of which are hardly or never left.
  static let sixStates = ["sq", "d", "c", "x", "u", "cb"]
  static let six: [[Double]] = [
    [0.43, 0.21, 0.35, 0.01, 0, 0], [0.5, 0.39, 0.1, 0.01, 0, 0],
    [0.27, 0.18, 0.54, 0.01, 0, 0], [0.1, 0, 0.3, 0.2, 0.2, 0.2], [0, 0, 0, 0, 1, 0],
    [0, 0, 0.02, 0, 0.01, 0.97],
  ]
  static let available = [0.05, 0.9, 0, 0, 0.95, 0.85]

  static func walk(right: Double) throws -> RegimeChain {
    let left = 1 - right
    return try RegimeChain(
      states: ["home", "1", "2", "3", "bar"],
      rows: [
        [1, 0, 0, 0, 0], [left, 0, right, 0, 0], [0, left, 0, right, 0], [0, 0, left, 0, right],
        [0, 0, 0, 0, 1],
      ])
  }
}

@Suite("Regime chains") struct RegimeChainTests {
  @Test("O-24: the drunkard's walk of Grinstead and Snell, examples 11.13 to 11.15")
  func drunkard() throws {
    let found = try Chains.walk(right: 0.5).absorption()
    #expect(found.transient == ["1", "2", "3"])
    #expect(found.absorbing == ["home", "bar"])
    #expect(near(found.fundamental, [[1.5, 1, 0.5], [1, 2, 1], [0.5, 1, 1.5]]))
    #expect(near(found.steps, [3, 4, 3]))
    #expect(near(found.probabilities, [[0.75, 0.25], [0.5, 0.5], [0.25, 0.75]]))
  }

  @Test("O-25: the same with a drift to the right") func drift() throws {
    let found = try Chains.walk(right: 2.0 / 3).absorption()
    #expect(near(found.fundamental, [[1.4, 1.2, 0.8], [0.6, 1.8, 1.2], [0.2, 0.6, 1.4]]))
    #expect(near(found.steps, [3.4, 3.6, 2.2]))
    let ends: [[Double]] = [[7, 8], [3, 12], [1, 14]]
    #expect(near(found.probabilities, ends.map { $0.map { $0 / 15 } }))
  }

  @Test("O-26: the land of Oz, long run and six days") func oz() throws {
    let chain = try RegimeChain(
      states: ["rain", "nice", "snow"],
      rows: [[0.5, 0.25, 0.25], [0.5, 0, 0.5], [0.25, 0.25, 0.5]])
    #expect(near(try chain.stationary(), [0.4, 0.2, 0.4], 1e-15))
    // Exact: counts of 4096ths.
    let sixth = try chain.distribution(from: 0, after: 6)
    #expect(sixth.map { $0 * 4096 } == [1639, 819, 1638])
    for (found, published) in zip(sixth, [0.40014648, 0.19995117, 0.39990234]) {
      #expect((found - published).magnitude < 5e-9)
    }
    #expect(try chain.distribution(from: 1, after: 0) == [0, 1, 0])
    #expect(try chain.distribution(from: 1, after: 1) == [0.5, 0, 0.5])
  }

  @Test("six regimes after ten years, by numpy") func tenYears() throws {
    let chain = try RegimeChain(states: Chains.sixStates, rows: Chains.six)
    let expected = [
      0.3711523960989468, 0.23121253701159403, 0.34460228168928825, 0.011905867705103459,
      0.02213001195570221, 0.01899690553936541,
    ]
    #expect(near(try chain.distribution(from: 2, after: 10), expected, 1e-14))
    #expect(near(try chain.steps(5).distribution(from: 2, after: 2), expected, 1e-14))
    #expect(chain.absorbing == [4])
    #expect(try chain.stationary() == [0, 0, 0, 0, 1, 0])
    #expect(
      near(try chain.absorption().steps, [328.75, 328.75, 328.75, 228.75, 252.5], 1e-11))
  }

  @Test("the long run does not change with a step", arguments: [1, 7, 23])
  func stationaryIsKept(seed: Int) throws {
    var rows: [[Double]] = []
    for row in 0..<7 {
      let weights = (0..<7).map { Double((seed * 31 + row * 17 + $0 * 13) % 29 + 1) }
      rows.append(weights.map { $0 / weights.reduce(0, +) })
    }
    let chain = try RegimeChain(states: (0..<7).map { "s\($0)" }, rows: rows)
    let long = try chain.stationary()
    let next = (0..<7).map { column in (0..<7).reduce(0) { $0 + long[$1] * rows[$1][column] } }
    #expect(near(long.reduce(0, +), 1, 1e-14))
    #expect(near(next, long, 1e-14))
    #expect(near(try chain.distribution(from: 3, after: 500), long, 1e-12))
  }

  @Test("a chain that goes round has no long run, and one that may stay has one") func periodic()
    throws
  {
    let states = ["a", "b", "c", "d"]
    let pair = try RegimeChain(states: ["a", "b"], rows: [[0, 1], [1, 0]])
    #expect(throws: PoliticsError.periodic(["a", "b"], years: 2)) { try pair.stationary() }
    // From a to b or c, then to d, then back: three years; d may also go to b: two ways of 3 and 2.
    let round: [[Double]] = [[0, 0.5, 0.5, 0], [0, 0, 0, 1], [0, 0, 0, 1], [1, 0, 0, 0]]
    #expect(throws: PoliticsError.periodic(states, years: 3)) {
      try RegimeChain(states: states, rows: round).stationary()
    }
    let mixed = try RegimeChain(states: states, rows: Array(round[..<3]) + [[0.5, 0.5, 0, 0]])
    let long = try mixed.stationary()
    #expect(near(long.map { $0 * 10 }, [2, 3, 1, 4], 1e-13))
  }

  @Test("a chain of two ends has no single long run") func twoEnds() throws {
    #expect(throws: PoliticsError.severalLongRuns([["home"], ["bar"]])) {
      try Chains.walk(right: 0.5).stationary()
    }
    let chain = try RegimeChain(states: ["a", "b"], rows: Chains.openClosed.rows)
    #expect(throws: PoliticsError.neverAbsorbed(state: "a")) { try chain.absorption() }
  }

  @Test("a uniform picks the first regime whose running sum is above it") func next() throws {
    let chain = try RegimeChain(
      states: ["a", "b", "c", "d"],
      rows: [[0, 0.25, 0.5, 0.25], [0, 1, 0, 0], [0.1, 0.2, 0.7, 0], [0, 0, 0, 1]])
    let uniforms = [0, 0.2499, 0.25, 0.7499, 0.75, 1]
    #expect(uniforms.map { chain.next(after: 0, uniform: $0) } == [1, 1, 2, 2, 3, 3])
    #expect([0, 0.5, 1].map { chain.next(after: 1, uniform: $0) } == [1, 1, 1])
    // Never a regime of chance 0, whatever the sum is rounded to.
    #expect(chain.next(after: 2, uniform: 1) == 2)
    #expect(chain.next(after: 3, uniform: 0) == 3)
  }

  @Test("a path visits each regime as often as the chain says") func path() throws {
    let chain = try RegimeChain(states: Chains.sixStates, rows: Chains.six)
    let random = Philox(seed: 7)
    let samples = 100_000
    var counts = [Int](repeating: 0, count: 6)
    for sample in 0..<samples {
      var state = 2
      for block in 0..<3 {
        let words = random(SIMD4(UInt32(sample), UInt32(block), 0, 0))
        for lane in 0..<4 where block * 4 + lane < 10 {
          state = chain.next(after: state, uniform: Philox.uniform(words[lane]))
        }
      }
      counts[state] += 1
    }
    for (count, chance) in zip(counts, try chain.distribution(from: 2, after: 10)) {
      let error = (chance * (1 - chance) / Double(samples)).squareRoot()
      #expect((Double(count) / Double(samples) - chance).magnitude < 4.5 * error)
    }
  }

  @Test(
    "what is no matrix of chances is refused",
    arguments: [
      ([[0.9, 0.2], [0.2, 0.8]], PoliticsError.rowSum(state: "a", sum: 1.1, needed: 1)),
      (
        [[1.1, -0.1], [0.2, 0.8]],
        .number("the chance of 'a' after 'a'", 1.1, allowed: "a share from 0 to 1")
      ),
      (
        [[0.5, 0.5], [-0.2, 1.2]],
        .number("the chance of 'a' after 'b'", -0.2, allowed: "a share from 0 to 1")
      ),
      ([[1, 0]], .size("rows of a transition matrix", found: 1, needed: 2)),
      ([[1, 0], [1]], .size("chances in the row of 'b'", found: 1, needed: 2)),
      (
        [[1, 0], [.infinity, 0]],
        .number("one of the chances in the row of 'b'", .infinity, allowed: "a finite number")
      ),
    ])
  func refusals(rows: [[Double]], error: PoliticsError) {
    #expect(throws: error) { try RegimeChain(states: ["a", "b"], rows: rows) }
  }

  @Test("the sum of a row may be off by rounding and no more") func rounding() throws {
    let chain = try RegimeChain(states: ["a", "b"], rows: [[0.5, 0.5 + 9e-10], [0, 1]])
    #expect(near(chain.matrix[0, 0] + chain.matrix[0, 1], 1, 1e-15))
    #expect(throws: PoliticsError.self) {
      try RegimeChain(states: ["a", "b"], rows: [[0.5, 0.5 + 2e-9], [0, 1]])
    }
  }

  @Test("bad questions are refused") func badQuestions() throws {
    #expect(throws: PoliticsError.self) { try RegimeChain(states: [], rows: []) }
    #expect(throws: PoliticsError.states("the regime 'a' is listed twice; delete one of the two")) {
      try RegimeChain(states: ["a", "a"], rows: [[1, 0], [0, 1]])
    }
    let chain = try RegimeChain(states: ["a", "b"], rows: Chains.openClosed.rows)
    #expect(throws: PoliticsError.self) { try chain.distribution(from: 2, after: 1) }
    #expect(throws: PoliticsError.self) { try chain.distribution(from: 0, after: -1) }
    #expect(throws: PoliticsError.self) { try chain.distribution(from: 0, after: .max) }
    #expect(throws: PoliticsError.self) { try chain.index(of: "z") }
    #expect(throws: PoliticsError.self) { try chain.expectedYears([1], within: 3) }
    #expect(throws: PoliticsError.self) { try chain.expectedYears([1, .nan], within: 3) }
  }
}
