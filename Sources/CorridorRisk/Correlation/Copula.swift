import CorridorAppraisal

/// The Gaussian copula: makes independent uniforms rise and fall together and leaves each of them uniform.
///
/// z = Φ⁻¹(u), then L z with R = L Lᵀ, then Φ. R has 2 sin(π ρ / 6) for a rank correlation ρ and 0 for a
/// pair that is not named. When no variables can have all the correlations asked for, the nearest that
/// some can have are taken and ``repair`` says which.
public struct Copula: Hashable, Sendable {
  /// The correlated variables, rising; a variable that is not among them stays as it is.
  public let variables: [Int]
  /// The correlations of the normal variables behind ``variables``, row by row, after any repair.
  public let correlation: [[Double]]
  /// What had to be changed; nil when the correlations were consistent.
  public let repair: Repair?
  /// Of each correlated variable, in their order: what it takes of itself and of those before it.
  let rows: [[Term]]

  struct Term: Hashable, Sendable {
    let member: Int
    let weight: Double
  }

  /// Correlations that differ from those asked for.
  public struct Repair: Hashable, Sendable, CustomStringConvertible {
    /// One of them.
    public struct Change: Hashable, Sendable {
      /// The id of one input.
      public let first: String
      /// The id of the other.
      public let second: String
      /// Whether the pair was named; correlations are 0 for a pair that was not.
      public let isNamed: Bool
      /// The rank correlation asked for; 0 when the pair was not named.
      public let asked: Double
      /// The rank correlation taken.
      public let used: Double
    }

    /// Every pair whose rank correlation changed by more than 1e-6, the largest change first.
    public let changes: [Change]
    /// The largest change of a rank correlation.
    public var largest: Double {
      changes.first.map { ($0.used - $0.asked).magnitude } ?? 0
    }

    /// One sentence without a full stop that counts the pairs that were named and changed, names the largest
    /// change of these, and says how many others are no longer 0.
    public var description: String {
      let named = changes.filter(\.isNamed)
      let others = changes.filter { !$0.isNamed }
      guard let worst = named.first ?? others.first else {
        return "the correlations were inconsistent by rounding"
      }
      let beside = others.map(\.used.magnitude).max().map { most in
        "; \(others.count) more, of pairs that nobody named, are no longer 0 but up to "
          + Self.text(most)
      }
      return
        "the correlations contradict one another: \(named.count) were changed to the nearest "
        + "consistent ones, most of all that of \(worst.first) and \(worst.second) from "
        + "\(Self.text(worst.asked)) to \(Self.text(worst.used))" + (beside ?? "")
    }

    private static func text(_ value: Double) -> String {
      let thousandths = Int((value.magnitude * 1000).rounded())
      let digits = String(1000 + thousandths % 1000).dropFirst()
      return (value < 0 && thousandths > 0 ? "-" : "") + "\(thousandths / 1000).\(digits)"
    }
  }

  /// Creates a copula of variables, whose ids stand in the order of their numbers.
  ///
  /// A pair may be named twice, in either order, with the same value.
  public init(_ correlations: [RankCorrelation], variables ids: [String]) throws(RiskError) {
    let pairs = try Self.pairs(correlations, ids)
    let members = Set(pairs.flatMap { [$0.key.row, $0.key.column] }).sorted()
    variables = members
    var rows = members.indices.map { [Term(member: $0, weight: 1)] }
    var correlation = members.indices.map { row in members.indices.map { $0 == row ? 1.0 : 0 } }
    var changes: [Repair.Change] = []
    var isRepaired = false
    for group in Self.groups(members, pairs) {
      var matrix = SymmetricMatrix(size: group.count)
      for (row, one) in group.enumerated() {
        for (column, other) in group[..<row].enumerated() {
          let rank = pairs[Place(members[other], members[one])] ?? 0
          matrix[row, column] = RankCorrelation.normal(rank: rank)
        }
      }
      if !matrix.isPositiveSemidefinite {
        let asked = matrix
        matrix = matrix.nearestCorrelation
        isRepaired = true
        changes += Self.changes(
          from: asked, to: matrix, named: pairs, group.map { members[$0] }, ids)
      }
      for (row, factors) in matrix.choleskyFactor.enumerated() {
        for (column, other) in group.enumerated() {
          correlation[group[row]][other] = matrix[row, column]
        }
        rows[group[row]] = factors.enumerated().filter { $0.element != 0 }
          .map { Term(member: group[$0.offset], weight: $0.element) }
      }
    }
    self.rows = rows
    self.correlation = correlation
    changes.sort {
      let (one, other) = (($0.used - $0.asked).magnitude, ($1.used - $1.asked).magnitude)
      return one == other ? ($0.first, $0.second) < ($1.first, $1.second) : one > other
    }
    repair = isRepaired ? Repair(changes: changes) : nil
  }
}

