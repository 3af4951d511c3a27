public import CorridorAppraisal
public import CorridorStudy

/// Why a comparison can't be put at risk.
public enum RiskModelError: Error, Sendable, CustomStringConvertible {
  /// The range of an assumption makes no distribution.
  case range(String, RiskError, SourceLocation)
  /// An assumption is drawn in some worlds where it makes no sense.
  case outside(OutsideDraws)
  /// The comparison can't be appraised with what is drawn.
  case appraisal(AppraisalError)
  /// Correlations that make no joint distribution.
  case correlation(RiskError, SourceLocation)
  /// The politics can't be had.
  case politics(PoliticsError)
  /// The world can't be put together.
  case simulation(SimulationError)
  /// A premium for the country on the discount rate while the politics run, which counts them twice.
  ///
  /// It varies where it is 0 in the run and has a range in which it is not.
  case countryPremium(id: String, varies: Bool, SourceLocation)
  /// There is nothing that could be reckoned in every world.
  case noOutput(comparison: String, SourceLocation)
  /// Years that make no horizon.
  case horizon(years: Double, SourceLocation)
  /// A key that no route of the comparison has.
  case key(String, known: [String])

  /// What is wrong, where, and the remedy.
  public var description: String {
    switch self {
    case .range(let id, let error, let location):
      "\(location): error: the range of `\(id)` makes no distribution: \(error)"
    case .outside(let draws): draws.description
    case .appraisal(let error): "\(error)"
    case .correlation(let error, let location):
      "\(location): error: the correlations can't be used: \(error)"
    case .politics(let error): "\(error)"
    case .simulation(let error): "\(error)"
    case .countryPremium(let id, let varies, let location):
      "\(location): error: `\(id)` \(varies ? "may put" : "puts") a premium for the country on the "
        + "discount rate\(varies ? ", since it has a range" : ""), and the politics play a part too: "
        + "that counts them twice; make it 0\(varies ? " without a range" : ""), or leave the politics "
        + "out where a command can (--politics none)"
    case .noOutput(let comparison, let location):
      "\(location): error: no route of `\(comparison)` has a figure that could vary"
    case .horizon(let years, let location):
      "\(location): error: construction and operation may take \(years) years together; keep them "
        + "below 499"
    case .key(let key, let known):
      "no route has a figure `\(key)` in every world; there are: \(known.joined(separator: ", "))"
    }
  }
}
