/// The sums of some blocks of an analysis; parts may be made in any order and on any thread.
public struct SobolPart: Sendable {
  let blocks: Range<Int>
  /// For each output the sums of one block after another.
  let sums: [[Double]]
}

extension SobolAnalysis {
  /// The number of blocks, which can be shared out between threads.
  public var blockCount: Int { blocks.count }

  /// Evaluates the model for some blocks.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - range: blocks from 0 up to `blockCount`.
  /// - Returns: their sums.
  /// - Throws: `SensitivityError.notFinite` with the sample when an output is no number.
  public func part(of model: BatchModel, blocks range: Range<Int>)
    throws(SensitivityError) -> SobolPart
  {
    guard !model.outputs.isEmpty else { throw .noOutputs }
    let layout = blocks
    guard range.clamped(to: 0..<layout.count) == range else {
      throw .index("block", range.upperBound - 1, count: layout.count)
    }
    let shifts = try shifts(model)
    var sums = SobolSums(
      columns: columns, blocks: range, shifts: shifts,
      sums: model.outputs.map { _ in [Double](repeating: 0, count: range.count * columns) })
    for stretch in layout.stretches(of: range, limit: batchRows) {
      try add(stretch, of: model, to: &sums)
    }
    return SobolPart(blocks: range, sums: sums.sums)
  }

  private func add(_ stretch: Blocks.Stretch, of model: BatchModel, to sums: inout SobolSums)
    throws(SensitivityError)
  {
    let rows = stretch.rows.count
    let first = stretch.replicate * samples + stretch.rows.lowerBound
    let names = inputs.map(\.name)
    var a = columns(ofSet: 0, replicate: stretch.replicate, rows: stretch.rows)
    var b = columns(ofSet: 1, replicate: stretch.replicate, rows: stretch.rows)
    let ofA = try model.finite(a, rows: rows, named: names, first: first)
    let ofB = try model.finite(b, rows: rows, named: names, first: first)
    sums.add(stretch, a: ofA, b: ofB)
    for (place, factor) in factors.enumerated() {
      for input in factor.inputs { swap(&a[input], &b[input]) }
      let mixed = try model.finite(a, rows: rows, named: names, first: first)
      for input in factor.inputs { swap(&a[input], &b[input]) }
      sums.add(stretch, a: ofA, b: ofB, mixed: mixed, factor: place)
    }
  }

  /// The outputs of the very first sample, which are taken off every value so that sums stay precise.
  func shifts(_ model: BatchModel) throws(SensitivityError) -> [Double] {
    let columns = columns(ofSet: 0, replicate: 0, rows: 0..<1)
    return try model.finite(columns, rows: 1, named: inputs.map(\.name), first: 0)
      .map { $0.first ?? 0 }
  }

  private func columns(ofSet set: Int, replicate: Int, rows: Range<Int>) -> [[Double]] {
    inputs.indices.map { input in
      var column = points.uniforms(
        replicate: replicate, variable: set * inputs.count + input, rows: rows)
      inputs[input].transform(&column)
      return column
    }
  }
}

/// Sums of blocks: rows, a + b, a² + b², then per factor b d, d, d² with d = mixed - a.
private struct SobolSums {
  let columns: Int
  let blocks: Range<Int>
  let shifts: [Double]
  var sums: [[Double]]

  /// Adds what the outputs of A and B give.
  mutating func add(_ stretch: Blocks.Stretch, a: [[Double]], b: [[Double]]) {
    for output in sums.indices {
      let shift = shifts[output]
      let (a, b) = (a[output], b[output])
      for (block, rows) in stretch.runsWithin {
        var (sum, squares) = (0.0, 0.0)
        for row in rows {
          let (x, y) = (a[row] - shift, b[row] - shift)
          sum += x + y
          squares += x * x + y * y
        }
        let place = (block - blocks.lowerBound) * columns
        sums[output][place] += Double(rows.count)
        sums[output][place + 1] += sum
        sums[output][place + 2] += squares
      }
    }
  }

  /// Adds what the outputs of A with a factor from B give.
  mutating func add(
    _ stretch: Blocks.Stretch, a: [[Double]], b: [[Double]], mixed: [[Double]], factor: Int
  ) {
    for output in sums.indices {
      let shift = shifts[output]
      let (a, b, mixed) = (a[output], b[output], mixed[output])
      for (block, rows) in stretch.runsWithin {
        var (products, differences, squares) = (0.0, 0.0, 0.0)
        for row in rows {
          let difference = mixed[row] - a[row]
          products += (b[row] - shift) * difference
          differences += difference
          squares += difference * difference
        }
        let place = (block - blocks.lowerBound) * columns + 3 + 3 * factor
        sums[output][place] += products
        sums[output][place + 1] += differences
        sums[output][place + 2] += squares
      }
    }
  }
}
