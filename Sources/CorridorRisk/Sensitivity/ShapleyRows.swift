import CorridorAppraisal

/// Makes the rows that the model is evaluated for: per sample the point x, then one x' per set.
struct ShapleyRows {
  let analysis: ShapleyAnalysis
  /// Places of correlated inputs; for each input whether it is one, and its place among them.
  private let block: [Int]
  private let isInBlock: [Bool]
  private let placeInBlock: [Int]
  /// For all subsets: the factor of the block with the inputs that a set of bits redraws last.
  private let factors: [(order: [Int], factor: [[Double]])]

  init(_ analysis: ShapleyAnalysis) {
    self.analysis = analysis
    let block = analysis.dependence?.correlated ?? []
    self.block = block
    isInBlock = analysis.inputs.indices.map(block.contains)
    var places = [Int](repeating: 0, count: analysis.inputs.count)
    for (place, input) in block.enumerated() { places[input] = place }
    placeInBlock = places
    guard let dependence = analysis.dependence, analysis.algorithm == .allSubsets else {
      factors = []
      return
    }
    factors = (0..<(1 << block.count)).map { bits in
      let places = block.indices.sorted { (bits >> $0 & 1, $0) < (bits >> $1 & 1, $1) }
      let order = places.map { block[$0] }
      return (order, dependence.factor(order))
    }
  }

  /// For each input the row from which on it is redrawn, in random orders; empty for all subsets.
  func steps(ofSample sample: Int) -> [Int] {
    guard analysis.algorithm == .randomPermutations else { return [] }
    let draws = Draws(seed: analysis.seed, purpose: .permutation)
    var steps = [Int](repeating: 0, count: analysis.inputs.count)
    for (place, input) in draws.permutation(of: steps.count, sample).enumerated() {
      steps[input] = place + 1
    }
    return steps
  }

  private func isRedrawn(_ input: Int, row: Int, steps: [Int]) -> Bool {
    steps.isEmpty ? row >> input & 1 == 1 : steps[input] <= row
  }

  /// Columns of inputs for samples, sample after sample.
  func columns(samples: Range<Int>, steps: [[Int]]) -> [[Double]] {
    let width = analysis.rowsPerSample
    let count = analysis.inputs.count
    var columns = analysis.inputs.map { _ in
      [Double](repeating: 0, count: samples.count * width)
    }
    for input in analysis.inputs.indices where !isInBlock[input] {
      var kept = analysis.points.uniforms(replicate: 0, variable: input, rows: samples)
      var drawn = analysis.points.uniforms(replicate: 0, variable: count + input, rows: samples)
      analysis.inputs[input].transform(&kept)
      analysis.inputs[input].transform(&drawn)
      for sample in kept.indices {
        for row in 0..<width {
          columns[input][sample * width + row] =
            isRedrawn(input, row: row, steps: steps[sample]) ? drawn[sample] : kept[sample]
        }
      }
    }
    if !block.isEmpty { fillBlock(&columns, samples: samples, steps: steps) }
    return columns
  }

  /// Fills the columns of correlated inputs: draws of the redrawn ones given the others.
  private func fillBlock(_ columns: inout [[Double]], samples: Range<Int>, steps: [[Int]]) {
    let width = analysis.rowsPerSample
    let kept = block.map { innovations($0, samples) }
    let drawn = block.map { innovations($0 + analysis.inputs.count, samples) }
    for sample in 0..<samples.count {
      let (kept, drawn) = (kept.map { $0[sample] }, drawn.map { $0[sample] })
      let (order, factor) = factor(steps: steps[sample])
      let base = scores(order.map { kept[placeInBlock[$0]] }, factor, order)
      var current = base
      var before = block.map { _ in false }
      for row in 0..<width {
        let redrawn = block.map { isRedrawn($0, row: row, steps: steps[sample]) }
        if redrawn != before {
          let (order, factor) =
            steps[sample].isEmpty ? factors[Self.bits(redrawn)] : (order, factor)
          current = scores(
            innovations(order, factor, base: base, redrawn: redrawn, drawn), factor, order)
          before = redrawn
        }
        for (input, score) in zip(block, current) {
          columns[input][sample * width + row] = Self.probability(score)
        }
      }
    }
    for input in block { analysis.inputs[input].transform(&columns[input]) }
  }

  /// The innovations of a row: those that give the base scores of the kept inputs, then new ones.
  private func innovations(
    _ order: [Int], _ factor: [[Double]], base: [Double], redrawn: [Bool], _ drawn: [Double]
  ) -> [Double] {
    var found: [Double] = []
    for (input, entries) in zip(order, factor) {
      let place = placeInBlock[input]
      if redrawn[place] {
        found.append(drawn[place])
      } else {
        let rest = zip(entries, found).reduce(base[place]) { $0 - $1.0 * $1.1 }
        let pivot = entries.last ?? 0
        found.append(pivot > 0 ? rest / pivot : 0)
      }
    }
    return found
  }

  /// Scores by place in the block.
  private func scores(_ innovations: [Double], _ factor: [[Double]], _ order: [Int]) -> [Double] {
    var scores = [Double](repeating: 0, count: block.count)
    for (input, entries) in zip(order, factor) {
      scores[placeInBlock[input]] = zip(entries, innovations).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return scores
  }

  private static func bits(_ redrawn: [Bool]) -> Int {
    redrawn.reversed().reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
  }

  /// The factor of the block for the base of a sample: for a random order one that suits all its rows,
  /// with the inputs that are redrawn first placed last.
  private func factor(steps: [Int]) -> (order: [Int], factor: [[Double]]) {
    if steps.isEmpty { return factors[0] }
    let order = block.sorted { steps[$0] > steps[$1] }
    return (order, analysis.dependence?.factor(order) ?? [])
  }

  private func innovations(_ variable: Int, _ samples: Range<Int>) -> [Double] {
    analysis.points.uniforms(replicate: 0, variable: variable, rows: samples)
      .map(Normal.score)
  }

  /// The probability of a score, never 0 or 1.
  private static func probability(_ score: Double) -> Double {
    min(max(Normal.cumulative(score), 0x1p-60), 1 - 0x1p-53)
  }
}
