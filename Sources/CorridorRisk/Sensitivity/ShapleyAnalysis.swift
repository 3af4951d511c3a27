/// Shapley effects: shares of variance that sum to 1, also for correlated inputs.
///
/// With c(J) the expected variance of the output when all inputs but those of J are known, an input's
/// effect is the mean, over the orders in which inputs can be added, of what it adds to c. Each sample
/// draws a point x and, for growing sets J, a point x' that shares the inputs outside J and draws those
/// of J again given them; (f(x) - f(x'))² / 2 estimates c(J) without bias, and the last of them the
/// variance. Inputs are joined by a Gaussian copula, whose conditional draws are exact.
///
/// - Source: Owen 2014, *SIAM/ASA Journal on Uncertainty Quantification* 2(1), doi:10.1137/130936233;
///   Song, Nelson and Staum 2016, the same 4(1), doi:10.1137/15M1048070 (both algorithms, here with an
///   inner pair that shares its first point).
public struct ShapleyAnalysis: Sendable {
  /// Which sets of inputs each sample goes through.
  public enum Algorithm: String, Hashable, Sendable {
    /// Those of one random order: inputs + 1 evaluations a sample.
    case randomPermutations
    /// All of them: 2^inputs evaluations a sample, for up to 12 inputs.
    case allSubsets
  }

  /// The most inputs for which all subsets are gone through.
  public static let mostInputsForSubsets = 12

  /// The inputs.
  public let inputs: [UncertainInput]
  /// How they depend on each other.
  public let dependence: GaussianDependence?
  /// Which sets are gone through.
  public let algorithm: Algorithm
  /// Points of 2 x inputs variables.
  public let points: PointSource
  /// The number of samples.
  public let samples: Int
  /// The seed of the orders.
  public let seed: UInt64
  /// How intervals are found.
  public let bootstrap: Bootstrap
  /// The most rows that the model is given at once, unless one sample takes more.
  public let batchRows: Int
  /// How often the model is evaluated.
  public let evaluations: Int

  /// Creates an analysis.
  ///
  /// - Parameters:
  ///   - inputs: the inputs, at least one.
  ///   - dependence: of the inputs; nil when they are independent.
  ///   - algorithm: nil for all subsets up to 6 inputs, and random permutations beyond.
  ///   - points: the points of 2 x inputs variables.
  ///   - samples: from 1 to 2^31.
  ///   - seed: of the orders in which inputs are added.
  ///   - bootstrap: how intervals are found.
  ///   - batchRows: the most rows that the model is given at once.
  /// - Throws: `SensitivityError` without inputs, or for settings outside their ranges.
  public init(
    inputs: [UncertainInput], dependence: GaussianDependence? = nil,
    algorithm: Algorithm? = nil, points: PointSource, samples: Int, seed: UInt64 = 1,
    bootstrap: Bootstrap = Bootstrap(), batchRows: Int = 4096
  ) throws(SensitivityError) {
    guard !inputs.isEmpty else { throw .noInputs }
    try dependence?.check(inputs: inputs.count)
    let algorithm = algorithm ?? (inputs.count <= 6 ? .allSubsets : .randomPermutations)
    if algorithm == .allSubsets {
      try SettingCheck.count(
        inputs.count, "the number of inputs for all subsets", 1...Self.mostInputsForSubsets)
    }
    try SettingCheck.count(samples, "the number of samples", 1...(1 << 31))
    try SettingCheck.count(batchRows, "the number of rows of a batch", 1...(1 << 20))
    try points.check(samples: samples, inputs: inputs.count, replicates: 1)
    try bootstrap.check()
    self.inputs = inputs
    self.dependence = dependence
    self.algorithm = algorithm
    self.points = points
    self.samples = samples
    self.seed = seed
    self.bootstrap = bootstrap
    self.batchRows = batchRows
    evaluations = try SettingCheck.evaluations(
      samples, times: algorithm == .allSubsets ? 1 << inputs.count : inputs.count + 1,
      remedy: "take fewer samples, or screen the inputs first (Morris)")
  }

  var blocks: Blocks { Blocks(samples: samples, replicates: 1, blocks: bootstrap.blocks) }
  var columns: Int { 3 + inputs.count }
  var rowsPerSample: Int { evaluations / samples }
}
