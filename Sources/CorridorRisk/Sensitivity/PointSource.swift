/// Where the points of an analysis come from.
public struct PointSource: Sendable {
  /// Fills words of one variable, for consecutive points of one replicate.
  ///
  /// A word stands for the uniform (word + 0.5) 2^-32.
  public typealias Fill =
    @Sendable (_ words: inout [UInt32], _ replicate: Int, _ variable: Int, _ from: Int) -> Void

  /// The name of the design, for results: `Monte Carlo`.
  public let name: String
  /// Fills all the words that it is given.
  public let fill: Fill
  /// The samples, variables and replicates that it serves; nil when any number.
  let limits: (samples: Int, variables: Int, replicates: Int)?

  /// Creates a source of any number of points from a function that fills words.
  public init(name: String, fill: @escaping Fill) {
    self.name = name
    self.fill = fill
    limits = nil
  }

  /// Creates a source from a design, with a stream of its own for each replicate.
  ///
  /// - Parameters:
  ///   - method: how samples are laid out.
  ///   - seed: the seed of the run.
  ///   - inputs: the inputs of the analysis, each of which takes two variables.
  ///   - samples: samples per replicate; a power of two suits Sobol' points.
  ///   - replicates: from 1 to 1024.
  /// - Throws: `RiskError` when the method does not serve so many samples or variables.
  public init(
    _ method: Design.Method, seed: UInt64, inputs: Int, samples: Int, replicates: Int = 1
  ) throws(RiskError) {
    let variables = 2 * max(0, min(inputs, 1 << 20))
    let replicates = max(1, min(replicates, 1024))
    var designs: [Design] = []
    for replicate in 0..<replicates {
      designs.append(
        try Design(
          method, seed: seed, stream: UInt32(replicate), count: UInt64(max(0, samples)),
          variables: variables))
    }
    name =
      switch method {
      case .monteCarlo: "Monte Carlo"
      case .latinHypercube: "Latin hypercube (McKay et al. 1979)"
      case .sobol: "Sobol' points (Joe and Kuo 2008), scrambled (Owen 1995)"
      }
    limits = (samples, variables, replicates)
    fill = { [designs] words, replicate, variable, from in
      designs[replicate].fill(
        &words, variable: variable, from: UInt64(from), count: words.count)
    }
  }

  func check(samples: Int, inputs: Int, replicates: Int) throws(SensitivityError) {
    guard let limits else { return }
    guard samples <= limits.samples else {
      throw .sizes("samples", samples, "points of the design", limits.samples)
    }
    guard 2 * inputs <= limits.variables else {
      throw .sizes("inputs", inputs, "pairs of variables of the design", limits.variables / 2)
    }
    guard replicates <= limits.replicates else {
      throw .sizes("replicates", replicates, "replicates of the design", limits.replicates)
    }
  }

  /// Independent points, drawn from a seed.
  public static func monteCarlo(seed: UInt64) -> PointSource {
    PointSource(name: "Monte Carlo") { words, replicate, variable, from in
      let draws = Draws(seed: seed, purpose: .points, stream: variable)
      for row in words.indices { words[row] = draws.word(replicate, from + row) }
    }
  }

  /// Uniforms of one variable.
  func uniforms(replicate: Int, variable: Int, rows: Range<Int>) -> [Double] {
    var words = [UInt32](repeating: 0, count: rows.count)
    fill(&words, replicate, variable, rows.lowerBound)
    return words.map(Philox.uniform)
  }
}

/// Words of a seed for one purpose; each is a function of its place alone.
struct Draws {
  /// What words are drawn for; part of the counter, so that no two uses share words.
  enum Purpose: UInt32 {
    case points = 0x504E_5453
    case bootstrap = 0x424F_4F54
    case permutation = 0x5045_524D
    case trajectory = 0x4D4F_5252
  }

  private let philox: Philox
  private let purpose: UInt32
  private let stream: UInt32

  init(seed: UInt64, purpose: Purpose, stream: Int = 0) {
    philox = Philox(seed: seed)
    self.purpose = purpose.rawValue
    self.stream = UInt32(truncatingIfNeeded: stream)
  }

  /// Word number `index` of a series: four consecutive ones share a block.
  func word(_ series: Int, _ index: Int) -> UInt32 {
    philox(
      SIMD4(
        UInt32(truncatingIfNeeded: index >> 2), UInt32(truncatingIfNeeded: series), stream,
        purpose))[index & 3]
  }

  /// A whole number from 0 up to, not including, `bound`, which is at most 2^31.
  func number(below bound: Int, _ series: Int, _ index: Int) -> Int {
    Int((UInt64(word(series, index)) * UInt64(bound)) >> 32)
  }

  /// The numbers from 0 up to `count` in a random order (Fisher and Yates).
  func permutation(of count: Int, _ series: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, number(below: last + 1, series, last))
    }
    return order
  }
}
