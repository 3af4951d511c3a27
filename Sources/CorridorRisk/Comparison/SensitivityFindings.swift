/// What a sensitivity analysis of a comparison found, by one of four methods.
public enum SensitivityFindings: Sendable {
  /// Every assumption at its two ends.
  case tornado(TornadoResult)
  /// Shares of the variance of independent assumptions.
  case sobol(SobolResult)
  /// Shares of the variance that sum to one.
  case shapley(ShapleyResult)
  /// A screening by elementary effects.
  case morris(MorrisResult)

  /// How often the model was evaluated.
  public var evaluations: Int {
    switch self {
    case .tornado(let result): result.evaluations
    case .sobol(let result): result.evaluations
    case .shapley(let result): result.evaluations
    case .morris(let result): result.evaluations
    }
  }
}

extension SensitivityModel {
  /// The inputs as the analyses take them.
  public var uncertainInputs: [UncertainInput] {
    inputs.map { UncertainInput($0.id, $0.assumption.marginal, $0.assumption.sourceClass) }
  }

  /// The inputs that are correlated with any other, by places.
  public var correlatedInputs: [Int] {
    let ids = Set(correlations.filter { $0.value != 0 }.flatMap { [$0.first, $0.second] })
    return inputs.indices.filter { ids.contains(inputs[$0].id) }
  }

  /// Low, base and high of each input, and of correlated inputs together.
  ///
  /// Outturns of reference classes stay at the mean of their class, unless they are what is moved.
  public func tornado() throws(SensitivityError) -> SensitivityFindings {
    let inputs = inputs.map {
      Tornado.Input($0.id, low: $0.range.lowerBound, base: $0.base, high: $0.range.upperBound)
    }
    var result = try Tornado(inputs: inputs, blocks: blocks).run(model) { row, moved in
      var columns = row.map { [$0] }
      holdMeans(in: &columns, moving: moved)
      row = columns.map { $0[0] }
    }
    for output in result.outputs.indices {
      for bar in result.outputs[output].bars.indices {
        result.outputs[output].bars[bar].settle(deviations, base: result.outputs[output].base)
      }
    }
    return .tornado(result)
  }

  /// Inputs that are correlated with each other, directly or through others.
  private var blocks: [Tornado.Block] {
    var open = correlatedInputs
    var blocks: [Tornado.Block] = []
    while let first = open.first {
      var signs = [first: true]
      var pending = [first]
      while let place = pending.popLast() {
        for pair in correlations where pair.value != 0 {
          let ends = [input(pair.first), input(pair.second)].compactMap(\.self)
          guard let other = ends.first(where: { $0 != place }), ends.contains(place),
            signs[other] == nil
          else { continue }
          signs[other] = (signs[place] ?? true) == (pair.value > 0)
          pending.append(other)
        }
      }
      let members = signs.keys.sorted()
      blocks.append(
        Tornado.Block(
          members.map { (signs[$0] == false ? "-" : "") + inputs[$0].id }.joined(separator: " & "),
          inputs: members, opposed: members.filter { signs[$0] == false }))
      open.removeAll { signs[$0] != nil }
    }
    return blocks
  }

