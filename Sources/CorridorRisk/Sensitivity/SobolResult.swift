/// Sobol' indices of the outputs of a model.
public struct SobolResult: Hashable, Sendable {
  /// The estimator of the first order, with its paper.
  public var firstOrderMethod = "Saltelli et al. 2010"
  /// The estimator of the total order, with its paper.
  public var totalMethod = "Jansen 1999"
  /// How intervals are found.
  public var intervalMethod = "percentile bootstrap (Efron and Tibshirani 1993)"
  /// The design of the points.
  public var design: String
  /// Samples per replicate.
  public var samples: Int
  /// Replicates.
  public var replicates: Int
  /// How often the model was evaluated.
  public var evaluations: Int
  /// Settings of the bootstrap.
  public var bootstrap: Bootstrap
  /// What the bootstrap drew again, in words.
  public var resampled: String
  /// The indices, output by output.
  public var outputs: [Output]

  /// The indices of one output.
  public struct Output: Hashable, Sendable {
    /// The name of the output.
    public var name: String
    /// Its mean.
    public var mean: Double
    /// Its variance, in the output's unit squared.
    public var variance: Double
    /// The indices in the order of the factors; nil when they do not exist.
    public var indices: [Index]?
    /// Why there are no indices.
    public var reason: String?

    /// The share of the variance that no single factor explains alone: 1 - Σ first order.
    ///
    /// It belongs to interactions; nil without indices. Only meant where factors do not overlap.
    public var interactions: Double? {
      indices.map { 1 - $0.reduce(0) { $0 + $1.first.value } }
    }
  }

  /// The indices of one factor.
  public struct Index: Hashable, Sendable {
    /// The name of the factor.
    public var factor: String
    /// The first order: the share of variance that would go if the factor were known.
    ///
    /// Its estimate may be a little below 0 where the index is near 0.
    public var first: Estimate
    /// The total: the share of variance that would stay if all but the factor were known.
    public var total: Estimate
  }
}

extension SobolAnalysis {
  /// Joins the parts of all blocks into the result.
  ///
  /// - Throws: `SensitivityError.model` when the parts are not those of all blocks.
  public func result(of model: BatchModel, parts: [SobolPart])
    throws(SensitivityError) -> SobolResult
  {
    let parts = parts.sorted { $0.blocks.lowerBound < $1.blocks.lowerBound }
    var next = 0
    for part in parts where !part.blocks.isEmpty {
      guard part.blocks.lowerBound == next, part.sums.count == model.outputs.count else {
        throw .model("the parts do not make up the analysis: block \(next) is not next")
      }
      next = part.blocks.upperBound
    }
    guard next == blocks.count else {
      throw .model("the parts do not make up the analysis: block \(next) is missing")
    }
    let shifts = try shifts(model)
    let outputs = model.outputs.indices.map { output in
      self.output(
        model.outputs[output], shift: shifts[output], sums: parts.flatMap { $0.sums[output] })
    }
    return SobolResult(
      design: points.name, samples: samples, replicates: replicates, evaluations: evaluations,
      bootstrap: bootstrap, resampled: blocks.unit, outputs: outputs)
  }

  private func output(_ name: String, shift: Double, sums: [Double]) -> SobolResult.Output {
    let totals = Bootstrap.totals(sums, columns: columns)
    let (mean, variance) = Self.moments(totals)
    var output = SobolResult.Output(name: name, mean: shift + mean, variance: variance)
    output.reason = Degenerate.reason(mean: output.mean, variance: variance)
    guard output.reason == nil else { return output }
    let estimates = bootstrap.estimates(sums, columns: columns) { Self.indices($0) }
    output.indices = factors.indices.map { factor in
      SobolResult.Index(
        factor: factors[factor].name, first: estimates[2 * factor],
        total: estimates[2 * factor + 1])
    }
    return output
  }

  /// Mean and variance of A and B together, from totals.
  private static func moments(_ totals: [Double]) -> (mean: Double, variance: Double) {
    let count = 2 * totals[0]
    let mean = totals[1] / count
    // Rounding may leave less than 0; of what overflows there is no variance, which is not 0 either.
    let variance = (totals[2] - mean * totals[1]) / (count - 1)
    return (mean, variance < 0 ? 0 : variance)
  }

  /// First and total index of each factor in turn, from totals.
  private static func indices(_ totals: [Double]) -> [Double] {
    let (mean, variance) = moments(totals)
    let count = totals[0]
    return stride(from: 3, to: totals.count, by: 3).flatMap { place in
      let first = (totals[place] - mean * totals[place + 1]) / count
      return [first / variance, totals[place + 2] / (2 * count) / variance]
    }
  }
}

/// Tells an output that does not vary.
enum Degenerate {
  /// Why shares of a variance do not exist, or nil when they do.
  static func reason(mean: Double, variance: Double) -> String? {
    guard mean.isFinite, variance.isFinite else {
      return "the values are too large for their variance to be a number"
    }
    let noise = 1e-13 * mean.magnitude
    return variance <= noise * noise
      ? "the output does not vary, so there is no spread to explain" : nil
  }
}
