import CorridorRisk
import Testing

@Suite("Several processes at once") struct JointRegimesTests {
  private let politics: RegimeChain
  private let sanctions: RegimeChain
  private let joint: JointRegimes

  init() throws {
    politics = try RegimeChain(states: Chains.sixStates, rows: Chains.six)
    sanctions = try RegimeChain(states: ["off", "on"], rows: [[0.9, 0.1], [0.05, 0.95]])
    joint = try JointRegimes([politics, sanctions])
  }

  @Test("the value of a route that sanctions close, by numpy") func value() throws {
    let flows: [Double] = Chains.available.flatMap { (share: Double) -> [Double] in
      [100 * share, 0]
    }
    let expected = [
      160.10288051039612, 69.97001963163213, 262.13968908701867, 71.16818958854574,
      151.16460736420413, 69.67082595210957, 317.7991304981123, 139.1585333111744,
      671.1574074074069, 239.6990740740737, 550.790519615784, 182.79507661262426,
    ]
    #expect(near(try joint.chain.value(of: flows, rate: 0.09), expected))
  }

  @Test("independent processes: chances multiply") func product() throws {
    let both = try joint.chain.distribution(from: joint.index(of: [2, 1]), after: 8)
    let first = try politics.distribution(from: 2, after: 8)
    let second = try sanctions.distribution(from: 1, after: 8)
    let products: [Double] = first.flatMap { a in second.map { a * $0 } }
    #expect(near(both, products, 1e-14))
    let state = try joint.chain.states[joint.index(of: [2, 1])]
    #expect(state == "c+on")
  }

  @Test("joint regimes and their parts") func places() throws {
    for index in joint.chain.states.indices {
      #expect(try joint.index(of: joint.places(of: index)) == index)
    }
    #expect(throws: PoliticsError.self) { try joint.index(of: [0]) }
    #expect(throws: PoliticsError.self) { try joint.index(of: [0, 2]) }
    #expect(throws: PoliticsError.self) { try joint.places(of: 12) }
  }

  @Test("losses on entry of two processes are those of the joint one") func losses() throws {
    // Worked out one by one: what survives a step is the product over the processes that change.
    let first: [Double] = [0, 0, 0.05, 0.3, 0, 0]
    let second: [Double] = [0, 0.2]
    let flows: [Double] = Chains.available.flatMap { (share: Double) -> [Double] in
      [share, 0.5 * share]
    }
    let value = try joint.value(of: flows, rate: 0.09, entryLosses: [first, second])
    for row in value.indices {
      let (a, b) = (row / 2, row % 2)
      var next = 0.0
      for column in value.indices {
        let (c, d) = (column / 2, column % 2)
        let kept = (a == c ? 1 : 1 - first[c]) * (b == d ? 1 : 1 - second[d])
        next += politics.matrix[a, c] * sanctions.matrix[b, d] * kept * value[column]
      }
      #expect(near(value[row], flows[row] + next / 1.09))
    }
    let none = try joint.value(
      of: flows, rate: 0.09, entryLosses: [[0, 0, 0, 0, 0, 0], [0, 0]])
    #expect(near(none, try joint.chain.value(of: flows, rate: 0.09)))
    #expect(throws: PoliticsError.self) {
      try joint.value(of: flows, rate: 0.09, entryLosses: [first])
    }
  }

  @Test("no process is one regime for ever, and too many are refused") func extremes() throws {
    #expect(near(try JointRegimes([]).chain.value(of: [1], rate: 0.25), [5]))
    #expect(throws: PoliticsError.self) {
      try JointRegimes([RegimeChain](repeating: politics, count: 40))
    }
  }
}

@Suite("Tilted chains") struct RegimeTiltTests {
  @Test("all of η reaches the logit, and the row sums to one") func tilt() throws {
    let chain = try RegimeChain(states: ["a", "b"], rows: Chains.openClosed.rows)
    // Odds of 1 to 9 doubled: 2 to 9.
    let tilted = try chain.tilted([RegimeTilt(from: 0, to: 1, logit: 0.6931471805599453)])
    #expect(near(tilted.matrix.rows[0].map { $0 * 11 }, [9, 2], 1e-14))
    #expect(near(tilted.matrix.rows[1], [0.2, 0.8], 1e-14))
  }

  @Test("others keep their proportions, and a great η leaves them next to nothing")
  func proportions() throws {
    let chain = try RegimeChain(
      states: ["a", "b", "c"], rows: [[0.5, 0.3, 0.2], [0, 1, 0], [0, 0, 1]])
    // Odds of 1 to 1 trebled: 3/4, and the last quarter as 3 to 2.
    let one = try chain.tilted([RegimeTilt(from: 0, to: 0, logit: 1.0986122886681098)])
    #expect(near(one.matrix.rows[0].map { $0 * 20 }, [15, 3, 2], 1e-13))
    // Two tilts of one row: weights 10, 9 and 2; between any two the odds move by the difference.
    let both = try chain.tilted([
      RegimeTilt(from: 0, to: 0, logit: 0.6931471805599453),
      RegimeTilt(from: 0, to: 1, logit: 1.0986122886681098),
    ])
    #expect(near(both.matrix.rows[0].map { $0 * 21 }, [10, 9, 2], 1e-13))
    let most = try chain.tilted([RegimeTilt(from: 0, to: 1, logit: 50)])
    #expect(most.matrix[0, 1] > 1 - 1e-15 && near(most.matrix.rows[0].reduce(0, +), 1, 1e-15))
  }

