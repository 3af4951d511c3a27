import ArgumentParser
import Corridor

/// Everything that a run of worlds needs, made from a session.
struct RiskSetup {
  let model: RiskModel
  let simulation: Simulation
  let rankings: [Ranking]
  let run: Part.Run

  init(
    _ session: Session, _ comparison: Comparison, _ sampling: SamplingOptions, by key: String?
  ) throws {
    let result = try session.result(of: comparison)
    let regimes = sampling.politics == .on ? try session.regimes() : nil
    try session.refuseCountryPremium(beside: regimes)
    let selection = try regimes.map { try session.selection(in: $0) }
    model = try RiskModel(
      result, of: session.study, resolved: session.assumptions, regimes: regimes,
      selection: selection ?? RegimeSelection(), asOf: session.assumptions.asOf)
    simulation = try Simulation(
      model.world, method: sampling.method.design, seed: sampling.seed, count: sampling.samples)
    rankings = try Self.rankings(model, result, by: key)
    run = Part.Run(
      simulation, of: comparison.id, prices: session.study.settings.priceBase,
      version: CorridorCommand.configuration.version,
      inputs: Self.fingerprint(model, session, result),
      notes: Self.notes(model, simulation, session))
  }

  /// What decides the numbers of every world: the world itself, value by value.
  ///
  /// Every route's figures stand for the network, which no assumption tells.
  private static func fingerprint(
    _ model: RiskModel, _ session: Session, _ result: ComparisonResult
  ) -> String {
    var print = Fingerprint()
    print.add(result.comparison.id)
    print.add(session.scenario?.id)
    for route in result.routes {
      for (key, outcome) in route.outcomes {
        print.add(key)
        print.add(outcome.value ?? -0.125)
      }
    }
    for assumption in session.study.assumptions {
      print.add(assumption.id)
      guard let value = session.assumptions[assumption.id] else { continue }
      print.add(value.value)
      print.add(value.low ?? -0.125)
      print.add(value.high ?? -0.125)
      for number in value.spread?.numbers ?? [] { print.add(number) }
      print.add(value.shape.rawValue)
      print.add(value.unit.description)
    }
    for correlation in session.study.correlations {
      print.add(correlation.between.joined(separator: " "))
      print.add(correlation.rank)
    }
    for process in model.politics?.processes ?? [] {
      print.add(process.id)
      for chain in [process.chain, process.operating] {
        for value in chain.matrix.rows.joined() { print.add(value) }
      }
      print.add(Double(process.start))
      for effects in process.effects { add(effects, to: &print) }
    }
    print.add(model.world.outputs.map(\.name).joined(separator: " "))
    return String(print.value, radix: 16)
  }

  private static func add(_ effects: RegimeModel.Effects, to print: inout Fingerprint) {
    print.add(effects.exposure)
    for values in [
      effects.availability, effects.demand, effects.fee, effects.delayDays, effects.entryLoss,
    ] {
      for value in values { print.add(value) }
    }
    for value in effects.hasSanctions { print.add(value ? 1.0 : 0) }
  }

  private static func rankings(_ model: RiskModel, _ result: ComparisonResult, by key: String?)
    throws
    -> [Ranking]
  {
    let everywhere = model.keys.filter { key in
      model.routes(with: key).count > 1 && key != RiskModel.closedYears
    }
    if let key {
      guard everywhere.contains(key) else {
        throw Failure.usage(
          "--by \(key): no two routes have it in every world"
            + Session.suggestion(for: key, among: everywhere))
      }
      return [ranking(model, key)]
    }
    let first = [result.keys.generalisedCost, result.keys.price].first { everywhere.contains($0) }
    let worth = everywhere.first { $0 == result.keys.economicValue }
    return [first, worth].compactMap(\.self).map { ranking(model, $0) }
  }

  private static func ranking(_ model: RiskModel, _ key: String) -> Ranking {
    Ranking(
      of: model.routes(with: key).map { $0.name(key) }, higherIsBetter: key.hasPrefix("npv_"))
  }

  private static func notes(_ model: RiskModel, _ simulation: Simulation, _ session: Session)
    -> [String]
  {
    var notes: [String] = []
    let unsourced = model.drawn.drawn.filter(\.sourceClass.isUnsourced).count
    notes.append(
      "drawn: \(model.drawn.drawn.count) assumptions, \(unsourced) of them without a source; "
        + "overruns are outturns of their reference class")
    if !model.drawn.correlations.isEmpty {
      notes.append(
        "together: "
          + model.drawn.correlations.map { "\($0.first) and \($0.second) \($0.value)" }
          .joined(separator: "; ") + " (rank correlations)")
    }
    if let repair = model.repair { notes.append("REPAIRED: \(repair)") }
    if let politics = model.politics {
      notes.append(
        "politics: "
          + politics.processes.map { "\($0.id) from \($0.chain.states[$0.start]) (\($0.matrix))" }
          .joined(separator: "; ")
          + "; a closed year loses its flow to the rivals; what hosts ask above the stated fee, the "
          + "builder bears; no country premium is on any rate")
      for route in model.routes {
        let met = route.exposures.compactMap(\.self)
        guard !met.isEmpty else { continue }
        notes.append("\(route.shortID) is exposed to \(met.joined(separator: ", "))")
      }
    } else {
      notes.append("politics: none are played out")
    }
    if simulation.method == .sobol, simulation.count.nonzeroBitCount != 1 {
      notes.append(
        "Sobol' points are balanced only for a power of two; \(simulation.count) is none")
    }
    if let scenario = session.scenario {
      notes.append("scenario: \(scenario.id), \(scenario.name)")
    }
    return notes
  }
}

extension Session {
  /// The politics of the study; nil when it has none.
  func regimes() throws -> Regimes? {
    try StudyReader.regimes(folder: study.folder, study: study)
  }

  /// The matrices and first regimes that the scenario names.
  func selection(in regimes: Regimes) throws -> RegimeSelection {
    try scenario?.regimes.map { try RegimeSelection($0, in: regimes) } ?? RegimeSelection()
  }

  /// Politics and a premium for the country on the discount rate would count the same risk twice.
  func refuseCountryPremium(beside regimes: Regimes?) throws {
    guard regimes != nil, let id = study.settings.appraisal.countryPremium,
      let value = assumptions[id], value.value != 0
    else { return }
    throw RiskModelError.countryPremium(id: id, study.location(of: id, in: assumptions))
  }
}
