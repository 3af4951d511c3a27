import CorridorAppraisal

/// The quantiles of a distribution, read off a table by a word.
///
/// The smaller of u and 1 - u is taken apart into a power of two and cells of equal width within it,
/// so that both tails are as fine as the middle; within a cell the quantile is a straight line.
/// The table is made as fine as the distribution needs for an error below `tolerance` standard
/// deviations between u = 1e-6 and 1 - 1e-6.
struct QuantileTable: Sendable {
  /// The largest error, in standard deviations.
  static let tolerance = 5e-5
  static let octaves = 32
  /// Cells in each octave are 2 to this power.
  let depth: UInt32
  /// The quantiles where cells meet: of u, then of 1 - u.
  let nodes: [Double]

  /// The number of nodes of one side.
  var side: Int { Self.octaves << Int(depth) + 1 }

  /// Makes the table of a distribution, or nil where no table is fine enough.
  init?(_ marginal: Marginal) {
    for depth in [UInt32(6), 8, 10] {
      let table = QuantileTable(marginal, depth: depth)
      if table.isPrecise(for: marginal) {
        self = table
        return
      }
    }
    return nil
  }

  init(_ marginal: Marginal, depth: UInt32) {
    self.depth = depth
    let side = Self.octaves << Int(depth) + 1
    var nodes: [Double] = []
    nodes.reserveCapacity(2 * side)
    for place in 0..<side { nodes.append(marginal.quantile(Self.tail(place, depth))) }
    for place in 0..<side { nodes.append(marginal.quantile(1 - Self.tail(place, depth))) }
    self.nodes = nodes
  }

  /// The probability of the nearer tail at a node.
  static func tail(_ place: Int, _ depth: UInt32) -> Double {
    let octave = place >> Int(depth)
    let cell = place - octave << Int(depth)
    let part = 1 + Double(cell) / Double(1 << Int(depth))
    return part * Double(sign: .plus, exponent: octave - Self.octaves - 1, significand: 1)
  }

  /// Whether the middles of a part of the cells are within the tolerance.
  private func isPrecise(for marginal: Marginal) -> Bool {
    let allowed = Self.tolerance * marginal.variance.squareRoot()
    guard allowed.isFinite, nodes.allSatisfy(\.isFinite) else { return false }
    // Octave 12 begins below 1e-6.
    let first = 12 << Int(depth)
    for place in stride(from: first, to: side - 1, by: 5) {
      let middle = (Self.tail(place, depth) + Self.tail(place + 1, depth)) / 2
      let low = (nodes[place] + nodes[place + 1]) / 2 - marginal.quantile(middle)
      let high =
        (nodes[side + place] + nodes[side + place + 1]) / 2 - marginal.quantile(1 - middle)
      guard low.magnitude <= allowed, high.magnitude <= allowed else { return false }
    }
    return true
  }
}

/// The place of a word in a quantile table.
///
/// The word's cell middle or its complement, in units of 2^-33, is an odd number below 2^32: its
/// highest bit tells the octave, the bits after it the cell, the rest how far into the cell it lies.
@inline(__always)
func tablePlace(_ word: UInt32, _ depth: UInt32, _ side: Int) -> (node: Int, part: UInt32) {
  let upper = UInt32(bitPattern: Int32(bitPattern: word) &>> 31)
  let odd = ((word ^ upper) &<< 1) | 1
  let zeros = UInt32(truncatingIfNeeded: odd.leadingZeroBitCount)
  let fraction = (odd &<< zeros) &<< 1
  let cell = Int((31 &- zeros) &<< depth) &+ Int(fraction &>> (32 &- depth))
  return (cell &+ (upper == 0 ? 0 : side), fraction &<< depth)
}

/// The quantiles of a distribution at the probabilities of standard normal numbers, on an even grid.
struct NormalCurve: Sendable {
  static let reach = 6.75
  static let cells = 3456.0
  let nodes: [Double]

  /// Makes the curve: z beyond ±6.75, which no word reaches, takes the end.
  init(_ marginal: Marginal) {
    nodes = (0...Int(Self.cells)).map { place in
      let z = Double(place) / Self.cells * 2 * Self.reach - Self.reach
      // Either tail from its own side, where its probability is precise.
      if z <= 0 { return marginal.quantile(Normal.cumulative(z)) }
      return marginal.quantile(1 - Normal.cumulative(-z))
    }
  }
}