  @Test("no tilt changes nothing, and what is impossible or certain stays so") func still() throws {
    let chain = try RegimeChain(
      states: ["a", "b", "c"], rows: [[0.5, 0.5, 0], [0, 1, 0], [0.2, 0.3, 0.5]])
    #expect(try chain.tilted([RegimeTilt(from: 0, to: 1, logit: 0)]) == chain)
    let tilted = try chain.tilted([
      RegimeTilt(from: 0, to: 2, logit: 3), RegimeTilt(from: 1, to: 1, logit: -3),
    ])
    #expect(tilted.matrix.rows == chain.matrix.rows)
  }

  @Test("the sign of the tilt is the sign of the change", arguments: [-2, -0.1, 0.1, 2])
  func sign(logit: Double) throws {
    let chain = try RegimeChain(states: Chains.sixStates, rows: Chains.six)
    let tilted = try chain.tilted([RegimeTilt(from: 0, to: 1, logit: logit)])
    #expect((tilted.matrix[0, 1] > chain.matrix[0, 1]) == (logit > 0))
    #expect((tilted.matrix[0, 2] < chain.matrix[0, 2]) == (logit > 0))
    #expect(throws: PoliticsError.self) {
      try chain.tilted([RegimeTilt(from: 9, to: 1, logit: 1)])
    }
    #expect(throws: PoliticsError.self) {
      try chain.tilted([RegimeTilt(from: 0, to: 1, logit: .nan)])
    }
  }
}

@Suite("Counted transitions") struct TransitionCountsTests {
  /// Cooperation on transit, 1998 to 2024, as the study codes it.
  private let record: [(year: Int, state: String)] = {
    let letters = Array("DDDSSSDDSDSSCSSCSSCCDSCCCCC")
    return zip(1998...2024, letters).map { (year: $0, state: String($1)) }
  }()

  @Test("counts and posterior means of the whole record") func hindsight() throws {
    let counts = try TransitionCounts(of: record, states: ["S", "D", "C"])
    #expect(counts.counts == [[5, 2, 4], [4, 3, 0], [2, 1, 5]])
    let means = try counts.posteriorMeans()
    #expect(near(means[0].map { $0 * 14 }, [6, 3, 5], 1e-15))
    #expect(near(means[1], [0.5, 0.4, 0.1], 1e-15))
    #expect(near(means[2].map { $0 * 11 }, [3, 2, 6], 1e-15))
  }

  @Test("counts and posterior means of what was known in 2010") func until2010() throws {
    let counts = try TransitionCounts(of: record, states: ["S", "D", "C"], through: 2010)
    #expect(counts.counts == [[3, 2, 1], [3, 3, 0], [0, 0, 0]])
    let means = try counts.posteriorMeans()
    #expect(near(means[2].map { $0 * 3 }, [1, 1, 1], 1e-15))
    #expect(near(means[1].map { $0 * 9 }, [4, 4, 1], 1e-15))
  }

  @Test("the prior of Jeffreys, and what was never seen") func jeffreys() throws {
    let counts = try TransitionCounts(of: record, states: ["S", "D", "C"])
    let means = try counts.posteriorMeans(prior: 0.5)[1]
    #expect(near(means.map { $0 * 17 }, [9, 7, 1]))
    #expect(near(try TransitionCounts.neverSeen(in: 76), 0.5 / 77, 1e-15))
    #expect(near(try TransitionCounts.upperBoundNeverSeen(in: 76), 3.0 / 76, 1e-15))
    #expect(try TransitionCounts.upperBoundNeverSeen(in: 1) == 1)
    #expect(throws: PoliticsError.self) { try TransitionCounts.upperBoundNeverSeen(in: 0) }
    #expect(throws: PoliticsError.self) { try counts.posteriorMeans(prior: 0) }
  }

  @Test("a gap is no step, order does not matter, a year twice is a mistake") func gaps() throws {
    let gap: [(year: Int, state: String)] = [(2003, "D"), (2000, "S"), (2001, "S"), (2004, "S")]
    #expect(try TransitionCounts(of: gap, states: ["S", "D"]).counts == [[1, 0], [1, 0]])
    #expect(throws: PoliticsError.self) {
      try TransitionCounts(of: [(2000, "S"), (2000, "D")], states: ["S", "D"])
    }
  }
}