  /// Sobol' indices of first and total order.
  ///
  /// - Parameters:
  ///   - samples: from 1 to 2^31; from 1024 on multiples of 16 are laid out as 16 replicates.
  ///   - seed: the seed of points and intervals.
  ///   - threads: how many work at once; results are the same for any number.
  ///   - isIndependent: whether correlations are left out; else an error when there are any.
  ///   - progress: what is told of every batch; nil for nothing.
  /// - Returns: the indices of every output.
  /// - Throws: `SensitivityError`.
  public func sobol(
    samples: Int, seed: UInt64, threads: Int = 1, isIndependent: Bool = false,
    progress: Progress? = nil
  ) async throws -> SensitivityFindings {
    let replicates = samples >= 1024 && samples.isMultiple(of: 16) ? 16 : 1
    var bootstrap = Bootstrap(seed: seed)
    if replicates > 1 { bootstrap.blocks = replicates }
    try SettingCheck.count(samples, "the number of samples", 1...(1 << 31))
    let inputs = uncertainInputs
    let analysis = try SobolAnalysis(
      inputs: inputs, dependence: isIndependent ? nil : try dependence(),
      points: PointSource(
        .sobol, seed: seed, inputs: inputs.count, samples: samples / replicates,
        replicates: replicates),
      samples: samples / replicates, replicates: replicates, bootstrap: bootstrap)
    let count = analysis.blocks.count
    let workers = max(1, min(threads, count))
    let model = watched(progress, of: analysis.evaluations)
    let parts = try await withThrowingTaskGroup(of: SobolPart.self) { group in
      for worker in 0..<workers {
        let range = (count * worker / workers)..<(count * (worker + 1) / workers)
        group.addTask { try analysis.part(of: model, blocks: range) }
      }
      var parts: [SobolPart] = []
      for try await part in group { parts.append(part) }
      return parts
    }
    return .sobol(try analysis.result(of: model, parts: parts))
  }

  /// Shapley effects, with the correlations of the inputs.
  ///
  /// - Parameters:
  ///   - samples: from 1 to 2^31; a power of two suits the points.
  ///   - seed: the seed of points, orders and intervals.
  ///   - isIndependent: whether correlations are left out.
  ///   - progress: what is told of every batch; nil for nothing.
  /// - Returns: the effects on every output.
  /// - Throws: `SensitivityError`, or `RiskError` for correlations that cannot be.
  public func shapley(
    samples: Int, seed: UInt64, isIndependent: Bool = false, progress: Progress? = nil
  ) throws -> SensitivityFindings {
    try SettingCheck.count(samples, "the number of samples", 1...(1 << 31))
    let inputs = uncertainInputs
    let analysis = try ShapleyAnalysis(
      inputs: inputs, dependence: isIndependent ? nil : try dependence(),
      points: PointSource(.sobol, seed: seed, inputs: inputs.count, samples: samples),
      samples: samples, seed: seed, bootstrap: Bootstrap(seed: seed))
    return .shapley(try analysis.run(watched(progress, of: analysis.evaluations)))
  }

  /// Elementary effects; correlations are not used.
  ///
  /// - Parameters:
  ///   - trajectories: from 2 to a million.
  ///   - seed: the seed of trajectories and intervals.
  ///   - progress: what is told of every batch; nil for nothing.
  /// - Returns: the effects on every output.
  /// - Throws: `SensitivityError`.
  public func morris(trajectories: Int, seed: UInt64, progress: Progress? = nil)
    throws(SensitivityError) -> SensitivityFindings
  {
    let screening = try MorrisScreening(
      inputs: uncertainInputs, trajectories: trajectories, seed: seed,
      bootstrap: Bootstrap(seed: seed))
    return .morris(try screening.run(watched(progress, of: screening.evaluations)))
  }

  /// What is told how many more evaluations of how many are done, from any thread.
  public typealias Progress = @Sendable (_ more: Int, _ total: Int) -> Void

  private func watched(_ progress: Progress?, of total: Int) -> BatchModel {
    guard let progress else { return model }
    return model.watched { rows in progress(rows, total) }
  }

  private func dependence() throws -> GaussianDependence? {
    guard !correlations.isEmpty else { return nil }
    return try GaussianDependence(copula, variables: inputs.count)
  }
}

extension TornadoResult.Bar {
  /// Says of the deviation of a class of overruns why it swings nothing, and leaves out the rounding.
  fileprivate mutating func settle(_ deviations: [Int], base: Double?) {
    guard inputs.count == 1, deviations.contains(inputs[0]), let base, let found = swing,
      found <= 1e-9 * max(1, base.magnitude)
    else { return }
    (low, high, swing, turns) = (base, base, 0, false)
    reason = "it widens the outturn of its class and leaves its mean"
  }
}
