import GeometryEngine
import Testing

@testable import CorridorRisk

/// Summaries against the same figures from the sorted samples.
@Suite("Summaries")
struct SummaryTests {
  /// Skewed samples of both signs.
  static let samples: [Double] = (0..<5000).map { place in
    let u = Philox.uniform(Philox(seed: 8)(SIMD4(UInt32(place), 0, 0, 0)).x)
    return Marginal.lognormal(median: 100, sigma: 0.8).quantile(u) - 80
  }

  static func summary(_ samples: [Double]) -> OutputSummary {
    var summary = OutputSummary()
    summary.add(samples)
    return summary
  }

  @Test("sums without rounding")
  func exactSums() {
    var sum = ExactSum()
    sum.add([1e308, 1, -1e308, 0x1p-1074, -0.0, 1e308, 1e308, -1e308, -1e308])
    #expect(sum.value == 1)
    sum.add([-1])
    #expect(sum.value == 0x1p-1074)
    sum.add([-0x1p-1074, -0.1, -0.2, 0.3])
    // 0.1 + 0.2 - 0.3 in binary, worked out by fractions: 2^-55.
    #expect(sum.value == -0x1p-55)
    var squares = ExactSum()
    squares.addSquares([1e200, 3, -4, 0x1p-600])
    #expect(squares.parts.exponent > 0)
    var small = ExactSum()
    small.addSquares([3, -4])
    #expect(small.value == 25)
  }

  @Test(
    "finds a deviation that a mean far away does not wash out",
    arguments: [0.0, 1e9, -1e12, 0x1p52])
  func deviation(shift: Double) {
    // Deviations -6, -3, 3 and 6 from the mean: variance 90 / 3.
    let summary = Self.summary([4, 7, 13, 16].map { $0 + shift })
    #expect(summary.deviation == 30.0.squareRoot())
    #expect(summary.mean?.value == 10 + shift)
  }

  @Test("gives quantiles and tail means within the width of a bin")
  func quantiles() throws {
    let summary = Self.summary(Self.samples)
    let sorted = Self.samples.sorted()
    for probability in [0, 0.001, 0.05, 0.25, 0.5, 0.95, 0.9999, 1] {
      let place = Double(sorted.count - 1) * probability
      let low = sorted[Int(place)]
      let high = sorted[min(Int(place) + 1, sorted.count - 1)]
      let exact = low + (place - place.rounded(.down)) * (high - low)
      let found = try #require(summary.quantile(probability))
      let allowed = OutputSummary.relativeWidth * max(abs(low), abs(high))
      #expect(abs(found.value - exact) <= allowed)
      #expect(found.interval?.contains(found.value) == true)
    }
    let tail = sorted.prefix(250)
    let mean = tail.reduce(0, +) / 250
    let found = try #require(summary.tailMean(0.05))
    #expect(abs(found - mean) <= OutputSummary.relativeWidth * abs(tail[0]))
    #expect(summary.tailMean(1e-5) == nil)
    #expect(summary.lowest == sorted.first)
    #expect(summary.highest == sorted.last)
    #expect(summary.positiveCount == UInt64(sorted.count { $0 > 0 }))
  }

