@testable import CorridorRisk
import Testing

@Suite("Sampling designs")
struct SamplingDesignTests {
  @Test("give the same words alone, together and in any chunks", arguments: Design.Method.allCases)
  func randomAccess(method: Design.Method) throws {
    let design = try Design(method, seed: 9, stream: 3, count: 1000, variables: 11)
    var whole: [UInt32] = []
    design.fill(&whole, variables: 0..<11, from: 0, count: 1000)
    for (variable, first, count) in [(0, 0, 1000), (5, 17, 300), (10, 999, 1), (3, 500, 0)] {
      var part: [UInt32] = []
      design.fill(&part, variable: variable, from: UInt64(first), count: count)
      #expect(part == Array(whole[(variable * 1000 + first)..<(variable * 1000 + first + count)]))
    }
    var some: [UInt32] = []
    design.fill(&some, variables: 2..<9, from: 100, count: 50)
    for place in 0..<(7 * 50) {
      #expect(some[place] == whole[(2 + place / 50) * 1000 + 100 + place % 50])
    }
  }

  @Test("differ by seed, stream and variable", arguments: Design.Method.allCases)
  func keys(method: Design.Method) throws {
    var seen: Set<[UInt32]> = []
    for (seed, stream) in [(1, 0), (2, 0), (1, 1), (1 << 40, 0)] as [(UInt64, UInt32)] {
      let design = try Design(method, seed: seed, stream: stream, count: 64, variables: 3)
      for variable in 0..<3 {
        var words: [UInt32] = []
        design.fill(&words, variable: variable, from: 0, count: 64)
        seen.insert(words)
      }
    }
    #expect(seen.count == 12)
  }

  @Test("take Monte Carlo words from the stated counter and lane of the generator")
  func counters() throws {
    let seed: UInt64 = 0x1234_5678_9ABC_DEF0
    let design = try Design(.monteCarlo, seed: seed, stream: 7, count: 1 << 32, variables: 9)
    var words: [UInt32] = []
    design.fill(&words, variable: 6, from: 0xFFFF_FFF0, count: 16)
    let philox = Philox(key: SIMD2(0x9ABC_DEF0, 0x1234_5678))
    for place in 0..<16 {
      #expect(words[place] == philox(SIMD4(0xFFFF_FFF0 + UInt32(place), 7, 1, 0))[2])
    }
  }

  @Test("refuse no samples, too many samples and too many variables")
  func refusals() {
    let largest = Design.largestCount
    #expect(throws: RiskError.sampleCount(0, largest: largest)) {
      try Design(.monteCarlo, seed: 1, count: 0, variables: 1)
    }
    #expect(throws: RiskError.sampleCount(1_000_000_000_000, largest: largest)) {
      try Design(.latinHypercube, seed: 1, count: 1_000_000_000_000, variables: 1)
    }
    #expect(throws: RiskError.tooManyVariables(1112, limit: 1111, method: "sobol")) {
      try Design(.sobol, seed: 1, count: 8, variables: 1112)
    }
    #expect(throws: Never.self) { try Design(.sobol, seed: 1, count: 8, variables: 1111) }
  }

  @Test("say when Sobol' points lose their balance")
  func balance() throws {
    #expect(try Design(.sobol, seed: 1, count: 1024, variables: 2).isBalanced)
    #expect(try !Design(.sobol, seed: 1, count: 1000, variables: 2).isBalanced)
    #expect(try Design(.latinHypercube, seed: 1, count: 1000, variables: 2).isBalanced)
  }

  /// The mean of x y over the square is ¼; one draw has the variance 7/144.
  ///
  /// A Latin hypercube removes the variance of x/2 + y/2, which leaves 1/144.
  @Test("estimate a mean with the error that theory gives")
  func errors() throws {
    let replicates: UInt32 = 400
    var variances: [Design.Method: Double] = [:]
    for method in Design.Method.allCases {
      var sum = 0.0
      var squares = 0.0
      for stream in 0..<replicates {
        let design = try Design(method, seed: 5, stream: stream, count: 64, variables: 2)
        var words: [UInt32] = []
        design.fill(&words, variables: 0..<2, from: 0, count: 64)
        let mean = (0..<64).reduce(0.0) {
          $0 + Philox.uniform(words[$1]) * Philox.uniform(words[64 + $1]) / 64
        }
        sum += mean - 0.25
        squares += (mean - 0.25) * (mean - 0.25)
      }
      let variance = squares / Double(replicates)
      // Unbiased: within four standard errors.
      #expect(
        (sum / Double(replicates)).magnitude < 4 * (variance / Double(replicates)).squareRoot())
      variances[method] = variance * 64 * 144
    }
    // The relative error of a variance from 400 replicates is √(2 / 400) = 7 %.
    #expect(((variances[.monteCarlo] ?? 0) - 7).magnitude < 7 * 0.25)
    #expect(((variances[.latinHypercube] ?? 0) - 1).magnitude < 0.25)
    #expect((variances[.sobol] ?? 1) < 0.1)
  }
}
