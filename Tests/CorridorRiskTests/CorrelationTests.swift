@testable import CorridorRisk
import Testing

@Suite("Correlation")
struct CorrelationTests {
  /// O-50.
  @Test(
    "of ranks and of normal variables",
    arguments: [
      (0.3, 0.28756421862), (0.5, 0.48258373953), (0.8, 0.78593928261), (1, 1), (-1, -1),
      (0, 0), (-0.5, -0.48258373953),
    ])
  func ranks(normal: Double, rank: Double) {
    #expect((RankCorrelation.rank(normal: normal) - rank).magnitude < 6e-12)
    #expect((RankCorrelation.normal(rank: rank) - normal).magnitude < 2e-11)
  }

  @Test("is reached, and leaves each variable uniform and the first one as it was")
  func reached() throws {
    let count = 1 << 14
    let asked = [("a", "c", 0.6), ("c", "d", -0.4)].map { RankCorrelation($0, $1, $2) }
    let copula = try Copula(asked, variables: ["a", "b", "c", "d"])
    #expect(copula.variables == [0, 2, 3])
    #expect(copula.repair == nil)
    let design = try Design(.sobol, seed: 1, count: UInt64(count), variables: 4)
    var columns = copula.variables.map { variable in
      var words: [UInt32] = []
      design.fill(&words, variable: variable, from: 0, count: count)
      return words
    }
    let before = columns
    copula.apply(to: &columns, count: count)
    #expect(columns[0] == before[0])
    for column in columns { #expect((Self.mean(column) - 0.5).magnitude < 1e-3) }
    #expect((Self.rank(columns[0], columns[1]) - 0.6).magnitude < 2e-3)
    #expect((Self.rank(columns[1], columns[2]) + 0.4).magnitude < 2e-3)
    // Of a and d nothing was said: the normal variables have correlation 0.
    #expect(Self.rank(columns[0], columns[2]).magnitude < 2e-3)
  }

  @Test("of 1 and -1 makes one variable a copy or the mirror of the other")
  func extremes() throws {
    let copula = try Copula(
      [RankCorrelation("a", "b", 1), RankCorrelation("c", "a", -1)], variables: ["a", "b", "c"])
    // b and c are left at 0, which contradicts the two: the nearest is not -1.
    #expect(copula.repair != nil)
    let whole = try Copula(
      [
        RankCorrelation("a", "b", 1), RankCorrelation("c", "a", -1), RankCorrelation("b", "c", -1),
      ], variables: ["a", "b", "c"])
    #expect(whole.repair == nil)
    var columns = [[5, 1 << 30, .max - 7], [0, 0, 0], [9, 9, 9]] as [[UInt32]]
    whole.apply(to: &columns, count: 3)
    #expect(columns[1] == columns[0])
    #expect(columns[2] == columns[0].map { .max - $0 })
  }

  /// The example of Higham (2002), section 4, printed there to four decimals.
  @Test("is repaired to the nearest matrix")
  func nearest() {
    var matrix = SymmetricMatrix(size: 3)
    matrix[1, 0] = 1
    matrix[2, 1] = 1
    #expect(!matrix.isPositiveSemidefinite)
    let nearest = matrix.nearestCorrelation
    #expect((nearest[1, 0] - 0.7607).magnitude < 5e-5)
    #expect((nearest[2, 1] - 0.7607).magnitude < 5e-5)
    #expect((nearest[2, 0] - 0.1573).magnitude < 5e-5)
    #expect(nearest.isPositiveSemidefinite)
    #expect((0..<3).allSatisfy { nearest[$0, $0] == 1 })
    #expect(nearest.nearestCorrelation.distance(to: nearest) < 1e-9)
  }

  @Test("says aloud what the repair changed and leaves consistent groups alone")
  func repair() throws {
    let ids = ["a", "b", "c", "x", "y"]
    let asked = [
      RankCorrelation("a", "b", 0.9), RankCorrelation("b", "c", 0.9),
      RankCorrelation("a", "c", -0.9),
      RankCorrelation("x", "y", 0.95),
    ]
    let copula = try Copula(asked, variables: ids)
    let repair = try #require(copula.repair)
    #expect(repair.changes.count == 3)
    #expect(repair.changes.allSatisfy { $0.first != "x" })
    // By symmetry all three move to r = ±½, whose rank correlation is O-50's.
    // Positions 0, 1, 2 are a, b, c; 3 and 4 are x and y.
    for (row, column, value) in [(0, 1, 0.5), (1, 2, 0.5), (2, 0, -0.5), (0, 3, 0), (4, 4, 1)] {
      #expect((copula.correlation[row][column] - value).magnitude < 1e-8)
    }
    #expect((copula.correlation[3][4] - RankCorrelation.normal(rank: 0.95)).magnitude < 1e-15)
    for change in repair.changes {
      #expect((change.used.magnitude - 0.48258373953).magnitude < 1e-8)
      #expect((change.asked.magnitude - 0.9).magnitude < 1e-12)
      #expect((change.used < 0) == (change.first == "a" && change.second == "c"))
    }
    #expect((repair.largest - 0.41741626047).magnitude < 1e-8)
    #expect(repair.description.contains("3 were changed"))
    #expect(
      repair.description.contains("0.900 to 0.483")
        || repair.description.contains("-0.900 to -0.483"))
  }

