/// Shapley effects of the inputs on the outputs of a model.
public struct ShapleyResult: Hashable, Sendable {
  /// The estimator with its papers.
  public var method: String
  /// How intervals are found.
  public var intervalMethod = "percentile bootstrap (Efron and Tibshirani 1993)"
  /// The design of the points.
  public var design: String
  /// The number of samples.
  public var samples: Int
  /// How often the model was evaluated.
  public var evaluations: Int
  /// Settings of the bootstrap.
  public var bootstrap: Bootstrap
  /// What the bootstrap drew again, in words.
  public var resampled: String
  /// The effects, output by output.
  public var outputs: [Output]

  /// The effects on one output.
  public struct Output: Hashable, Sendable {
    /// The name of the output.
    public var name: String
    /// Its mean.
    public var mean: Double
    /// Its variance, in the output's unit squared.
    public var variance: Double
    /// The effects in the order of the inputs; nil when they do not exist.
    public var effects: [Effect]?
    /// Why there are no effects.
    public var reason: String?
  }

  /// The effect of one input.
  public struct Effect: Hashable, Sendable {
    /// The name of the input.
    public var input: String
    /// Its share of the variance; the shares of all inputs sum to 1.
    ///
    /// Its estimate may be a little below 0 where the effect is near 0.
    public var share: Estimate
  }
}

extension ShapleyAnalysis {
  /// Evaluates the model and gives the effects on each of its outputs.
  ///
  /// - Throws: `SensitivityError.notFinite` with the row when an output is no number.
  public func run(_ model: BatchModel) throws(SensitivityError) -> ShapleyResult {
    guard !model.outputs.isEmpty else { throw .noOutputs }
    let layout = blocks
    let rows = ShapleyRows(self)
    let names = inputs.map(\.name)
    var sums = ShapleySums(self, outputs: model.outputs.count, blocks: layout.count)
    let limit = max(1, batchRows / rowsPerSample)
    for stretch in layout.stretches(of: 0..<layout.count, limit: limit) {
      let steps = stretch.rows.map { rows.steps(ofSample: $0) }
      let columns = rows.columns(samples: stretch.rows, steps: steps)
      let values = try model.finite(
        columns, rows: stretch.rows.count * rowsPerSample, named: names,
        first: stretch.rows.lowerBound * rowsPerSample)
      sums.add(stretch, values, steps: steps)
    }
    return ShapleyResult(
      method: algorithm == .allSubsets
        ? "all subsets (Owen 2014; Song et al. 2016)"
        : "random permutations (Owen 2014; Song et al. 2016)",
      design: points.name, samples: samples, evaluations: evaluations, bootstrap: bootstrap,
      resampled: layout.unit,
      outputs: model.outputs.indices.map { output($0, model.outputs[$0], sums) })
  }

  private func output(_ place: Int, _ name: String, _ sums: ShapleySums) -> ShapleyResult.Output {
    let sum = sums.sums[place]
    let totals = Bootstrap.totals(sum, columns: columns)
    var output = ShapleyResult.Output(
      name: name, mean: sums.shifts[place] + totals[1] / totals[0],
      variance: totals[2] / totals[0])
    output.reason = Degenerate.reason(mean: output.mean, variance: output.variance)
    guard output.reason == nil else { return output }
    let estimates = bootstrap.estimates(sum, columns: columns) { totals in
      totals.dropFirst(3).map { $0 / totals[2] }
    }
    output.effects = zip(inputs, estimates).map { .init(input: $0.name, share: $1) }
    return output
  }
}

/// Sums of blocks: samples, f(x), the variance's estimate, then each input's effect.
private struct ShapleySums {
  let analysis: ShapleyAnalysis
  var shifts: [Double] = []
  var sums: [[Double]]
  /// For all subsets: the weight of a set of so many other inputs.
  private let weights: [Double]

  init(_ analysis: ShapleyAnalysis, outputs: Int, blocks: Int) {
    self.analysis = analysis
    sums = (0..<outputs).map { _ in [Double](repeating: 0, count: blocks * analysis.columns) }
    let count = analysis.inputs.count
    // |J|! (n - |J| - 1)! / n! = 1 / (n binomial(n - 1, |J|))
    var binomial = 1.0
    weights = (0..<count).map { size in
      defer { binomial *= Double(count - 1 - size) / Double(size + 1) }
      return 1 / (Double(count) * binomial)
    }
  }

  mutating func add(_ stretch: Blocks.Stretch, _ values: [[Double]], steps: [[Int]]) {
    let width = analysis.rowsPerSample
    if shifts.isEmpty { shifts = values.map { $0.first ?? 0 } }
    for output in sums.indices {
      for (block, samples) in stretch.runsWithin {
        let start = block * analysis.columns
        for sample in samples {
          let own = Array(values[output][(sample * width)..<((sample + 1) * width)])
          let first = own[0]
          let costs = own.map { (first - $0) * (first - $0) / 2 }
          sums[output][start] += 1
          sums[output][start + 1] += first - shifts[output]
          sums[output][start + 2] += costs[width - 1]
          if steps[sample].isEmpty {
            addSubsets(costs, to: &sums[output], at: start + 3)
          } else {
            for (input, step) in steps[sample].enumerated() {
              sums[output][start + 3 + input] += costs[step] - costs[step - 1]
            }
          }
        }
      }
    }
  }

  private func addSubsets(_ costs: [Double], to sums: inout [Double], at start: Int) {
    for input in analysis.inputs.indices {
      var effect = 0.0
      for set in costs.indices where set >> input & 1 == 0 {
        effect += weights[set.nonzeroBitCount] * (costs[set | 1 << input] - costs[set])
      }
      sums[start + input] += effect
    }
  }
}
