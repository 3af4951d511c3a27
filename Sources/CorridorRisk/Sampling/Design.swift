/// How the samples of a run are laid out: one word of 32 bits for each sample and variable.
///
/// A word w stands for the uniform (w + ½) 2⁻³², which is never 0 or 1. Any word can be asked for alone
/// and in any order, so that threads, chunks and shards do not matter; nothing of the size of the run is
/// kept. Variables are numbered from 0 in the order of the study.
public struct Design: Hashable, Sendable {
  /// The ways of laying out samples.
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// Independent draws of the generator Philox.
    case monteCarlo = "monte-carlo"
    /// One sample in each of N equal strata of every variable.
    ///
    /// - Source: McKay, Beckman and Conover (1979), *Technometrics* 21(2), doi:10.2307/1268522.
    case latinHypercube = "latin-hypercube"
    /// A digital sequence of low discrepancy with a random scrambling that keeps its balance.
    ///
    /// - Source: Joe and Kuo (2008), *SIAM Journal on Scientific Computing* 30(5),
    ///   doi:10.1137/070709359, for the sequence; Owen (1995) for the scrambling.
    case sobol
  }

  /// How samples are laid out.
  public let method: Method
  /// The seed of the run.
  public let seed: UInt64
  /// The number of the replicate: same seed, independent points.
  public let stream: UInt32
  /// The number of samples of the whole run, from 1 to 2³².
  public let count: UInt64
  /// The number of variables.
  public let variables: Int

  let philox: Philox
  let strata: Strata?
  let sobol: ScrambledSobol?

  /// The largest number of samples of a run, 2³².
  public static let largestCount: UInt64 = 1 << 32
  /// The most variables that Sobol' points serve.
  public static let sobolLimit = SobolDirections.limit

  /// Creates a design; an error when there are too many or no samples, or too many variables for Sobol'.
  public init(
    _ method: Method, seed: UInt64, stream: UInt32 = 0, count: UInt64, variables: Int
  ) throws(RiskError) {
    guard (1...Self.largestCount).contains(count) else {
      throw .sampleCount(count, largest: Self.largestCount)
    }
    guard method != .sobol || variables <= Self.sobolLimit else {
      throw .tooManyVariables(variables, limit: Self.sobolLimit, method: method.rawValue)
    }
    self.method = method
    self.seed = seed
    self.stream = stream
    self.count = count
    self.variables = max(variables, 0)
    philox = Philox(seed: seed)
    let keys = DesignKeys(philox: philox, stream: stream)
    strata =
      method == .latinHypercube
      ? Strata(count: count, variables: self.variables, keys: keys) : nil
    sobol =
      method == .sobol ? ScrambledSobol(variables: self.variables, keys: keys) : nil
  }

  /// Whether the points keep the balance for which the method is chosen.
  ///
  /// False for Sobol' points whose number is no power of two: the estimates stay unbiased, and their error
  /// falls little faster than with Monte Carlo. True for the other methods, at any number.
  public var isBalanced: Bool {
    method != .sobol || count & (count - 1) == 0
  }

  /// Writes the words of one variable for consecutive samples to the front of an array.
  ///
  /// - Parameters:
  ///   - words: grown to `count` entries when it is shorter.
  ///   - variable: from 0 to `variables` - 1.
  ///   - firstSample: the number of the first sample, from 0.
  ///   - count: the number of samples; first and last must lie within the run.
  public func fill(
    _ words: inout [UInt32], variable: Int, from firstSample: UInt64, count: Int
  ) {
    fill(&words, variables: variable..<(variable + 1), from: firstSample, count: count)
  }

  /// Writes the words of consecutive variables for consecutive samples to the front of an array.
  ///
  /// One variable after the other: word i of the variable v stands at (v - first) · count + i. Four
  /// variables from one that is a multiple of 4 cost as much as one of them alone by Monte Carlo.
  public func fill(
    _ words: inout [UInt32], variables range: Range<Int>, from firstSample: UInt64, count: Int
  ) {
    precondition(
      count >= 0 && range.lowerBound >= 0 && range.upperBound <= variables
        && firstSample <= self.count && UInt64(count) <= self.count - firstSample,
      "samples and variables must lie within the design")
    let size = range.count * count
    if words.count < size {
      words.append(contentsOf: repeatElement(0, count: size - words.count))
    }
    var target = words.mutableSpan
    if let sobol {
      for (place, variable) in range.enumerated() {
        sobol.fill(&target, at: place * count, variable: variable, from: firstSample, count: count)
      }
      return
    }
    RandomWords(philox: philox, stream: stream)
      .fill(&target, variables: range, from: firstSample, count: count)
    guard let strata else { return }
    for (place, variable) in range.enumerated() {
      strata.place(
        &target, at: place * count, variable: variable, from: firstSample, count: count)
    }
  }
}

/// The keys that a variable of a design needs beyond its draws.
///
/// They come from counters whose last word no sample reaches, since a run has at most 2³² of them.
struct DesignKeys {
  let philox: Philox
  let stream: UInt32

  /// Four words for a variable; `purpose` tells the uses apart.
  func words(variable: Int, purpose: UInt32, block: UInt32) -> SIMD4<UInt32> {
    philox(SIMD4(block, stream, UInt32(truncatingIfNeeded: variable), ~purpose))
  }
}
