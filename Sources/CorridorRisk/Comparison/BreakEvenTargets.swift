/// What is to be 0 for a decision on a comparison to turn, and where it does.
public struct BreakEvenTarget: Hashable, Sendable {
  /// The key of the result.
  public let key: String
  /// The route; of two that change places the one that is ahead at the base values.
  public let route: String
  /// The route behind it; nil where the result itself is to be 0.
  public let other: String?
  /// Whether nothing is ranked between the two at the base values; true for a result alone.
  public let isAdjacent: Bool
  /// What is searched for, among the outputs of the model.
  let target: BreakEvenSearch.Target
  /// The value at the base values: of the result, or the first route's less the second's.
  public let base: Double
}

/// The switching values of one assumption for one target.
public struct BreakEvenFinding: Hashable, Sendable {
  /// The place of the assumption among the inputs.
  public let input: Int
  /// Where it switches.
  public let switching: SwitchingValue
  /// How far the nearest switching value in the range is from the base, as a share of the range; nil without
  /// one.
  public let distance: Double?
  /// The switching value that is nearest to the base: in the range where there is one, else beyond it.
  public let nearest: BreakEvenRoot?
}

/// The switching values of the assumptions of a comparison.
public struct BreakEvenFindings: Sendable {
  /// The method with its source.
  public let method: String
  /// How often the model was evaluated, for all assumptions and targets.
  public let evaluations: Int
  /// By target: the assumptions, the one nearest to its switch first, then those whose switch lies beyond the
  /// range, then those that flip nothing; ties keep the order of the study.
  ///
  /// Two routes that are no neighbours at the base values are here when something in its range makes
  /// them change places.
  public let targets: [(target: BreakEvenTarget, findings: [BreakEvenFinding])]
}

extension SensitivityModel {
  /// What can turn: each of some results passing 0, and any two routes changing places by some results.
  ///
  /// - Parameters:
  ///   - zeros: keys of results that turn at 0, such as net present values.
  ///   - ranks: keys of results by which routes are ranked.
  ///   - routes: short ids of routes, one of which a target concerns; nil for all.
  /// - Returns: the targets; outputs that are no number at the base values have none.
  public func targets(zeros: [String], ranks: [String], routes: [String]? = nil)
    -> [BreakEvenTarget]
  {
    var found: [BreakEvenTarget] = []
    for (place, output) in outputs.enumerated() {
      guard zeros.contains(output.key), output.base.isFinite,
        routes?.contains(output.route) ?? true
      else { continue }
      found.append(
        BreakEvenTarget(
          key: output.key, route: output.route, other: nil, isAdjacent: true,
          target: .level(output: place), base: output.base))
    }
    for key in ranks {
      let ranked = outputs.enumerated().filter { $0.element.key == key && $0.element.base.isFinite }
        .sorted { ($0.element.base, $0.offset) < ($1.element.base, $1.offset) }
      for (place, one) in ranked.enumerated() {
        for (behind, next) in ranked.enumerated().dropFirst(place + 1)
        where routes?.contains(where: { [one.element.route, next.element.route].contains($0) })
          ?? true
        {
          found.append(
            BreakEvenTarget(
              key: key, route: one.element.route, other: next.element.route,
              isAdjacent: behind == place + 1, target: .tie(one.offset, next.offset),
              base: one.element.base - next.element.base))
        }
      }
    }
    return found
  }

  /// The switching values of some inputs, each alone with the others at their base.
  ///
  /// - Parameters:
  ///   - places: the places of the inputs; nil for all.
  ///   - targets: what is to turn.
  ///   - steps: steps of the scan of each range.
  ///   - progress: what is told of every input; nil for nothing.
  /// - Returns: the switching values by target, the nearest first.
  /// - Throws: `SensitivityError`.
  public func breakEven(
    of places: [Int]? = nil, targets: [BreakEvenTarget], steps: Int = 64,
    progress: Progress? = nil
  ) throws(SensitivityError) -> BreakEvenFindings {
    var found: [[BreakEvenFinding]] = targets.map { _ in [] }
    var evaluations = 0
    var method = ""
    let places = places ?? Array(inputs.indices)
    var known: [Int: (model: BatchModel, target: BreakEvenSearch.Target)] = [:]
    for place in places {
      let result = try search(place, steps: steps).run(
        function(of: [place], model), targets: targets.map(\.target)
      ) { target throws(SensitivityError) in
        let own =
          if let own = known[target] { own } else { try targets[target].target.alone(model) }
        known[target] = own
        return (function(of: [place], own.model), own.target)
      }
      evaluations += result.evaluations
      method = result.method
      for (target, switching) in result.targets.enumerated() {
        found[target].append(BreakEvenFinding(place, inputs[place], switching))
      }
      progress?(1, places.count)
    }
    return BreakEvenFindings(
      method: method, evaluations: evaluations,
      targets: zip(targets, found).map { ($0, BreakEvenFinding.sorted($1)) }
        .filter { target, findings in
          target.isAdjacent || findings.contains { $0.distance != nil }
        })
  }

