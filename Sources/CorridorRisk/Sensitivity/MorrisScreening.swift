/// Morris screening: which of many inputs matter at all, at a cost of trajectories x (inputs + 1).
///
/// A trajectory starts at a random point of a grid with an even number p of levels and moves each input
/// once, in random order, by half the levels; delta = p / (2 (p - 1)) of the grid's width. An elementary
/// effect is the change of the output divided by delta: what the output would change over the whole
/// grid. The grid spans the quantiles of each input between two probabilities.
///
/// - Source: Morris 1991, *Technometrics* 33(2), doi:10.1080/00401706.1991.10484804; the mean of absolute
///   effects Campolongo, Cariboni and Saltelli 2007, *Environmental Modelling & Software* 22(10),
///   doi:10.1016/j.envsoft.2006.10.004.
public struct MorrisScreening: Sendable {
  /// The inputs.
  public let inputs: [UncertainInput]
  /// The number of trajectories.
  public let trajectories: Int
  /// The number of levels of the grid.
  public let levels: Int
  /// The probabilities at the ends of the grid.
  public let probabilities: ClosedRange<Double>
  /// The seed of the trajectories.
  public let seed: UInt64
  /// How intervals are found.
  public let bootstrap: Bootstrap
  /// The most rows that the model is given at once, unless one trajectory takes more.
  public let batchRows: Int
  /// How often the model is evaluated.
  public let evaluations: Int

  /// Creates a screening.
  ///
  /// - Parameters:
  ///   - inputs: the inputs, at least one; correlations are not used.
  ///   - trajectories: from 2 to a million; 10 to 50 are usual.
  ///   - levels: an even number from 2 to 64.
  ///   - probabilities: the ends of the grid, between 0 and 1 without these.
  ///   - seed: of the trajectories.
  ///   - bootstrap: how intervals of the mean absolute effect are found.
  ///   - batchRows: the most rows that the model is given at once.
  /// - Throws: `SensitivityError` without inputs, or for settings outside their ranges.
  public init(
    inputs: [UncertainInput], trajectories: Int = 40, levels: Int = 4,
    probabilities: ClosedRange<Double> = 0.05...0.95, seed: UInt64 = 1,
    bootstrap: Bootstrap = Bootstrap(), batchRows: Int = 4096
  ) throws(SensitivityError) {
    guard !inputs.isEmpty else { throw .noInputs }
    try SettingCheck.count(trajectories, "the number of trajectories", 2...1_000_000)
    try SettingCheck.count(levels, "the number of levels", 2...64)
    guard levels.isMultiple(of: 2) else {
      throw .setting("the number of levels", value: "\(levels)", range: "even")
    }
    guard probabilities.lowerBound > 0, probabilities.upperBound < 1,
      probabilities.lowerBound < probabilities.upperBound
    else {
      throw .setting(
        "the range of probabilities",
        value: "\(probabilities.lowerBound) to \(probabilities.upperBound)",
        range: "a rising range between 0 and 1")
    }
    try SettingCheck.count(batchRows, "the number of rows of a batch", 1...(1 << 20))
    try bootstrap.check()
    evaluations = try SettingCheck.evaluations(
      trajectories, times: inputs.count + 1, remedy: "take fewer trajectories")
    self.inputs = inputs
    self.trajectories = trajectories
    self.levels = levels
    self.probabilities = probabilities
    self.seed = seed
    self.bootstrap = bootstrap
    self.batchRows = batchRows
  }

  /// The step of an input, as a share of the grid's width.
  public var delta: Double { Double(levels) / Double(2 * (levels - 1)) }

  /// Evaluates the model and gives the effects of each input on each of its outputs.
  ///
  /// - Throws: `SensitivityError.notFinite` with the row when an output is no number.
  public func run(_ model: BatchModel) throws(SensitivityError) -> MorrisResult {
    guard !model.outputs.isEmpty else { throw .noOutputs }
    let width = inputs.count + 1
    let layout = Blocks(samples: trajectories, replicates: 1, blocks: bootstrap.blocks)
    // Per block: trajectories, then per input the effects, their sizes and their squares.
    let columns = 1 + 3 * inputs.count
    var sums = model.outputs.map { _ in [Double](repeating: 0, count: layout.count * columns) }
    for stretch in layout.stretches(of: 0..<layout.count, limit: max(1, batchRows / width)) {
      let paths = stretch.rows.map(trajectory)
      let values = try model.finite(
        self.columns(paths), rows: paths.count * width, named: inputs.map(\.name),
        first: stretch.rows.lowerBound * width)
      for (block, rows) in stretch.runsWithin {
        let start = block * columns
        for row in rows {
          for output in sums.indices {
            sums[output][start] += 1
            for (step, move) in paths[row].moves.enumerated() {
              let place = row * width + step
              let change = values[output][place + 1] - values[output][place]
              let effect = change / (move.isUp ? delta : -delta)
              let column = start + 1 + 3 * move.input
              sums[output][column] += effect
              sums[output][column + 1] += effect.magnitude
              sums[output][column + 2] += effect * effect
            }
          }
        }
      }
    }
    return result(model, sums, columns: columns)
  }
}

