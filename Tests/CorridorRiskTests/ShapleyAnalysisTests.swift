import CorridorRisk
import CorridorStudy
import Testing

/// A linear function of correlated normal inputs, whose Shapley effects are exact sums.
///
/// With y = Σ b x, c(J) = b_J' (Σ_JJ - Σ_JK Σ_KK⁻¹ Σ_KJ) b_J (Owen and Prieur 2017).
struct LinearGaussian {
  var weights: [Double]
  var correlation: [[Double]]

  var inputs: [UncertainInput] {
    weights.indices.map { UncertainInput("x\($0 + 1)", marginal: .normal(mean: 0, deviation: 1)) }
  }

  var model: BatchModel {
    BatchModel(outputs: ["y"]) { [weights] x in [zip(weights, x).reduce(0) { $0 + $1.0 * $1.1 }] }
  }

  var variance: Double { cost(of: (1 << weights.count) - 1) }

  var shares: [Double] {
    let count = weights.count
    let factorial = (0...count).map { (1...max(1, $0)).reduce(1.0) { $0 * Double($1) } }
    return weights.indices.map { input in
      (0..<(1 << count)).filter { $0 >> input & 1 == 0 }.reduce(0) { sum, set in
        let size = set.nonzeroBitCount
        let weight = factorial[size] * factorial[count - size - 1] / factorial[count]
        return sum + weight * (cost(of: set | 1 << input) - cost(of: set))
      } / variance
    }
  }

  /// The variance of y when the inputs outside a set are known: the last pivot of an elimination.
  private func cost(of set: Int) -> Double {
    let known = weights.indices.filter { set >> $0 & 1 == 0 }
    let unknown = weights.indices.filter { set >> $0 & 1 == 1 }
    func covariance(_ i: Int) -> Double {
      unknown.reduce(0) { $0 + weights[$1] * correlation[i][$1] }
    }
    // Rows: the known inputs, then the part of y that is unknown.
    var matrix = known.map { i in known.map { correlation[i][$0] } + [covariance(i)] }
    let own = unknown.reduce(0) { $0 + weights[$1] * covariance($1) }
    matrix.append(known.map(covariance) + [own])
    for pivot in known.indices {
      for row in (pivot + 1)..<matrix.count {
        let factor = matrix[row][pivot] / matrix[pivot][pivot]
        for column in pivot..<matrix.count { matrix[row][column] -= factor * matrix[pivot][column] }
      }
    }
    return matrix[known.count][known.count]
  }
}

@Suite("Shapley effects")
struct ShapleyAnalysisTests {
  @Test(
    "of two correlated normals are 19/56 and 37/56 (O-52)",
    arguments: [ShapleyAnalysis.Algorithm.allSubsets, .randomPermutations])
  func pair(algorithm: ShapleyAnalysis.Algorithm) throws {
    let linear = LinearGaussian(weights: [1, 2], correlation: [[1, 0.5], [0.5, 1]])
    #expect(abs(linear.variance - 7) < 1e-14)
    #expect(abs(linear.shares[0] - 19.0 / 56) < 1e-14)
    let result = try ShapleyAnalysis(
      inputs: linear.inputs, dependence: GaussianDependence(correlation: linear.correlation),
      algorithm: algorithm, points: .monteCarlo(seed: 4), samples: 16_000,
      bootstrap: Bootstrap(resamples: 400, blocks: 64)
    ).run(linear.model)
    let output = try #require(result.outputs.first)
    let shares = try #require(output.effects).map(\.share)
    // Four standard errors of (x - x')² / 2 for normal x of variance 7.
    #expect(abs(output.variance - 7) < 4 * 7 * (2.0 / 16_000).squareRoot())
    #expect(abs(output.mean) < 0.05)
    #expect(abs(shares[0].value - 19.0 / 56) < 0.02)
    #expect(abs(shares[0].value + shares[1].value - 1) < 1e-12)
    #expect(try #require(shares[0].interval).contains(19.0 / 56))
    #expect(try #require(shares[1].interval).contains(37.0 / 56))
    #expect(try #require(shares[0].standardError) < 0.01)
  }

