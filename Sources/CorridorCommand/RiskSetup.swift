import ArgumentParser
import Corridor

extension RiskSetup {
  /// Prepares a run as the command line asks for it.
  init(
    _ session: Session, _ comparison: Comparison, _ sampling: SamplingOptions, by key: String?
  ) throws {
    try sampling.checkSamples()
    try self.init(
      session.result(of: comparison), of: session.study, resolved: session.assumptions,
      scenario: session.scenario, regimes: sampling.politics == .on ? try session.regimes() : nil,
      sampling: Sampling(
        method: sampling.method.design, seed: sampling.seed, samples: sampling.samples),
      by: key, version: CorridorCommand.configuration.version)
  }
}

extension Session {
  /// The politics of the study; nil when it has none.
  func regimes() throws -> Regimes? {
    try StudyReader.regimes(folder: study.folder, study: study)
  }

  /// The politics of the study, for what can do nothing without them.
  func requiredRegimes() throws -> Regimes {
    guard let regimes = try regimes() else { throw lacksPolitics }
    return regimes
  }

  /// What is wrong with asking for politics that the study does not have.
  var lacksPolitics: Failure {
    Failure(
      message: "\(study.folder)/regimes.yaml: error: no such file, so the study has no politics; "
        + "write one as docs/study-format.md says", code: 66)
  }

  /// The matrices and first regimes that the scenario names.
  func selection(in regimes: Regimes) throws -> RegimeSelection {
    try scenario?.regimes.map { try RegimeSelection($0, in: regimes) } ?? RegimeSelection()
  }

  /// Politics and a premium for the country on the discount rate would count the same risk twice.
  ///
  /// `isVaried`: what has a range is drawn or varied in the run.
  func refuseCountryPremium(beside regimes: Regimes?, isVaried: Bool = false) throws {
    try study.refuseCountryPremium(assumptions, beside: regimes, isVaried: isVaried)
  }

  /// The politics with the values of a run.
  func model(of regimes: Regimes, _ assumptions: ResolvedAssumptions) throws -> RegimeModel {
    try RegimeModel(
      regimes, values: RegimeValues(regimes, of: study, resolved: assumptions),
      selection: selection(in: regimes), asOf: assumptions.asOf)
  }

  /// What politics make of a comparison that was appraised with some values.
  func expectation(
    of result: ComparisonResult, _ regimes: Regimes, _ assumptions: ResolvedAssumptions
  ) throws -> PoliticalAppraisal {
    try PoliticalAppraisal(
      result, of: study, resolved: assumptions, regimes: regimes,
      model: model(of: regimes, assumptions))
  }
}