extension MorrisScreening {
  private struct Trajectory {
    var start: [Int]
    var moves: [(input: Int, isUp: Bool)]
  }

  /// A trajectory: levels of its first point, and its moves.
  private func trajectory(_ number: Int) -> Trajectory {
    let levels = Draws(seed: seed, purpose: .trajectory, stream: 0)
    let order = Draws(seed: seed, purpose: .trajectory, stream: 1)
    let half = self.levels / 2
    var start: [Int] = []
    var isUp: [Bool] = []
    for input in inputs.indices {
      // A level of the lower half says where the input is, a bit whether it starts there or ends there.
      let drawn = levels.number(below: self.levels, number, input)
      isUp.append(drawn < half)
      start.append(drawn)
    }
    let moves = order.permutation(of: inputs.count, number).map { (input: $0, isUp: isUp[$0]) }
    return Trajectory(start: start, moves: moves)
  }

  private func columns(_ paths: [Trajectory]) -> [[Double]] {
    let (low, high) = (probabilities.lowerBound, probabilities.upperBound)
    let grid = (0..<levels).map { low + (high - low) * Double($0) / Double(levels - 1) }
    var columns = inputs.map { _ in [Double]() }
    for path in paths {
      var level = path.start
      for input in inputs.indices { columns[input].append(grid[level[input]]) }
      for move in path.moves {
        level[move.input] += move.isUp ? levels / 2 : -levels / 2
        for input in inputs.indices { columns[input].append(grid[level[input]]) }
      }
    }
    for input in inputs.indices { inputs[input].transform(&columns[input]) }
    return columns
  }

  private func result(_ model: BatchModel, _ sums: [[Double]], columns: Int) -> MorrisResult {
    let outputs = model.outputs.indices.map { output in
      let totals = Bootstrap.totals(sums[output], columns: columns)
      let count = totals[0]
      let sizes = bootstrap.estimates(sums[output], columns: columns) { totals in
        inputs.indices.map { totals[2 + 3 * $0] / totals[0] }
      }
      let effects = inputs.indices.map { input in
        let mean = totals[1 + 3 * input] / count
        let variance = (totals[3 + 3 * input] - count * mean * mean) / (count - 1)
        return MorrisResult.Effect(
          input: inputs[input].name, mean: mean, meanSize: sizes[input],
          deviation: (variance < 0 ? 0 : variance).squareRoot())
      }
      return MorrisResult.Output(name: model.outputs[output], effects: effects)
    }
    return MorrisResult(
      trajectories: trajectories, levels: levels, probabilities: probabilities,
      evaluations: evaluations, bootstrap: bootstrap, outputs: outputs)
  }
}

/// Elementary effects of the inputs on the outputs of a model.
public struct MorrisResult: Hashable, Sendable {
  /// The method with its papers.
  public var method = "elementary effects (Morris 1991; Campolongo et al. 2007)"
  /// The number of trajectories.
  public var trajectories: Int
  /// The number of levels of the grid.
  public var levels: Int
  /// The probabilities of each input's quantiles at the ends of the grid.
  public var probabilities: ClosedRange<Double>
  /// How often the model was evaluated.
  public var evaluations: Int
  /// Settings of the bootstrap.
  public var bootstrap: Bootstrap
  /// The effects, output by output.
  public var outputs: [Output]

  /// The effects on one output.
  public struct Output: Hashable, Sendable {
    /// The name of the output.
    public var name: String
    /// The effects in the order of the inputs.
    public var effects: [Effect]
  }

  /// The effects of one input, in the unit of the output per width of the grid.
  public struct Effect: Hashable, Sendable {
    /// The name of the input.
    public var input: String
    /// The mean of the effects, mu.
    public var mean: Double
    /// The mean of their absolute values, mu*: by this inputs are ranked.
    public var meanSize: Estimate
    /// Their standard deviation, sigma: large where the input interacts or acts nonlinearly.
    public var deviation: Double
  }
}