  /// Weights and a correlation matrix from random loadings on two common causes.
  private func random(_ seed: Int, inputs: Int) -> LinearGaussian {
    let philox = Philox(seed: UInt64(seed))
    func draw(_ row: Int, _ column: Int) -> Double {
      2 * Philox.uniform(philox(SIMD4(UInt32(row), UInt32(column), 0, 0)).x) - 1
    }
    let loadings = (0..<inputs).map { row in (0..<2).map { draw(row, $0) } }
    let correlation = loadings.indices.map { i in
      loadings.indices.map { j in
        // The last input is independent of the others.
        i == j
          ? 1
          : max(i, j) == inputs - 1
            ? 0 : 0.95 / 2 * zip(loadings[i], loadings[j]).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    return LinearGaussian(
      weights: (0..<inputs).map { 2 * draw($0, 7) + 0.5 }, correlation: correlation)
  }

  @Test("of random linear models agree with the closed form", arguments: 1...4)
  func linear(seed: Int) throws {
    let linear = random(seed, inputs: 4)
    let expected = linear.shares
    #expect(abs(expected.reduce(0, +) - 1) < 1e-12)
    for algorithm in [ShapleyAnalysis.Algorithm.allSubsets, .randomPermutations] {
      let result = try ShapleyAnalysis(
        inputs: linear.inputs, dependence: GaussianDependence(correlation: linear.correlation),
        algorithm: algorithm, points: .monteCarlo(seed: UInt64(seed)), samples: 3_000,
        bootstrap: Bootstrap(resamples: 200, blocks: 64)
      ).run(linear.model)
      let shares = try #require(result.outputs.first?.effects).map(\.share)
      #expect(abs(shares.reduce(0) { $0 + $1.value } - 1) < 1e-12)
      for (share, expected) in zip(shares, expected) {
        let error = try #require(share.standardError)
        #expect(error < 0.03)
        #expect(abs(share.value - expected) < 3.5 * error, "\(algorithm) \(share) \(expected)")
      }
    }
  }

  @Test("of independent inputs of Ishigami's function share the interaction evenly")
  func ishigami() throws {
    let result = try ShapleyAnalysis(
      inputs: Known.ishigamiInputs, points: .monteCarlo(seed: 8), samples: 10_000,
      bootstrap: Bootstrap(resamples: 0)
    ).run(Known.ishigami)
    let shares = try #require(result.outputs.first?.effects).map(\.share.value)
    let expected = zip(Known.ishigamiFirst, Known.ishigamiTotal).map { ($0 + $1) / 2 }
    for (share, expected) in zip(shares, expected) { #expect(abs(share - expected) < 0.02) }
  }

  @Test("of inputs that determine each other split evenly, and do not depend on batches")
  func singular() throws {
    let twins = LinearGaussian(
      weights: [1, 3, 1], correlation: [[1, 1, 0], [1, 1, 0], [0, 0, 1]])
    for algorithm in [ShapleyAnalysis.Algorithm.allSubsets, .randomPermutations] {
      func run(_ rows: Int) throws -> ShapleyResult {
        try ShapleyAnalysis(
          inputs: twins.inputs, dependence: GaussianDependence(correlation: twins.correlation),
          algorithm: algorithm, points: .monteCarlo(seed: 6), samples: 2_000,
          bootstrap: Bootstrap(resamples: 20), batchRows: rows
        ).run(twins.model)
      }
      let result = try run(4096)
      #expect(try run(5) == result)
      // y = 4 z + x3: 16/17 shared by the twins.
      let shares = try #require(result.outputs.first?.effects).map(\.share.value)
      #expect(abs(shares[0] - 8.0 / 17) < 0.03)
      #expect(abs(shares[1] - 8.0 / 17) < 0.03)
    }
  }

  @Test("take the dependence of a copula of rank correlations")
  func copula() throws {
    let copula = try Copula(
      [RankCorrelation("c", "a", 0.5), RankCorrelation("c", "d", -0.3)],
      variables: ["a", "b", "c", "d"])
    let dependence = try GaussianDependence(copula, variables: 4)
    // O-50 turned round: r = 2 sin(π ρ / 6).
    #expect(abs(dependence.correlation[0][2] - 0.51763809) < 1e-8)
    #expect(abs(dependence.correlation[3][2] + 0.31286893) < 1e-8)
    #expect(abs(dependence.correlation[0][3]) < 1e-15)
    #expect(dependence.correlated == [0, 2, 3])
    #expect(throws: SensitivityError.self) { try GaussianDependence(copula, variables: 3) }
  }

  @Test("need a correlation matrix that is one, and do not exist without variance")
  func refusals() throws {
    for matrix in [
      [[1, 2], [2, 1]], [[1, 0.5], [0.4, 1]], [[1, 0.5]], [[2, 0], [0, 1]],
      [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]], [[1, .nan], [.nan, 1]],
    ] as [[[Double]]] {
      #expect(throws: SensitivityError.self) { try GaussianDependence(correlation: matrix) }
    }
    let inputs = Known.ishigamiInputs
    let points = PointSource.monteCarlo(seed: 1)
    let pair = try GaussianDependence(correlation: [[1, 0], [0, 1]])
    #expect(throws: SensitivityError.sizes("rows of correlations", 2, "inputs", 3)) {
      try ShapleyAnalysis(inputs: inputs, dependence: pair, points: points, samples: 5)
    }
    #expect(throws: SensitivityError.self) {
      try ShapleyAnalysis(inputs: inputs, points: points, samples: 0)
    }
    let many = (0..<13).map { UncertainInput("\($0)", quantile: { $0 }) }
    #expect(throws: SensitivityError.self) {
      try ShapleyAnalysis(inputs: many, algorithm: .allSubsets, points: points, samples: 5)
    }
    let constant = BatchModel(outputs: ["y"]) { _ in [3.3] }
    let output = try ShapleyAnalysis(inputs: inputs, points: points, samples: 50).run(constant)
      .outputs.first
    #expect(output?.effects == nil)
    #expect(output?.reason == "the output does not vary, so there is no spread to explain")
  }

  @Test("and Sobol' indices are shared out among classes of source")
  func classes() throws {
    let classes: [SourceClass?] = [.sourced, .memory, .judgement]
    let inputs = zip(Known.ishigamiInputs, classes).map { input, sourceClass in
      UncertainInput(input.name, sourceClass, transform: input.transform)
    }
    let shapley = try ShapleyAnalysis(
      inputs: inputs, points: .monteCarlo(seed: 8), samples: 5_000,
      bootstrap: Bootstrap(resamples: 0)
    ).run(Known.ishigami)
    let shares = try #require(try shapley.outputs.first?.byClass(inputs))
    #expect(shares.shares.map(\.sourceClass) == [.sourced, .memory, .judgement])
    #expect(abs(shares.shares.reduce(0) { $0 + $1.share } - 1) < 1e-12)
    #expect(abs(shares.unsourced - (0.4424 + 0.2437 / 2)) < 0.03)
    #expect(shares.interactions == nil)

    let sobol = try SobolAnalysis(
      inputs: inputs, points: .monteCarlo(seed: 9), samples: 1 << 13,
      bootstrap: Bootstrap(resamples: 0)
    ).run(Known.ishigami)
    let output = try #require(sobol.outputs.first)
    let first = try #require(try output.byClass(inputs))
    #expect(abs(first.unsourced - 0.4424) < 0.03)
    #expect(abs(try #require(first.interactions) - 0.2437) < 0.04)
    let sum = first.shares.reduce(0) { $0 + $1.share } + (first.interactions ?? 0)
    #expect(abs(sum - 1) < 1e-12)
    let totals = try #require(try output.byClassOfTotals(inputs))
    #expect(abs(totals.unsourced - (0.4424 + 0.2437) / (0.5576 + 0.4424 + 0.2437)) < 0.02)

    let factors = SobolAnalysis.Factor.classes(of: inputs)
    #expect(factors.map(\.name) == ["sourced", "memory", "judgement", "unsourced"])
    #expect(factors.last?.inputs == [1, 2])
    #expect(throws: SensitivityError.self) { try output.byClass([]) }
  }
}
