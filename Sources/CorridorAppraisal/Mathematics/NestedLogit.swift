/// A nested logit that may be evaluated many times over in the same storage.
///
/// A utility of -∞ marks an alternative that is not to be had.
struct NestedLogit {
  private let nests: [Int]
  private let sizes: [Int]
  private let lambdas: [Double]
  /// What the next choice is between.
  var utilities: [Double]
  /// The probabilities of the last choice.
  private(set) var shares: [Double]
  /// The logsum of the last choice.
  private(set) var logsum = 0.0
  private var best: [Double]
  private var sums: [Double]

  /// `nests` gives the nest of each alternative as a place in `lambdas`.
  init(nests: [Int], lambdas: [Double]) {
    self.nests = nests
    self.lambdas = lambdas
    var sizes = [Int](repeating: 0, count: lambdas.count)
    for nest in nests { sizes[nest] += 1 }
    self.sizes = sizes
    utilities = [Double](repeating: 0, count: nests.count)
    shares = utilities
    best = [Double](repeating: 0, count: sizes.count)
    sums = best
  }

  /// Chooses; false when a utility is not a number or infinite, or nothing is to be had.
  mutating func choose() -> Bool {
    for nest in best.indices { (best[nest], sums[nest]) = (-.infinity, 0) }
    for place in utilities.indices {
      guard utilities[place] < .infinity else { return false }
      best[nests[place]] = max(best[nests[place]], utilities[place])
    }
    // Relative to the best of the nest, nothing overflows however small lambda is.
    for place in utilities.indices {
      let nest = nests[place]
      if utilities[place] == -.infinity {
        shares[place] = 0
      } else {
        shares[place] =
          sizes[nest] == 1 ? 1 : Elementary.exp((utilities[place] - best[nest]) / lambdas[nest])
      }
      sums[nest] += shares[place]
    }
    var top = -Double.infinity
    for nest in best.indices where sums[nest] > 0 {
      if sizes[nest] > 1 { best[nest] += lambdas[nest] * Elementary.log(sums[nest]) }
      top = max(top, best[nest])
    }
    guard top > -.infinity else { return false }
    var total = 0.0
    for nest in best.indices {
      best[nest] = Elementary.exp(best[nest] - top)
      total += best[nest]
    }
    for place in shares.indices where shares[place] > 0 {
      let nest = nests[place]
      shares[place] *= best[nest] / (sums[nest] * total)
    }
    logsum = top + Elementary.log(total)
    return true
  }
}
