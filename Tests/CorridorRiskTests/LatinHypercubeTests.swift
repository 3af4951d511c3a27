@testable import CorridorRisk
import Testing

@Suite("Latin hypercube")
struct LatinHypercubeTests {
  /// O-49.
  @Test(
    "has exactly one point in each stratum of every variable",
    arguments: [1, 2, 3, 5, 7, 8, 9, 64, 100, 1000, 4097, 65_536])
  func strata(count: Int) throws {
    let design = try Design(.latinHypercube, seed: 3, count: UInt64(count), variables: 3)
    for variable in 0..<3 {
      var words: [UInt32] = []
      design.fill(&words, variable: variable, from: 0, count: count)
      let strata = words.map { Int(Philox.uniform($0) * Double(count)) }
      #expect(strata.sorted() == Array(0..<count))
    }
  }

  @Test("keeps words within their strata for the largest runs")
  func large() throws {
    for count in [4_000_000_007 % (1 << 32), (1 << 32) - 1, 1 << 32, 3_000_000_001] as [UInt64] {
      let design = try Design(.latinHypercube, seed: 3, count: count, variables: 1)
      let strata = try #require(design.strata)
      for first in [0, count / 2, count - 50] {
        var words: [UInt32] = []
        design.fill(&words, variable: 0, from: first, count: 50)
        for (place, word) in words.enumerated() {
          let stratum = strata.stratum(of: first + UInt64(place), variable: 0)
          // stratum ≤ (word + ½) N / 2³² < stratum + 1, in whole numbers.
          let product = (2 * UInt64(word) + 1).multipliedFullWidth(by: count)
          let found = (product.high << 31) | (product.low >> 33)
          #expect(found == stratum)
        }
      }
    }
  }

  @Test("joins variables in random order: each pair of strata of two samples is as likely as any")
  func permutations() throws {
    let keys = DesignKeys(philox: Philox(seed: 11), stream: 0)
    for count in [2, 3, 5, 8] {
      let trials = 4000
      let strata = Strata(count: UInt64(count), variables: trials, keys: keys)
      var counts = Array(repeating: 0, count: count * count)
      for variable in 0..<trials {
        let first = Int(strata.stratum(of: 0, variable: variable))
        let last = Int(strata.stratum(of: UInt64(count - 1), variable: variable))
        counts[first * count + last] += 1
      }
      let expected = Double(trials) / Double(count * (count - 1))
      var sum = 0.0
      for place in counts.indices {
        if place / count == place % count {
          #expect(counts[place] == 0)
        } else {
          sum += (Double(counts[place]) - expected) * (Double(counts[place]) - expected) / expected
        }
      }
      // χ² within five standard deviations of its degrees of freedom.
      let freedom = Double(count * (count - 1) - 1)
      #expect(sum < freedom + 5 * (2 * freedom).squareRoot(), "\(count) strata")
    }
  }
}
