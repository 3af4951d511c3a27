/// An estimate with its confidence interval.
public struct Estimate: Hashable, Sendable {
  /// The estimate.
  public var value: Double
  /// The standard deviation of the bootstrap, or nil with the interval.
  public var standardError: Double?
  /// The confidence interval at the level of the analysis; nil when it cannot be had.
  ///
  /// That is so with fewer than `Bootstrap.fewestBlocks` blocks, or when some resample has no variance.
  public var interval: ClosedRange<Double>?
}

/// How confidence intervals are found: blocks of samples are drawn again with replacement.
///
/// A block is a run of consecutive samples or a replicate. With independent points this is the block
/// bootstrap; with points of low discrepancy the blocks of one replicate complement each other, so that
/// intervals from them are wider than need be. With as many blocks as replicates, from 10 up, replicates
/// are drawn again and intervals fit the points' own error; a few replicates make them a little narrow.
///
/// - Source: Efron and Tibshirani 1993, *An Introduction to the Bootstrap*, chapter 13 (percentiles).
public struct Bootstrap: Hashable, Sendable {
  /// The number of resamples.
  public var resamples: Int
  /// The level of confidence, between 0 and 1.
  public var level: Double
  /// The number of blocks that samples are summed in, at most.
  public var blocks: Int
  /// The seed of the resampling.
  public var seed: UInt64

  /// The fewest blocks that an interval is made from.
  public static let fewestBlocks = 10

  /// Creates settings: by default 1000 resamples of up to 256 blocks at a level of 95 %.
  public init(resamples: Int = 1000, level: Double = 0.95, blocks: Int = 256, seed: UInt64 = 1) {
    self.resamples = resamples
    self.level = level
    self.blocks = blocks
    self.seed = seed
  }

  func check() throws(SensitivityError) {
    try SettingCheck.count(resamples, "the number of resamples", 0...1_000_000)
    try SettingCheck.count(blocks, "the number of blocks", 1...65_536)
    guard level > 0, level < 1 else {
      throw .setting("the level of confidence", value: "\(level)", range: "between 0 and 1")
    }
  }

  /// Estimates that are functions of sums over blocks.
  ///
  /// The sums come block after block, each with as many columns as `estimate` takes totals.
  func estimates(
    _ sums: [Double], columns: Int, of estimate: ([Double]) -> [Double]
  ) -> [Estimate] {
    let blocks = columns > 0 ? sums.count / columns : 0
    let values = estimate(Self.totals(sums, columns: columns))
    guard blocks >= Self.fewestBlocks, resamples >= 2 else {
      return values.map { Estimate(value: $0) }
    }
    let draws = Draws(seed: seed, purpose: .bootstrap)
    var resampled = values.map { _ in [Double]() }
    for resample in 0..<resamples {
      var weights = [Double](repeating: 0, count: blocks)
      for draw in 0..<blocks { weights[draws.number(below: blocks, resample, draw)] += 1 }
      let found = estimate(Self.totals(sums, columns: columns, weights: weights))
      for (place, value) in found.enumerated() { resampled[place].append(value) }
    }
    return zip(values, resampled).map { value, found in
      interval(value, found.sorted())
    }
  }

  /// The sum of each column over all blocks, each block as often as its weight says.
  static func totals(_ sums: [Double], columns: Int, weights: [Double]? = nil) -> [Double] {
    var totals = [Double](repeating: 0, count: columns)
    for block in 0..<(columns > 0 ? sums.count / columns : 0) {
      let weight = weights?[block] ?? 1
      if weight == 0 { continue }
      let start = block * columns
      for column in 0..<columns { totals[column] += weight * sums[start + column] }
    }
    return totals
  }

  private func interval(_ value: Double, _ sorted: [Double]) -> Estimate {
    guard value.isFinite, sorted.allSatisfy(\.isFinite) else { return Estimate(value: value) }
    let mean = sorted.reduce(0, +) / Double(sorted.count)
    let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let low = Self.quantile(sorted, (1 - level) / 2)
    let high = Self.quantile(sorted, (1 + level) / 2)
    return Estimate(
      value: value, standardError: (squares / Double(sorted.count - 1)).squareRoot(),
      interval: low...max(low, high))
  }

  /// The quantile of sorted values, interpolated linearly between them.
  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}
