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

/// What is kept of a ranking: exact counts of wins and ranks, and exact sums of regret.
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
  var worstRegrets: [Double]

  init(_ ranking: Ranking) {
    self.ranking = ranking
    let size = ranking.outputs.count
    wins = Array(repeating: 0, count: size * size)
    ranks = wins
    firsts = wins
    regrets = Array(repeating: ExactSum(), count: size)
    worstRegrets = Array(repeating: 0, count: size)
  }

  /// Adds samples: the columns of the outputs, all of the same length.
  mutating func add(_ columns: [[Double]]) {
    let size = columns.count
    let sign: Double = ranking.higherIsBetter ? 1 : -1
    var scores = [Double](repeating: 0, count: size)
    var better = [Int](repeating: 0, count: size)
    for sample in 0..<(columns.first?.count ?? 0) {
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
      record(scores, better)
    }
  }

  private mutating func record(_ scores: [Double], _ better: [Int]) {
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
      let regret = scores[best] - scores[output]
      regrets[output].add([regret])
      if regret > worstRegrets[output] { worstRegrets[output] = regret }
    }
    count &+= 1
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
  public func best(_ output: Int) -> Double? {
    guard count > 0 else { return nil }
    let wins = (0..<size).reduce(0) { $0 + Double(firsts[output * size + $1]) / Double($1 + 1) }
    return wins / Double(count)
  }

  /// The shares of samples where an output has rank 1, 2, ...
  public func rankShares(_ output: Int) -> [Double] {
    (0..<size).map { Double(ranks[output * size + $0]) / Double(Swift.max(count, 1)) }
  }

  /// The mean of an output's regret, in the unit of the outputs.
  public func meanRegret(_ output: Int) -> Double? {
    count > 0 ? regrets[output].mean(of: count) : nil
  }

  /// The largest of an output's regrets.
  public func worstRegret(_ output: Int) -> Double? { count > 0 ? worstRegrets[output] : nil }
}