  @Test("covers what is estimated about as often as it says")
  func intervals() {
    var (means, medians, shares) = (0, 0, 0)
    for run in 0..<100 {
      let part = (0..<200).map { place in
        Marginal.normal(mean: 3, deviation: 2).quantile(
          Philox.uniform(Philox(seed: 77)(SIMD4(UInt32(place), UInt32(run), 0, 0)).x))
      }
      let summary = Self.summary(part)
      if summary.mean?.interval?.contains(3) == true { means += 1 }
      if summary.quantile(0.5)?.interval?.contains(3) == true { medians += 1 }
      // P(X > 0) = Φ(1.5).
      if summary.positiveShare?.interval?.contains(0.9331927987) == true { shares += 1 }
    }
    for covered in [means, medians, shares] { #expect((87...100).contains(covered)) }
  }

  private static func normal(_ count: Int, run: Int = 0) -> [Double] {
    (0..<count).map { place in
      Marginal.normal(mean: 3, deviation: 2).quantile(
        Philox.uniform(Philox(seed: 78)(SIMD4(UInt32(place), UInt32(run), 0, 0)).x))
    }
  }

  /// Of a normal variable: with z the quantile at a and m = phi(z) / a the tail's mean is -m.
  ///
  /// Its variance is 1 + |z| m - m², and N times the error squared (1 + |z| m - m² + (1 - a) (m - |z|)²) / a. By
  /// scipy for a = 0.05: m = 2.062713, 6.07905.
  @Test("tells how well the mean of a tail is known")
  func tailErrors() throws {
    let summary = Self.summary(Self.normal(20_000))
    let expected = 2 * (6.07905 / 20_000).squareRoot()
    let (low, high) = (
      try #require(summary.tail(0.05)), try #require(summary.tail(0.05, isUpper: true))
    )
    for tail in [low, high] {
      #expect(abs((tail.standardError ?? 0) / expected - 1) < 0.06, "\(tail)")
    }
    #expect(low.value == summary.tailMean(0.05))
    #expect(abs(low.value - (3 - 2 * 2.062713)) < 4 * expected)
    #expect(abs(high.value - (3 + 2 * 2.062713)) < 4 * expected)
    var covered = 0
    for run in 1...100 {
      let interval = Self.summary(Self.normal(400, run: run)).tail(0.05)?.interval
      if interval?.contains(3 - 2 * 2.062713) == true { covered += 1 }
    }
    // An empirical tail of twenty is a little short, and so is its error.
    #expect((82...100).contains(covered), "\(covered)")
    // Where the edge lies among equals they count by their share: 0 in 90 of 100, 10 in 10; of the worst 20
    // half are 10. Var max(X - 0, 0) = 9, over N 0.2².
    let tied = Self.summary([Double](repeating: 0, count: 90) + [Double](repeating: 10, count: 10))
    let found = try #require(tied.tail(0.2, isUpper: true))
    #expect(abs(found.value - 5) < 1e-12)
    #expect(abs((found.standardError ?? 0) - (9.0 / 100).squareRoot() / 0.2) < 2e-3)
    #expect(Self.summary([1]).tail(0.05) == nil)
  }

  @Test("tells how well a deviation is known")
  func deviationErrors() throws {
    let summary = Self.summary(Self.normal(20_000))
    // sigma / sqrt(2 N) for a normal variable.
    let error = try #require(summary.deviationError)
    #expect(abs(error / (2 / 40_000.0.squareRoot()) - 1) < 0.05)
    #expect(Self.summary([2, 2]).deviationError == nil && Self.summary([]).deviationError == nil)
  }

  @Test("tells how much may lie beyond the extremes")
  func extremes() throws {
    // 59 samples are what a 95 % tolerance limit with a confidence of 95 % takes; 58 are too few.
    let (few, enough) = (
      try #require(OutputSummary.shareBeyondExtremes(of: 58)),
      try #require(OutputSummary.shareBeyondExtremes(of: 59))
    )
    #expect(few > 0.05 && enough < 0.05)
    #expect(OutputSummary.shareBeyondExtremes(of: 0) == nil)
    #expect(abs((OutputSummary.shareBeyondExtremes(of: 1) ?? 0) - 0.95) < 1e-12)
  }

  @Test("merges to the same bits in any order and grouping")
  func merging() throws {
    let whole = Self.summary(Self.samples)
    var merged = OutputSummary()
    for start in [4000, 0, 1000, 3000, 2000] {
      var part = Self.summary(Array(Self.samples[start..<(start + 1)]))
      part.merge(Self.summary(Array(Self.samples[(start + 1)..<(start + 1000)])))
      merged.merge(part)
    }
    #expect(merged == whole)
    #expect(merged.deviation == whole.deviation)
    #expect(merged.mean == whole.mean)
    #expect(merged.tail(0.05) == whole.tail(0.05) && merged.tail(0.05)?.standardError != nil)
    #expect(merged.deviationError == whole.deviationError)
    var writer = ByteWriter()
    merged.write(&writer)
    var other = ByteWriter()
    whole.write(&other)
    #expect(writer.bytes == other.bytes)
  }

  @Test("keeps bins in the order of the numbers")
  func bins() {
    let numbers = [-1e300, -5, -1.0001, -1, -1e-5, 0, 1e-30, 1e-5, 1, 1.0001, 5, 1e300]
    let keys = numbers.map(Histogram.key)
    #expect(keys == keys.sorted())
    for number in numbers where number.magnitude > 1e-10 {
      let (near, far) = Histogram.bounds(Histogram.key(number))
      #expect(near.magnitude <= number.magnitude && number.magnitude <= far.magnitude)
      #expect((far - near).magnitude <= OutputSummary.relativeWidth * number.magnitude)
    }
    #expect(Histogram.key(1e-30) == Histogram.zero)
  }

  @Test("one sample has no sampling error, three have none of their deviation")
  func few() throws {
    let one = Self.summary([5])
    #expect(one.mean == Estimate(value: 5) && one.deviation == nil && one.deviationError == nil)
    #expect(one.quantile(0.95) == Estimate(value: 5))
    #expect(one.positiveShare?.standardError == nil)
    #expect(one.positiveShare?.interval?.upperBound == 1)
    #expect(OutputSummary.errorsReason(of: 1)?.contains("need two") == true)
    let two = Self.summary([5, 7])
    #expect(two.mean?.standardError == 1 && two.deviation == 2.0.squareRoot())
    #expect(two.deviationError == nil)
    #expect(OutputSummary.errorsReason(of: 3)?.contains("needs four") == true)
    #expect(Self.summary([5, 7, 8]).deviationError == nil)
    let error = try #require(Self.summary([5, 5, 5, 8]).deviationError)
    #expect(error > 0)
    #expect(OutputSummary.errorsReason(of: 4) == nil)
    let ranking = Ranking(of: ["a", "b"])
    var world = try WorldSummary(outputs: ["a", "b"], rankings: [ranking])
    world.add([[3], [1]])
    let found = world.rankings[0]
    for estimate in [
      found.best(0), found.meanRank(0), found.meanRegret(1), found.beats(0, 1),
      found.rankShares(0)[0],
    ] {
      #expect(estimate != nil && estimate?.standardError == nil)
    }
    #expect(found.meanRegret(1)?.value == 2 && found.best(0)?.value == 1)
  }

  @Test("ranks, with a rule for equals")
  func ranking() throws {
    let ranking = Ranking(of: ["a", "b", "c"])
    var summary = try WorldSummary(outputs: ["a", "b", "c"], rankings: [ranking])
    // a alone; a and b; all three; c alone, far ahead.
    summary.add([[3, 2, 1, 0], [1, 2, 1, -1], [0, 0, 1, 10]])
    let found = summary.rankings[0]
    #expect(found.beats(0, 1)?.value == 0.5)
    #expect(found.beats(1, 0)?.value == 0)
    #expect(found.ties(0, 1) == 0.5)
    let third = 1.0 / 3
    let expected: [Double] = [(1.5 + third) / 4, (0.5 + third) / 4, (third + 1) / 4]
    for (output, best) in expected.enumerated() {
      #expect(abs((found.best(output)?.value ?? 0) - best) < 1e-15)
    }
    #expect(found.rankShares(0).map(\.value) == [0.75, 0.25, 0])
    #expect(found.rankShares(1).map(\.value) == [0.5, 0.25, 0.25])
    #expect(found.meanRegret(0)?.value == 10.0 / 4)
    #expect(found.meanRegret(1)?.value == (2.0 + 11) / 4)
    #expect(found.worstRegret(2) == 3)
    // Wins of a: 1, 1/2, 1/3, 0; mean square 1.3611 / 4 less the square of 1.8333 / 4.
    let spread = (1 + 0.25 + 1.0 / 9) / 4 - (1.5 + third) * (1.5 + third) / 16
    #expect(abs((found.best(0)?.standardError ?? 0) - (spread / 4).squareRoot()) < 1e-15)
    #expect(found.best(0)?.interval?.contains((1.5 + third) / 4) == true)
    // Ranks of a: 1, 1, 1, 2.
    #expect(found.meanRank(0)?.value == 1.25)
    #expect(abs((found.meanRank(0)?.standardError ?? 0) - (0.1875 / 4).squareRoot()) < 1e-15)
    // Regrets of a: 0, 0, 0, 10, with N - 1.
    #expect(abs((found.meanRegret(0)?.standardError ?? 0) - (75.0 / 3 / 4).squareRoot()) < 1e-14)
    var cost = try WorldSummary(
      outputs: ["a", "b"], rankings: [Ranking(of: ["a", "b"], higherIsBetter: false)])
    cost.add([[1, 5], [2, 3]])
    #expect(cost.rankings[0].best(0)?.value == 0.5)
    #expect(cost.rankings[0].meanRegret(0)?.value == 1)
  }
}
