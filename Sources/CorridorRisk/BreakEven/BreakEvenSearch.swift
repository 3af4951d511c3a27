import CorridorAppraisal

/// The switching values of a parameter: where an output passes a level or two outputs change places.
///
/// The range is scanned at even steps (at even ratios where it spans two orders of magnitude above 0), and
/// every change of sign from one point to the next is narrowed to a root. Two roots within one step are
/// not seen, so the step is part of the result.
///
/// - Source: Brent (1973), *Algorithms for Minimization without Derivatives*, chapter 4.
public struct BreakEvenSearch: Hashable, Sendable {
  /// What is to be 0.
  public enum Target: Hashable, Sendable {
    /// An output, by its place, less a level in its unit.
    case level(output: Int, Double = 0)
    /// The first output less the second: 0 where their ranks change.
    case tie(Int, Int)
  }

  /// The name of the parameter.
  public let parameter: String
  /// The range within which the parameter is held to be possible.
  public let range: ClosedRange<Double>
  /// A wider interval that is searched too; its roots are reported apart.
  public let wider: ClosedRange<Double>
  /// The number of steps that the range is scanned in; the interval beyond it has as many in all.
  public let steps: Int

  /// Creates a search.
  ///
  /// - Parameters:
  ///   - parameter: its name.
  ///   - range: its range, of finite ends.
  ///   - wider: an interval that holds the range, or nil to stay within it.
  ///   - steps: from 1 to 100,000.
  /// - Throws: `SensitivityError.setting` for a range that is not finite or not within `wider`.
  public init(
    parameter: String, range: ClosedRange<Double>, wider: ClosedRange<Double>? = nil,
    steps: Int = 64
  ) throws(SensitivityError) {
    let wider = wider ?? range
    for end in [range.lowerBound, range.upperBound, wider.lowerBound, wider.upperBound]
    where end.magnitude > 0x1p1000 || !end.isFinite {
      throw .setting("an end of the range of \(parameter)", value: "\(end)", range: "finite")
    }
    guard wider.lowerBound <= range.lowerBound, range.upperBound <= wider.upperBound else {
      throw .setting(
        "the wider range of \(parameter)", value: "\(wider.lowerBound) to \(wider.upperBound)",
        range: "around its range, \(range.lowerBound) to \(range.upperBound)")
    }
    try SettingCheck.count(steps, "the number of steps", 1...100_000)
    self.parameter = parameter
    self.range = range
    self.wider = wider
    self.steps = steps
  }

  /// Scans a model of one input and finds the switching values for each target.
  ///
  /// - Parameters:
  ///   - model: takes one column, the parameter; an output that is not finite counts as undefined there.
  ///   - targets: what is to be 0.
  /// - Returns: the switching values, target by target.
  /// - Throws: `SensitivityError.index` for an output that is not there, and what the model throws.
  public func run(_ model: BatchModel, targets: [Target])
    throws(SensitivityError) -> BreakEvenResult
  {
    try run(model, targets: targets) { target throws(SensitivityError) in
      try targets[target].alone(model)
    }
  }

  /// The same with a model and a target among its outputs, by number of target, for looking at one alone.
  func run(
    _ model: BatchModel, targets: [Target],
    alone: (Int) throws(SensitivityError) -> (model: BatchModel, target: Target)
  ) throws(SensitivityError) -> BreakEvenResult {
    for target in targets { try target.check(model) }
    let places = self.places
    let outputs = try model.values([places], rows: places.count)
    var evaluations = places.count
    var found: [SwitchingValue] = []
    for (number, target) in targets.enumerated() {
      var scan = Scan(places: places, values: target.values(outputs))
      var own: (model: BatchModel, target: Target)?
      try scan.solve(within: width) { place throws(SensitivityError) in
        evaluations += 1
        let single = if let own { own } else { try alone(number) }
        own = single
        return single.target.values(try single.model.values([[place]], rows: 1)).first ?? .nan
      }
      found.append(SwitchingValue(target.name(model), range: range, scan: scan))
    }
    return BreakEvenResult(
      parameter: parameter, range: range, wider: wider, steps: steps, evaluations: evaluations,
      targets: found)
  }

  /// How close to a root is close enough.
  var width: Double { (wider.upperBound / 2 - wider.lowerBound / 2) * 0x1p-50 }

  /// The places of the scan, rising, with both ends of both ranges among them.
  var places: [Double] {
    let (low, high) = (range.lowerBound, range.upperBound)
    let below = Self.grid(wider.lowerBound, low, steps: max(1, steps / 2))
    let above = Self.grid(high, wider.upperBound, steps: max(1, steps / 2))
    return below.dropLast() + Self.grid(low, high, steps: steps) + above.dropFirst()
  }

  private static func grid(_ low: Double, _ high: Double, steps: Int) -> [Double] {
    guard low < high else { return [low] }
    let isWide = low > 0 && high / low >= 100
    let ratio = isWide ? Elementary.log(high / low) : 0
    let inner = (1..<max(1, steps)).map { step in
      let share = Double(step) / Double(steps)
      return isWide ? low * Elementary.exp(ratio * share) : low * (1 - share) + high * share
    }
    return [low] + inner.filter { low < $0 && $0 < high } + [high]
  }
}

extension BreakEvenSearch.Target {
  /// The outputs that it looks at.
  private var places: [Int] {
    switch self {
    case .level(let output, _): [output]
    case .tie(let first, let second): [first, second]
    }
  }

  /// The model of these outputs alone, and the same target among them.
  func alone(_ model: BatchModel) throws(SensitivityError) -> (
    model: BatchModel, target: BreakEvenSearch.Target
  ) {
    let part = try model.part(places)
    switch self {
    case .level(_, let level): return (part, .level(output: 0, level))
    case .tie: return (part, .tie(0, 1))
    }
  }

  func check(_ model: BatchModel) throws(SensitivityError) {
    for place in places where !model.outputs.indices.contains(place) {
      throw .index("output", place, count: model.outputs.count)
    }
    if case .level(_, let level) = self, !level.isFinite {
      throw .setting("the level of a target", value: "\(level)", range: "finite")
    }
  }

  /// What is to be 0, row by row.
  func values(_ outputs: [[Double]]) -> [Double] {
    switch self {
    case .level(let output, let level): outputs[output].map { $0 - level }
    case .tie(let first, let second): zip(outputs[first], outputs[second]).map { $0 - $1 }
    }
  }

  func name(_ model: BatchModel) -> String {
    switch self {
    case .level(let output, let level): "\(model.outputs[output]) = \(level)"
    case .tie(let first, let second): "\(model.outputs[first]) = \(model.outputs[second])"
    }
  }
}
