import CorridorAppraisal

/// The expected choice of `ExpectedChoice`, reckoned for many worlds at once: the same rule at the same
/// nodes, as arithmetic on columns.
struct ChoiceColumns {
  /// The mean probability of each alternative.
  let shares: [Column]
  /// The mean logsum.
  let logsum: Column

  /// Utility is `constants[i] + slopes[i] v`; nests are counted from 0 without gaps.
  init(
    median: Column, sigma: Column, lambda: Column, constants: [Column], slopes: [Column],
    nests: [Int]
  ) {
    let members = (0...(nests.max() ?? 0)).map { nest in nests.indices.filter { nests[$0] == nest }
    }
    let nodes = ExpectedChoice.nodes
    let total = nodes.reduce(0) { $0 + $1.weight }
    let scale = 1 / lambda
    var shares = [Column](repeating: 0, count: constants.count)
    var logsum: Column = 0
    for node in nodes {
      let value = median * (sigma * Column(node.z)).exponential
      let utilities = zip(constants, slopes).map { $0 + $1 * value }
      let choice = Self.choose(utilities, members: members, lambda: lambda, scale: scale)
      let weight = Column(node.weight / total)
      for place in shares.indices { shares[place] += weight * choice.shares[place] }
      logsum += weight * choice.logsum
    }
    self.shares = shares
    self.logsum = logsum
  }

  /// One nested logit, relative to the best of each nest and of all, so that nothing overflows.
  private static func choose(
    _ utilities: [Column], members: [[Int]], lambda: Column, scale: Column
  ) -> (shares: [Column], logsum: Column) {
    var within = [Column](repeating: 1, count: utilities.count)
    var inclusive: [Column] = []
    for places in members {
      guard places.count > 1 else {
        inclusive.append(utilities[places[0]])
        continue
      }
      let best = greatest(places.map { utilities[$0] })
      let weights = places.map { ((utilities[$0] - best) * scale).exponential }
      let sum = weights.dropFirst().reduce(weights[0], +)
      for (place, weight) in zip(places, weights) { within[place] = weight / sum }
      inclusive.append(best + lambda * sum.logarithm)
    }
    let top = greatest(inclusive)
    let weights = inclusive.map { ($0 - top).exponential }
    let sum = weights.dropFirst().reduce(weights[0], +)
    for (nest, places) in members.enumerated() {
      let share = weights[nest] / sum
      for place in places {
        within[place] = members[nest].count > 1 ? within[place] * share : share
      }
    }
    return (within, top + sum.logarithm)
  }

  private static func greatest(_ columns: [Column]) -> Column {
    columns.dropFirst().reduce(columns[0]) { Column.max($0, $1) }
  }
}

extension ChoiceColumns {
  /// The parts of a joint formula of the choice model, in their order.
  static func parts(inputs: [Column], nests: [Int]) -> [Column] {
    let (weight, lambda, ratio) = (inputs[0], inputs[1], inputs[2])
    var constants: [Column] = []
    var slopes: [Column] = []
    for place in nests.indices {
      // Price, time, deviation, damage, constant: the order of the choice model.
      let own = inputs[(5 + 5 * place)...].prefix(5).map(\.self)
      constants.append(own[4] - weight * (own[0] + own[3]))
      slopes.append(-(weight * (own[1] + ratio * own[2])))
    }
    let choice = ChoiceColumns(
      median: inputs[3], sigma: inputs[4], lambda: lambda, constants: constants, slopes: slopes,
      nests: nests)
    return choice.shares + [choice.logsum]
  }
}
