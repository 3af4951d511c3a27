/// Which outputs of a world are set against each other, and which end is the better one.
public struct Ranking: Hashable, Sendable {
  /// The outputs, by name.
  public let outputs: [String]
  /// Whether a higher number is better.
  public let higherIsBetter: Bool

  /// Creates a ranking.
  public init(of outputs: [String], higherIsBetter: Bool = true) {
    self.outputs = outputs
    self.higherIsBetter = higherIsBetter
  }
}

/// What is kept of a ranking: exact counts of wins and ranks, and exact sums of regret and its square.
///
/// An output's rank in a sample is 1 more than the number of outputs that are strictly better there, so
/// that equals share the better rank. Equals that are best share that sample's win evenly. An output's
/// regret in a sample is how much better the best one is.
public struct RankingSummary: Hashable, Sendable {
  /// What is ranked.
  public let ranking: Ranking
  /// The number of samples.
  public internal(set) var count: UInt64 = 0
  /// `wins[a * n + b]`: the samples where a is strictly better than b.
  var wins: [UInt64]
  /// `ranks[a * n + r]`: the samples where a has rank r + 1.
  var ranks: [UInt64]
  /// `firsts[a * n + m]`: the samples where a is best together with m others.
  var firsts: [UInt64]
  var regrets: [ExactSum]
  var regretSquares: [ExactSum]
  var worstRegrets: [Double]

  init(_ ranking: Ranking) {
    self.ranking = ranking
    let size = ranking.outputs.count
    wins = Array(repeating: 0, count: size * size)
    ranks = wins
    firsts = wins
    regrets = Array(repeating: ExactSum(), count: size)
    regretSquares = regrets
    worstRegrets = Array(repeating: 0, count: size)
  }

  /// Adds samples: the columns of the outputs, all of the same length.
  mutating func add(_ columns: [[Double]]) {
    let size = columns.count
    let sign: Double = ranking.higherIsBetter ? 1 : -1
    var scores = [Double](repeating: 0, count: size)
    var better = [Int](repeating: 0, count: size)
    let samples = columns.first?.count ?? 0
    var found = columns.map { _ in [Double](repeating: 0, count: samples) }
    for sample in 0..<samples {
      for output in 0..<size {
        scores[output] = sign * columns[output][sample]
        better[output] = 0
      }
      for left in 0..<size {
        for right in (left + 1)..<Swift.max(size, left + 1) {
          if scores[left] > scores[right] {
            wins[left * size + right] &+= 1
            better[right] &+= 1
          } else if scores[left] < scores[right] {
            wins[right * size + left] &+= 1
            better[left] &+= 1
          }
        }
      }
      let best = record(scores, better)
      for output in 0..<size { found[output][sample] = best - scores[output] }
    }
    for output in 0..<size {
      regrets[output].add(found[output])
      regretSquares[output].addSquares(found[output])
      worstRegrets[output] = found[output].reduce(worstRegrets[output]) { Swift.max($0, $1) }
    }
  }

  /// Counts ranks and wins of a sample, and finds the best of its scores.
  private mutating func record(_ scores: [Double], _ better: [Int]) -> Double {
    let size = scores.count
    var best = 0
    var equals = -1
    for output in 0..<size where better[output] == 0 {
      best = output
      equals += 1
    }
    for output in 0..<size {
      ranks[output * size + better[output]] &+= 1
      if better[output] == 0 { firsts[output * size + equals] &+= 1 }
    }
    count &+= 1
    return scores.isEmpty ? 0 : scores[best]
  }

  /// Adds what is kept of other samples of the same ranking.
  mutating func merge(_ other: RankingSummary) {
    count += other.count
    for place in wins.indices {
      wins[place] += other.wins[place]
      ranks[place] += other.ranks[place]
      firsts[place] += other.firsts[place]
    }
    for output in regrets.indices {
      regrets[output].merge(other.regrets[output])
      regretSquares[output].merge(other.regretSquares[output])
      worstRegrets[output] = Swift.max(worstRegrets[output], other.worstRegrets[output])
    }
  }
}

extension RankingSummary {
  private var size: Int { ranking.outputs.count }

  /// The share of samples where one output is strictly better than another, by their places.
  public func beats(_ left: Int, _ right: Int) -> Estimate? {
    OutputSummary.share(wins[left * size + right], of: count)
  }

  /// The share of samples where two outputs are equal.
  public func ties(_ left: Int, _ right: Int) -> Double? {
    guard count > 0 else { return nil }
    let decided = wins[left * size + right] + wins[right * size + left]
    return left == right ? 1 : Double(count - decided) / Double(count)
  }

  /// The probability that an output is the best; equals share a sample's win evenly.
  ///
  /// The standard error is that of a mean of wins of 1, 1/2, 1/3, ...; the interval is Wilson's, a little too wide
  /// where wins are shared.
  public func best(_ output: Int) -> Estimate? {
    guard count > 0 else { return nil }
    let own = (0..<size).map {
      (count: Double(firsts[output * size + $0]), win: 1 / Double($0 + 1))
    }
    let wins = own.reduce(0) { $0 + $1.count * $1.win }
    let share = wins / Double(count)
    let square = own.reduce(0) { $0 + $1.count * $1.win * $1.win } / Double(count)
    let variance = Swift.max(0, square - share * share)
    return Estimate(
      value: share, standardError: count > 1 ? (variance / Double(count)).squareRoot() : nil,
      interval: OutputSummary.interval(ofShare: share, count))
  }

  /// The shares of samples where an output has rank 1, 2, ..., with Wilson's intervals; 0 without samples.
  public func rankShares(_ output: Int) -> [Estimate] {
    (0..<size).map {
      OutputSummary.share(ranks[output * size + $0], of: count) ?? Estimate(value: 0)
    }
  }

  /// The mean of an output's ranks, counted from 1; nil without samples.
  public func meanRank(_ output: Int) -> Estimate? {
    guard count > 0 else { return nil }
    let shares = rankShares(output).map(\.value)
    let mean = shares.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
    let variance = shares.enumerated().reduce(0) { sum, share in
      let off = Double(share.offset + 1) - mean
      return sum + off * off * share.element
    }
    return OutputSummary.mean(
      mean, error: count > 1 ? (variance / Double(count)).squareRoot() : nil)
  }

  /// The mean of an output's regret, in the unit of the outputs; nil without samples.
  public func meanRegret(_ output: Int) -> Estimate? {
    guard count > 0 else { return nil }
    let mean = regrets[output].mean(of: count)
    guard count > 1 else { return Estimate(value: mean) }
    let deviation = ExactSum.deviation(
      sum: regrets[output], squares: regretSquares[output], count: count)
    return OutputSummary.mean(mean, error: deviation / Double(count).squareRoot())
  }

  /// The largest of an output's regrets.
  public func worstRegret(_ output: Int) -> Double? { count > 0 ? worstRegrets[output] : nil }
}
