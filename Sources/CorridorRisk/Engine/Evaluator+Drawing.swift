extension Evaluator {
  mutating func uniform(_ word: Int, _ low: Place, _ width: Place, to: Int) {
    let columns = words
    let words = columns.span
    var file = numbers.mutableSpan
    for step in 0..<Block.vectors {
      file[to &+ step] = file[low.base] + file[width.base] * L.uniforms(words[word &+ step])
    }
  }

  /// The quantiles of a triangular distribution: one root, of whichever side of the mode it is.
  mutating func triangular(_ word: Int, _ shape: TriangularShape, to: Int) {
    let columns = words
    let words = columns.span
    var file = numbers.mutableSpan
    let (low, high) = (L(repeating: L.Scalar(shape.low)), L(repeating: L.Scalar(shape.high)))
    let share = L(repeating: L.Scalar(shape.share))
    let rising = L(repeating: L.Scalar(shape.rising))
    let falling = L(repeating: L.Scalar(shape.falling))
    for step in 0..<Block.vectors {
      let draw = words[word &+ step]
      let (below, above) = (L.uniforms(draw), L.uniforms(~draw))
      let root = L.whereLess(below, share, below * rising, above * falling).squareRoot
      file[to &+ step] = L.whereLess(below, share, low + root, high - root)
    }
  }

  /// Quantiles by table.
  mutating func read(
    _ nodes: [L.Scalar], _ table: QuantileTable, word: Int, _ scale: Place, _ offset: Place,
    to: Int
  ) {
    let columns = words
    let words = columns.span
    let nodes = nodes.span
    var file = numbers.mutableSpan
    let (depth, side) = (table.depth, table.side)
    for step in 0..<Block.vectors {
      let draw = words[word &+ step]
      var values = L(repeating: 0)
      for lane in 0..<laneCount {
        let place = tablePlace(draw[lane], depth, side)
        let start = nodes[place.node]
        values[lane] = start + L.fraction(place.part) * (nodes[place.node &+ 1] - start)
      }
      file[to &+ step] = file[offset.base] + file[scale.base] * values
    }
  }

  /// Quantiles one by one, for distributions that have no table.
  mutating func quantile(_ word: Int, _ marginal: Marginal, to: Int) {
    for step in 0..<Block.vectors {
      for lane in 0..<laneCount {
        let u = Philox.uniform(words[word + step][lane])
        numbers[to + step][lane] = L.Scalar(marginal.quantile(u))
      }
    }
  }

  /// Quantiles at the probabilities of standard normal numbers.
  mutating func read(_ curve: Int, _ from: Place, to: Int) {
    let table = curves[curve]
    let nodes = table.span
    var file = numbers.mutableSpan
    let scale = L.Scalar(NormalCurve.cells / (2 * NormalCurve.reach))
    let last = L.Scalar(nodes.count - 2)
    for step in 0..<Block.vectors {
      let z = file[from.base &+ (step & from.mask)]
      var values = z
      for lane in 0..<laneCount {
        let position = (z[lane] + L.Scalar(NormalCurve.reach)) * scale
        // Not a number stays so: the comparison fails.
        guard position >= 0 else {
          values[lane] = position.isNaN ? position : nodes[0]
          continue
        }
        let cell = Swift.min(position.rounded(.down), last)
        let node = Int(cell)
        let part = Swift.min(position - cell, 1)
        values[lane] = nodes[node] + part * (nodes[node + 1] - nodes[node])
      }
      file[to &+ step] = values
    }
  }

  /// The next states: how many thresholds of its state each word reaches.
  mutating func next(_ table: TransitionTable, state: Int, word: Int, to: Int) {
    let states = table.states
    let thresholds = table.thresholds.span
    var file = words.mutableSpan
    let largest: SIMD16<UInt32> = SIMD16(repeating: TransitionTable.never &- 1)
    let one: SIMD16<UInt32> = SIMD16(repeating: 1)
    for step in 0..<Block.vectors {
      let now = file[state &+ step]
      let draw = pointwiseMin(file[word &+ step], largest)
      var next = SIMD16<UInt32>()
      var base = 0
      while base &+ states <= thresholds.count {
        var threshold = SIMD16<UInt32>(repeating: thresholds[base])
        for other in 1..<states {
          threshold.replace(
            with: SIMD16(repeating: thresholds[base &+ other]),
            where: now .== SIMD16(repeating: UInt32(truncatingIfNeeded: other)))
        }
        next = (next &+ one).replacing(with: next, where: draw .< threshold)
        base &+= states
      }
      file[to &+ step] = next
    }
  }

  /// Numbers by state.
  mutating func lookup(_ values: [Double], state: Int, to: Int) {
    let scalars = values.map { L.Scalar($0) }
    let table = scalars.span
    let columns = words
    let words = columns.span
    var file = numbers.mutableSpan
    let first = L(repeating: table[0])
    for step in 0..<Block.vectors {
      let now = words[state &+ step]
      var found = first
      for other in 1..<table.count where table[other] != table[0] {
        found = found.replacing(
          with: table[other], where: now, are: UInt32(truncatingIfNeeded: other))
      }
      file[to &+ step] = found
    }
  }
}
