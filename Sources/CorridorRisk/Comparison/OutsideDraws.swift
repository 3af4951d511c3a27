import CorridorAppraisal
public import CorridorStudy
import CorridorUnits

/// What is wrong with a distribution that reaches beyond what its assumption can be.
public struct OutsideDraws: Hashable, Sendable, CustomStringConvertible {
  /// The assumption, with its distribution and unit.
  public let assumption: DrawnAssumption
  /// The least and the greatest value that is to be expected of the run's draws.
  public let draws: ClosedRange<Double>
  /// The chance of a draw that makes no sense.
  public let chance: Double
  /// What makes sense, in words.
  public let allowed: String
  /// Where the distribution is stated.
  public let location: SourceLocation

  /// `bounds` are the least and the greatest value that makes sense, in the assumption's unit.
  init(
    _ assumption: DrawnAssumption, draws: ClosedRange<Double>, bounds: ClosedRange<Double>,
    allowed: String, location: SourceLocation
  ) {
    self.assumption = assumption
    self.draws = draws
    self.allowed = allowed
    self.location = location
    let below = assumption.marginal.cumulative(bounds.lowerBound.nextDown)
    let above = 1 - assumption.marginal.cumulative(bounds.upperBound)
    chance = below + above
  }

  /// The assumption, what is drawn, what may be, how likely the rest is, and the remedy.
  public var description: String {
    "\(location): error: \(message); \(Self.remedy)"
  }

  /// The assumption, what is drawn, what may be, and how likely the rest is.
  var message: String {
    "`\(assumption.id)` is drawn from \(Self.rounded(draws.lowerBound)) "
      + "to \(Self.rounded(draws.upperBound))\(unit), and can only be \(allowed): "
      + "\(Self.rounded(100 * chance)) % of the draws are not"
  }

  /// The least draw with its unit.
  var least: String { Self.rounded(draws.lowerBound) + unit }

  private var unit: String { assumption.unit == .one ? "" : " \(assumption.unit)" }

  /// What to do.
  static let remedy =
    "write a distribution that stays within, such as lognormal(mean, deviation), "
    + "pert(low, mode, high) or a range low..base..high"

  /// Three digits.
  private static func rounded(_ value: Double) -> String {
    guard value != 0, value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
    var scale = 1.0
    while value.magnitude * scale < 100, scale < 1e15 { scale *= 10 }
    let text = "\((value * scale).rounded() / scale)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension DrawnAssumptions {
  /// The chance of a draw that is to be expected in fewer than one run of a hundred with so many worlds.
  static func rarest(in worlds: UInt64) -> Double {
    max(0.01 / Double(max(worlds, 1)), 0x1p-33)
  }

  /// The least and the greatest value of each that so many worlds draw.
  ///
  /// What is beyond is to be expected in fewer than one run of a hundred, or is never drawn.
  func extremes(worlds: UInt64) -> [String: ClosedRange<Double>] {
    let rare = Self.rarest(in: worlds)
    var extremes: [String: ClosedRange<Double>] = [:]
    for assumption in drawn {
      let (low, high) = (assumption.marginal.quantile(rare), assumption.marginal.quantile(1 - rare))
      if low <= high { extremes[assumption.id] = low...high }
    }
    return extremes
  }

  /// Appraises a comparison once more with the rule that the least and the greatest draws make sense.
  ///
  /// - Throws: `RiskModelError.outside` naming the first assumption of which they do not.
  func check(
    _ extremes: [String: ClosedRange<Double>], in result: ComparisonResult, of study: Study,
    resolved: ResolvedAssumptions
  ) throws(RiskModelError) {
    let appraiser = ComparisonAppraiser(study: study, assumptions: resolved, drawn: extremes)
    do throws(AppraisalError) {
      _ = try appraiser.appraise(result.comparison, routes: result.routes.map(\.route))
    } catch {
      guard case .drawn(let id, let bounds, let allowed, let location) = error else {
        throw .appraisal(error)
      }
      throw outside(id, extremes, bounds, allowed, location) ?? .appraisal(error)
    }
  }

  /// Does what reckons with politics; where draws are the cause of an error, it tells what is drawn.
  func explaining<Result>(
    _ extremes: [String: ClosedRange<Double>], _ body: () throws(RiskModelError) -> Result
  ) throws(RiskModelError) -> Result {
    do throws(RiskModelError) { return try body() } catch {
      guard case .politics(.drawn(let id, let kind, let location)) = error,
        let unit = drawn.first(where: { $0.id == id })?.unit,
        let factor = try? unit.factor(to: kind.unit)
      else { throw error }
      let bounds = kind.bounds.lowerBound / factor...kind.bounds.upperBound / factor
      throw outside(id, extremes, bounds, kind.words, location) ?? error
    }
  }

  private func outside(
    _ id: String, _ extremes: [String: ClosedRange<Double>], _ bounds: ClosedRange<Double>,
    _ allowed: String, _ location: SourceLocation
  ) -> RiskModelError? {
    guard let assumption = drawn.first(where: { $0.id == id }), let draws = extremes[id] else {
      return nil
    }
    return .outside(
      OutsideDraws(assumption, draws: draws, bounds: bounds, allowed: allowed, location: location))
  }
}
