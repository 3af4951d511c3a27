public import CorridorStudy

/// How much of an output's variance comes from inputs of each class of source.
public struct VarianceByClass: Hashable, Sendable {
  /// Which effects the shares are made of.
  public enum Basis: String, Hashable, Sendable {
    /// Shapley effects, which sum to 1.
    case shapley
    /// Sobol' first-order indices; what interactions hold stands apart.
    case firstOrder
    /// Sobol' total indices divided by their sum, which counts interactions once per input.
    case totalNormalised
    /// Squared swings of a tornado divided by their sum: as if the output were linear in every input.
    case squaredSwings
    /// Squared mean sizes of the effects of a screening divided by their sum: a first impression.
    case squaredEffects
  }

  /// The share of one class.
  public struct Share: Hashable, Sendable {
    /// The class; nil for inputs that are no figures, such as a path of regimes.
    public var sourceClass: SourceClass?
    /// The number of inputs of the class.
    public var inputs: Int
    /// The share of the variance, estimated like the effects.
    public var share: Double
  }

  /// Which effects the shares are made of.
  public var basis: Basis
  /// The share of each class that has an input, in the order of the classes.
  public var shares: [Share]
  /// The share of figures that nobody has sourced: from memory or judged.
  public var unsourced: Double
  /// The share that belongs to interactions and to no class; nil where the basis has assigned it.
  ///
  /// Estimates of the rest may be a little below 0 where there are no interactions.
  public var interactions: Double?

  private init(_ basis: Basis, _ effects: [(SourceClass?, Double)], interactions: Double?) {
    self.basis = basis
    self.interactions = interactions
    let classes: [SourceClass?] = SourceClass.allCases + [nil]
    shares = classes.compactMap { sourceClass in
      let own = effects.filter { $0.0 == sourceClass }
      guard !own.isEmpty else { return nil }
      return Share(
        sourceClass: sourceClass, inputs: own.count, share: own.reduce(0) { $0 + $1.1 })
    }
    unsourced = shares.reduce(0) { $0 + ($1.sourceClass?.isUnsourced == true ? $1.share : 0) }
  }
}

extension ShapleyResult.Output {
  /// The share of each class of source, or nil when there are no effects.
  ///
  /// The inputs are those of the analysis; an error when their number is another.
  public func byClass(_ inputs: [UncertainInput]) throws(SensitivityError) -> VarianceByClass? {
    guard let effects else { return nil }
    return try VarianceByClass.make(.shapley, inputs, effects.map(\.share.value), rest: nil)
  }
}

extension SobolResult.Output {
  /// The share of each class of source by first-order indices, or nil when there are none.
  ///
  /// The inputs are those of the analysis, whose factors are its inputs; an error when their number is
  /// another.
  public func byClass(_ inputs: [UncertainInput]) throws(SensitivityError) -> VarianceByClass? {
    guard let indices else { return nil }
    return try VarianceByClass.make(
      .firstOrder, inputs, indices.map(\.first.value), rest: interactions)
  }

  /// The share of each class of source by total indices divided by their sum, or nil without any.
  ///
  /// The inputs are those of the analysis, whose factors are its inputs; an error when their number is
  /// another.
  public func byClassOfTotals(_ inputs: [UncertainInput])
    throws(SensitivityError) -> VarianceByClass?
  {
    guard let indices else { return nil }
    let sum = indices.reduce(0) { $0 + $1.total.value }
    guard sum > 0 else { return nil }
    return try VarianceByClass.make(
      .totalNormalised, inputs, indices.map { $0.total.value / sum }, rest: nil)
  }
}

extension TornadoResult.Output {
  /// The share of each class of source by squared swings, or nil when some input has none or all are 0.
  ///
  /// The inputs are those of the analysis; bars of blocks are left out, as their inputs have bars of their
  /// own.
  public func byClass(_ inputs: [UncertainInput]) throws(SensitivityError) -> VarianceByClass? {
    var squares = inputs.map { _ in 0.0 }
    for bar in bars where bar.inputs.count == 1 {
      guard let place = bar.inputs.first, squares.indices.contains(place), let swing = bar.swing
      else { return nil }
      squares[place] = swing * swing
    }
    return try VarianceByClass.make(.squaredSwings, inputs, weights: squares)
  }
}

extension MorrisResult.Output {
  /// The share of each class of source by squared mean sizes of the effects, or nil when all are 0.
  ///
  /// The inputs are those of the analysis; an error when their number is another.
  public func byClass(_ inputs: [UncertainInput]) throws(SensitivityError) -> VarianceByClass? {
    let squares = effects.map { $0.meanSize.value * $0.meanSize.value }
    return try VarianceByClass.make(.squaredEffects, inputs, weights: squares)
  }
}

extension VarianceByClass {
  /// Shares in proportion to weights; nil when these sum to no finite number above 0.
  fileprivate static func make(_ basis: Basis, _ inputs: [UncertainInput], weights: [Double])
    throws(SensitivityError) -> VarianceByClass?
  {
    let sum = weights.reduce(0, +)
    guard sum > 0, sum.isFinite else { return nil }
    return try make(basis, inputs, weights.map { $0 / sum }, rest: nil)
  }

  fileprivate static func make(
    _ basis: Basis, _ inputs: [UncertainInput], _ effects: [Double], rest: Double?
  ) throws(SensitivityError) -> VarianceByClass {
    guard inputs.count == effects.count else {
      throw .sizes("inputs", inputs.count, "effects", effects.count)
    }
    return VarianceByClass(
      basis, zip(inputs.map(\.sourceClass), effects).map { ($0, $1) }, interactions: rest)
  }
}

extension SobolAnalysis.Factor {
  /// One factor per class of source that has an input, and one for all unsourced inputs.
  ///
  /// As factors of an analysis they give what a class holds alone (first) and with everything that it
  /// interacts with (total): the exact bounds of its share.
  public static func classes(of inputs: [UncertainInput]) -> [SobolAnalysis.Factor] {
    let classes = SourceClass.allCases.map { sourceClass in
      SobolAnalysis.Factor(
        sourceClass.rawValue,
        inputs: inputs.indices.filter { inputs[$0].sourceClass == sourceClass })
    }
    let unsourced = SobolAnalysis.Factor(
      "unsourced", inputs: inputs.indices.filter { inputs[$0].sourceClass?.isUnsourced == true })
    return (classes + [unsourced]).filter { !$0.inputs.isEmpty }
  }
}