  /// a and d, and b and d, were not named: they hang together through c, and the nearest matrix has a little there.
  @Test("counts what was named, and apart what was not")
  func namedChanges() throws {
    let asked = [
      RankCorrelation("a", "b", 0.9), RankCorrelation("b", "c", 0.9),
      RankCorrelation("a", "c", -0.9), RankCorrelation("c", "d", 0.5),
    ]
    let repair = try #require(try Copula(asked, variables: ["a", "b", "c", "d"]).repair)
    let others = repair.changes.filter { !$0.isNamed }
    #expect(Set(others.map { $0.first + $0.second }) == ["ad", "bd"])
    #expect(others.allSatisfy { $0.asked == 0 } && repair.changes.count == 6)
    #expect(repair.description.contains(": 4 were changed to the nearest consistent ones, most of"))
    #expect(repair.description.contains("; 2 more, of pairs that nobody named, are no longer 0"))
    let three = try #require(
      try Copula(Array(asked.prefix(3)), variables: ["a", "b", "c", "d"]).repair)
    #expect(!three.description.contains("nobody named"))
  }

  @Test("factors into a triangle whose square is the matrix", arguments: [2, 5, 12])
  func factor(size: Int) {
    var matrix = SymmetricMatrix(size: size)
    for row in 0..<size {
      for column in 0..<row { matrix[row, column] = 1 / Double(1 + row - column) }
    }
    let factor = matrix.choleskyFactor
    let eigen = Eigensystem(matrix)
    for row in 0..<size {
      for column in 0..<size {
        let square = (0..<size).reduce(0.0) { $0 + factor[row][$1] * factor[column][$1] }
        #expect((square - matrix[row, column]).magnitude < 1e-14)
        let spectral = (0..<size).reduce(0.0) {
          $0 + eigen.vectors[row][$1] * eigen.values[$1] * eigen.vectors[column][$1]
        }
        #expect((spectral - matrix[row, column]).magnitude < 1e-14)
      }
    }
  }

  @Test("is refused when it makes no sense")
  func refusals() throws {
    func copula(_ pairs: RankCorrelation...) throws -> Copula {
      try Copula(pairs, variables: ["a", "b"])
    }
    for value in [1.5, -1.0001, .nan, .infinity] {
      #expect(throws: RiskError.self) { try copula(RankCorrelation("a", "b", value)) }
    }
    #expect(throws: RiskError.selfCorrelation("a", 0.5)) {
      try copula(RankCorrelation("a", "a", 0.5))
    }
    #expect(throws: RiskError.contradictoryPair("b", "a", 0.5, 0.4)) {
      try copula(RankCorrelation("a", "b", 0.5), RankCorrelation("b", "a", 0.4))
    }
    #expect(throws: RiskError.self) { try copula(RankCorrelation("a", "nobody", 0.5)) }
    let twice = try copula(RankCorrelation("a", "b", 0.5), RankCorrelation("b", "a", 0.5))
    #expect(twice.repair == nil)
    #expect(try copula().variables.isEmpty)
  }

  private static func mean(_ column: [UInt32]) -> Double {
    column.reduce(0) { $0 + Philox.uniform($1) } / Double(column.count)
  }

  /// Spearman's correlation of two uniform variables: 12 E[(u - ½) (v - ½)].
  private static func rank(_ one: [UInt32], _ other: [UInt32]) -> Double {
    zip(one, other).reduce(0) {
      $0 + (Philox.uniform($1.0) - 0.5) * (Philox.uniform($1.1) - 0.5)
    } * 12 / Double(one.count)
  }
}
