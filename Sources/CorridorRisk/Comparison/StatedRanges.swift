import CorridorNetwork
public import CorridorStudy
import CorridorUnits

/// How far the ranges of a study and the changes of its scenarios reach, to hold them against what each
/// assumption can be before a run draws them.
public struct StatedRanges: Sendable {
  private struct Range {
    let assumption: DrawnAssumption
    /// The least and the greatest number that is ever drawn, or of a distribution without ends will be.
    let reach: ClosedRange<Double>
    let location: SourceLocation
  }

  /// The chance of a draw that a run is not held to.
  private let rare: Double
  /// By id of assumption, those of the study before those of scenarios.
  private var ranges: [String: [Range]] = [:]

  /// Finds out how far the draws of so many worlds reach.
  ///
  /// A range that makes no distribution is left out, and told elsewhere.
  ///
  /// - Parameters:
  ///   - study: the study.
  ///   - resolved: its values.
  ///   - scenarios: its scenarios, with what they inherit.
  ///   - worlds: how many are drawn, as a run without a number of its own does.
  public init(
    of study: Study, resolved: ResolvedAssumptions, scenarios: [Scenario], worlds: UInt64 = 100_000
  ) {
    rare = DrawnAssumptions.rarest(in: worlds)
    for assumption in study.assumptions {
      guard let value = resolved[assumption.id] else { continue }
      add(value, of: assumption.id, at: study.location(of: assumption.id, in: resolved))
    }
    // What several scenarios inherit stands in one place.
    var seen: Set<SourceLocation> = []
    for scenario in scenarios {
      for change in scenario.set where seen.insert(change.location).inserted {
        guard let value = study.value(of: change, in: scenario) else { continue }
        add(value, of: change.id, at: change.location, isChange: true)
      }
    }
  }

  private mutating func add(
    _ value: ResolvedAssumptions.Value, of id: String, at location: SourceLocation,
    isChange: Bool = false
  ) {
    guard let marginal = try? Marginal(value), isChange || !marginal.isFixed else { return }
    // The ends of a distribution that has some are quickly told, and mostly all that is asked for.
    let ends = marginal.support
    let low = ends.lowerBound.isFinite ? ends.lowerBound : marginal.quantile(rare)
    let high = ends.upperBound.isFinite ? ends.upperBound : marginal.quantile(1 - rare)
    guard low <= high else { return }
    ranges[id, default: []].append(
      Range(
        assumption: DrawnAssumption(
          id: id, marginal: marginal, unit: value.unit, sourceClass: value.sourceClass,
          draw: World.Draw(stream: 0, variable: 0), role: nil, base: nil),
        reach: low...high, location: location))
  }

  /// The least and the greatest number of each assumption, in its unit.
  public var extremes: [String: ClosedRange<Double>] {
    ranges.compactMapValues { stated in
      guard let low = stated.map(\.reach.lowerBound).min(),
        let high = stated.map(\.reach.upperBound).max()
      else { return nil }
      return low...high
    }
  }

  /// Takes out the ranges of an assumption.
  ///
  /// - Parameters:
  ///   - id: the assumption.
  ///   - bounds: the least and the greatest number that it can be, in its unit.
  ///   - allowed: the same in words.
  /// - Returns: those of its ranges that reach beyond, as findings.
  public mutating func remove(_ id: String, outside bounds: ClosedRange<Double>, allowed: String)
    -> [Diagnostic]
  {
    defer { ranges[id] = nil }
    return findings(on: id, bounds, allowed)
  }

  /// The ranges that reach beyond what politics can take.
  public func findings(in regimes: Regimes) -> [Diagnostic] {
    regimes.inputs.flatMap { input -> [Diagnostic] in
      guard let unit = ranges[input.id]?.first?.assumption.unit,
        let factor = try? unit.factor(to: input.kind.unit)
      else { return [] }
      let bounds = input.kind.bounds
      return findings(
        on: input.id, bounds.lowerBound / factor...bounds.upperBound / factor, input.kind.words)
    }
  }

  private func finding(_ range: Range, _ bounds: ClosedRange<Double>, _ allowed: String)
    -> Diagnostic?
  {
    func isInside(_ range: ClosedRange<Double>) -> Bool {
      bounds.contains(range.lowerBound) && bounds.contains(range.upperBound)
    }
    if isInside(range.reach) { return nil }
    let marginal = range.assumption.marginal
    let (low, high) = (marginal.quantile(rare), marginal.quantile(1 - rare))
    guard low <= high, !isInside(low...high) else { return nil }
    let outside = OutsideDraws(
      range.assumption, draws: low...high, bounds: bounds, allowed: allowed,
      location: range.location)
    guard marginal.isFixed else {
      return Diagnostic(
        .warning, code: "range-outside", at: range.location, outside.message,
        remedy: OutsideDraws.remedy)
    }
    return Diagnostic(
      .warning, code: "range-outside", at: range.location,
      "`\(range.assumption.id)` is set to \(outside.least), and can only be \(allowed)",
      remedy: "write a value that it can have")
  }

  private func findings(on id: String, _ bounds: ClosedRange<Double>, _ allowed: String)
    -> [Diagnostic]
  {
    (ranges[id] ?? []).compactMap { finding($0, bounds, allowed) }
  }
}