extension Copula {
  /// Correlates words of independent uniforms.
  ///
  /// - Parameters:
  ///   - columns: for each of ``variables``, in their order, the words of the samples.
  ///   - count: the number of samples, at the front of each column.
  public func apply(to columns: inout [[UInt32]], count: Int) {
    precondition(
      columns.count == variables.count && columns.allSatisfy { $0.count >= count },
      "one column for each correlated variable, as long as there are samples")
    var normals = Array(repeating: 0.0, count: variables.count)
    for sample in 0..<count {
      for (member, column) in columns.enumerated() {
        normals[member] = Normal.score(Philox.uniform(column[sample]))
      }
      for (member, row) in rows.enumerated() where row.first?.member != member {
        var sum = 0.0
        for term in row { sum += term.weight * normals[term.member] }
        columns[member][sample] = Self.word(Normal.cumulative(sum))
      }
    }
  }

  /// The word in whose cell a uniform lies.
  static func word(_ uniform: Double) -> UInt32 {
    UInt32(min(max(uniform * 0x1p32, 0), 0x1p32 - 1))
  }
}

extension Copula {
  /// A pair of variables, the lower first.
  private struct Place: Hashable {
    let row: Int
    let column: Int

    init(_ one: Int, _ other: Int) {
      (row, column) = (min(one, other), max(one, other))
    }
  }

  private static func pairs(
    _ correlations: [RankCorrelation], _ ids: [String]
  ) throws(RiskError) -> [Place: Double] {
    let numbers = Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { one, _ in one })
    var pairs: [Place: Double] = [:]
    for correlation in correlations {
      let (first, second, value) = (correlation.first, correlation.second, correlation.value)
      try RiskCheck.within(value, -1...1, "the rank correlation of \(first) and \(second)")
      guard let one = numbers[first] else { throw unknown(first) }
      guard let other = numbers[second] else { throw unknown(second) }
      guard one != other else {
        if value == 1 { continue }
        throw .selfCorrelation(first, value)
      }
      if let before = pairs[Place(one, other)], before != value {
        throw .contradictoryPair(first, second, before, value)
      }
      pairs[Place(one, other)] = value
    }
    return pairs
  }

  private static func unknown(_ id: String) -> RiskError {
    .notCorrelatable(id, why: "no uncertain input has this id; check it, or give it a range")
  }

  /// The members that hang together through pairs, as positions among the members, rising.
  private static func groups(_ members: [Int], _ pairs: [Place: Double]) -> [[Int]] {
    var group = Array(members.indices)
    let position = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
    for place in pairs.keys {
      guard let one = position[place.row], let other = position[place.column] else { continue }
      let (kept, joined) = (min(group[one], group[other]), max(group[one], group[other]))
      if kept != joined { group = group.map { $0 == joined ? kept : $0 } }
    }
    return Dictionary(grouping: members.indices) { group[$0] }.values
      .map { $0.sorted() }.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
  }

  private static func changes(
    from asked: SymmetricMatrix, to used: SymmetricMatrix, named pairs: [Place: Double],
    _ variables: [Int], _ ids: [String]
  ) -> [Repair.Change] {
    var changes: [Repair.Change] = []
    for row in variables.indices {
      for column in 0..<row {
        let before = RankCorrelation.rank(normal: asked[row, column])
        let after = RankCorrelation.rank(normal: used[row, column])
        if (after - before).magnitude > 1e-6 {
          let (one, other) = (variables[column], variables[row])
          changes.append(
            Repair.Change(
              first: ids[one], second: ids[other], isNamed: pairs[Place(one, other)] != nil,
              asked: before, used: after))
        }
      }
    }
    return changes
  }
}
