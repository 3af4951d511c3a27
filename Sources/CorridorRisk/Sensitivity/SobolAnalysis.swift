/// Sobol' indices of first and total order, for independent inputs.
///
/// From two independent sets of points A and B, and for each factor the set AB that is A with the
/// factor's inputs taken from B:
/// first order V = mean of f(B) (f(AB) - f(A)), total VT = mean of (f(A) - f(AB))² / 2, both divided by
/// the variance of f. The mean of f is taken off before, which leaves V as it is and makes it steadier.
///
/// - Source: first order Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola 2010, *Computer
///   Physics Communications* 181, table 2 (b), doi:10.1016/j.cpc.2009.09.018; total Jansen 1999, *Computer
///   Physics Communications* 117, doi:10.1016/S0010-4655(98)00154-4.
public struct SobolAnalysis: Sendable {
  /// What is varied together: one input, or several whose joint effect is asked for.
  public struct Factor: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Places of its inputs.
    public var inputs: [Int]

    /// Creates a factor.
    public init(_ name: String, inputs: [Int]) {
      self.name = name
      self.inputs = inputs
    }
  }

  /// The inputs.
  public let inputs: [UncertainInput]
  /// What indices are given for.
  public let factors: [Factor]
  /// Points of 2 x inputs variables: those of A, then those of B.
  public let points: PointSource
  /// Samples per replicate.
  public let samples: Int
  /// Replicates: for points of low discrepancy, scrambled anew.
  public let replicates: Int
  /// How intervals are found.
  public let bootstrap: Bootstrap
  /// The most rows that the model is given at once.
  public let batchRows: Int
  /// How often the model is evaluated: samples x replicates x (factors + 2).
  public let evaluations: Int

  /// Creates an analysis.
  ///
  /// - Parameters:
  ///   - inputs: the inputs, at least one.
  ///   - factors: what indices are given for; nil for each input alone.
  ///   - dependence: of the inputs; the analysis is refused when any are correlated.
  ///   - points: the points of 2 x inputs variables.
  ///   - samples: samples per replicate, from 1 to 2^31; a power of two suits points of low discrepancy.
  ///   - replicates: from 1 to 1024; each keeps the merit of Sobol' points only with a thousand samples or so.
  ///   - bootstrap: how intervals are found.
  ///   - batchRows: the most rows that the model is given at once.
  /// - Throws: `SensitivityError` for correlated inputs, none, or settings outside their ranges.
  public init(
    inputs: [UncertainInput], factors: [Factor]? = nil, dependence: GaussianDependence? = nil,
    points: PointSource, samples: Int, replicates: Int = 1, bootstrap: Bootstrap = Bootstrap(),
    batchRows: Int = 4096
  ) throws(SensitivityError) {
    guard !inputs.isEmpty else { throw .noInputs }
    try dependence?.check(inputs: inputs.count)
    if let dependence, !dependence.correlated.isEmpty {
      throw .correlated(
        method: "a Sobol' index", inputs: dependence.correlated.map { inputs[$0].name })
    }
    let factors = factors ?? inputs.indices.map { Factor(inputs[$0].name, inputs: [$0]) }
    guard !factors.isEmpty else { throw .noInputs }
    for factor in factors {
      for input in factor.inputs where !inputs.indices.contains(input) {
        throw .index("input", input, count: inputs.count)
      }
    }
    try SettingCheck.count(samples, "the number of samples", 1...(1 << 31))
    try SettingCheck.count(replicates, "the number of replicates", 1...1024)
    try SettingCheck.count(batchRows, "the number of rows of a batch", 1...(1 << 20))
    try points.check(samples: samples, inputs: inputs.count, replicates: replicates)
    try bootstrap.check()
    evaluations = try SettingCheck.evaluations(
      samples * replicates, times: factors.count + 2,
      remedy: "take fewer samples, or screen the inputs first (Morris)")
    self.inputs = inputs
    self.factors = factors.map { Factor($0.name, inputs: Set($0.inputs).sorted()) }
    self.points = points
    self.samples = samples
    self.replicates = replicates
    self.bootstrap = bootstrap
    self.batchRows = batchRows
  }

  /// The bytes that an analysis holds beside the model's own, whatever the number of samples.
  ///
  /// Sums of 3 + 3 x factors columns per output and block, and a batch of inputs twice and outputs thrice.
  public func memory(outputs: Int) -> Int {
    8 * (blocks.count * outputs * columns + batchRows * (2 * inputs.count + 3 * outputs))
  }

  var blocks: Blocks {
    Blocks(samples: samples, replicates: replicates, blocks: bootstrap.blocks)
  }

  var columns: Int { 3 + 3 * factors.count }

  /// Evaluates the model and gives the indices of each of its outputs.
  ///
  /// - Throws: `SensitivityError.notFinite` with the sample when an output is no number.
  public func run(_ model: BatchModel) throws(SensitivityError) -> SobolResult {
    try result(of: model, parts: [part(of: model, blocks: 0..<blocks.count)])
  }
}