  /// The frontier of two inputs for a target: for values of the first the switching values of the second.
  ///
  /// - Parameters:
  ///   - first: the place of the first input.
  ///   - second: the place of the second.
  ///   - target: what is to turn.
  ///   - values: how many values of the first there are, evenly spread over its range, at least 2.
  ///   - steps: steps of the scan of the second's range.
  /// - Returns: the switching values of the second at each value of the first.
  /// - Throws: `SensitivityError`.
  public func frontier(
    _ first: Int, _ second: Int, target: BreakEvenTarget, values: Int = 17, steps: Int = 64
  ) throws(SensitivityError) -> FrontierResult {
    for place in [first, second] where !inputs.indices.contains(place) {
      throw .index("input", place, count: inputs.count)
    }
    try SettingCheck.count(values, "the number of values", 2...10_000)
    let range = inputs[first].range
    let places = (0..<values).map { step in
      let share = Double(step) / Double(values - 1)
      return range.lowerBound * (1 - share) + range.upperBound * share
    }
    let own = try target.target.alone(model)
    return try BreakEvenFrontier(
      first: inputs[first].id, values: places, second: search(second, steps: steps)
    ).run(function(of: [first, second], own.model), target: own.target)
  }

  private func search(_ place: Int, steps: Int) throws(SensitivityError) -> BreakEvenSearch {
    guard inputs.indices.contains(place) else {
      throw .index("input", place, count: inputs.count)
    }
    let input = inputs[place]
    return try BreakEvenSearch(
      parameter: input.id, range: input.range, wider: input.wider, steps: steps)
  }

  /// A model as a function of some inputs alone, the others at their base and outturns at their mean.
  private func function(of places: [Int], _ model: BatchModel) -> BatchModel {
    let bases = inputs.map(\.base)
    let ids = inputs.map(\.id)
    let outturns = self.outturns
    return BatchModel(
      outputs: model.outputs,
      evaluate: { (given, rows) throws(SensitivityError) in
        var columns = bases.map { [Double](repeating: $0, count: rows) }
        for (place, column) in zip(places, given) { columns[place] = column }
        outturns.holdMeans(in: &columns, of: ids, moving: places)
        return try model.evaluate(columns, rows)
      })
  }
}

extension BreakEvenFinding {
  init(_ place: Int, _ input: SensitivityModel.Input, _ switching: SwitchingValue) {
    self.input = place
    self.switching = switching
    let width = input.range.upperBound - input.range.lowerBound
    let away = { (root: BreakEvenRoot) in
      root.span.contains(input.base) ? 0 : (root.value - input.base).magnitude
    }
    let inside = switching.roots.min { away($0) < away($1) }
    nearest = inside ?? switching.beyond.min { away($0) < away($1) }
    distance = inside.map { width > 0 ? away($0) / width : 0 }
  }

  /// Nearest first; see `BreakEvenFindings.targets`.
  static func sorted(_ findings: [BreakEvenFinding]) -> [BreakEvenFinding] {
    findings.enumerated().sorted { one, other in
      let keys = [one, other].map { finding -> (Int, Double) in
        if let distance = finding.element.distance { return (0, distance) }
        return (finding.element.nearest == nil ? 2 : 1, 0)
      }
      return (keys[0].0, keys[0].1, one.offset) < (keys[1].0, keys[1].1, other.offset)
    }.map(\.element)
  }
}
