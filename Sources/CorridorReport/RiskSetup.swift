public import CorridorAppraisal
import CorridorNetwork
public import CorridorRisk
public import CorridorStudy
import CorridorUnits

/// Everything that a run of worlds needs, made from an appraised comparison.
public struct RiskSetup: Sendable {
  /// What decides a run beside the study.
  public struct Sampling: Hashable, Sendable {
    /// How samples are laid out.
    public var method: Design.Method
    /// The same seed gives the same worlds.
    public var seed: UInt64
    /// The number of worlds.
    public var samples: UInt64

    /// Creates a plan.
    public init(method: Design.Method = .monteCarlo, seed: UInt64 = 42, samples: UInt64) {
      self.method = method
      self.seed = seed
      self.samples = samples
    }
  }

  /// The worlds as a function of what is drawn.
  public let model: RiskModel
  /// The run of them.
  public let simulation: Simulation
  /// Which results are set against each other.
  public let rankings: [Ranking]
  /// What the run is, for its part and its report.
  public let run: Part.Run
  /// The changes of the run without each of which an output is a number in a sample.
  private let changesToBlame: @Sendable (_ output: String, _ sample: UInt64) -> [String]

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - result: the comparison.
  ///   - study: the study as the scenario leaves it.
  ///   - resolved: the values of the run.
  ///   - scenario: the scenario; nil for the if-open case.
  ///   - regimes: the politics; nil when none are played out.
  ///   - sampling: how many worlds, and which.
  ///   - key: which routes are better, by this key; nil for what a decision is made by.
  ///   - version: the version of the program.
  /// - Throws: `RankingKeyError`, `RiskModelError`, `PoliticsError` or `SimulationError`;
  ///   `CancellationError` where the task was cancelled meanwhile.
  public init(
    _ result: ComparisonResult, of study: Study, resolved: ResolvedAssumptions,
    scenario: Scenario?, regimes: Regimes?, sampling: Sampling, by key: String? = nil,
    version: String
  ) throws {
    try study.refuseCountryPremium(resolved, beside: regimes, isVaried: true)
    let selection = try regimes.map { regimes in
      try scenario?.regimes.map { try RegimeSelection($0, in: regimes) } ?? RegimeSelection()
    }
    model = try RiskModel(
      result, of: study, resolved: resolved, regimes: regimes,
      selection: selection ?? RegimeSelection(), asOf: resolved.asOf, samples: sampling.samples)
    try Task.checkCancellation()
    simulation = try Simulation(
      model.world, method: sampling.method, seed: sampling.seed, count: sampling.samples)
    try Task.checkCancellation()
    rankings = try Self.rankings(model, result, by: key)
    changesToBlame = { output, sample in
      RiskModel.changes(
        of: resolved, in: result, of: study, regimes: regimes,
        selection: selection ?? RegimeSelection(), without: output, in: sample,
        method: sampling.method, seed: sampling.seed, count: sampling.samples)
    }
    run = Part.Run(
      simulation, of: result.comparison.id, prices: study.settings.priceBase, version: version,
      inputs: Self.fingerprint(model, study, resolved, scenario, result),
      notes: Self.notes(model, simulation, scenario, result, held: selection?.held ?? [])
        + study.idle(model.drawn.fixed) + Self.changes(resolved, by: key),
      circumstances: Circumstances(
        scenario: scenario?.id, asOf: resolved.asOf, changes: Self.set(resolved)),
      hasPolitics: model.politics != nil)
  }

  /// An error of the run, with the changes that are to blame where no draw is.
  public func explained(_ error: SimulationError) -> SimulationError {
    guard
      case .notFinite(let output, let value, let sample, .elsewhere, let inputs, let others) = error
    else { return error }
    let changes = changesToBlame(output, sample)
    return changes.isEmpty
      ? error
      : .notFinite(
        output: output, value: value, sample: sample, cause: .changes(changes), inputs: inputs,
        others: others)
  }

  /// What was set for the run, as `ID=VALUE`.
  private static func set(_ resolved: ResolvedAssumptions) -> [String] {
    resolved.overrides.filter { resolved[$0.id]?.origin == .override }.map(\.change)
  }

  /// What was asked of the run besides, so that it can be made again.
  private static func changes(_ resolved: ResolvedAssumptions, by key: String?) -> [String] {
    let set = set(resolved)
    return [
      set.isEmpty ? nil : "set for this run: " + set.joined(separator: "; "),
      resolved.asOf.map { asOf in
        "as of \(asOf): what was known later is left out"
          + (resolved.suppositions.isEmpty
            ? ""
            : "; taken as suppositions, which have no date: "
              + resolved.suppositions.joined(separator: ", "))
      },
      key.map { "ranked by \($0)" },
    ].compactMap(\.self)
  }

  /// What decides the numbers of every world: the world itself, value by value.
  ///
  /// Every route's figures stand for the network, which no assumption tells.
  private static func fingerprint(
    _ model: RiskModel, _ study: Study, _ resolved: ResolvedAssumptions, _ scenario: Scenario?,
    _ result: ComparisonResult
  ) -> String {
    var print = Fingerprint()
    print.add(result.comparison.id)
    print.add(scenario?.id)
    for route in result.routes {
      for (key, outcome) in route.outcomes {
        print.add(key)
        print.add(outcome.value ?? -0.125)
      }
    }
    for assumption in study.assumptions {
      print.add(assumption.id)
      guard let value = resolved[assumption.id] else { continue }
      print.add(value.value)
      print.add(value.low ?? -0.125)
      print.add(value.high ?? -0.125)
      for number in value.spread?.numbers ?? [] { print.add(number) }
      print.add(value.shape.rawValue)
      print.add(value.unit.description)
    }
    for correlation in study.correlations {
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
    for host in model.hosts {
      print.add(host.terms.country + " " + host.routes.joined(separator: " "))
      print.add(host.terms.bargain.rawValue)
      print.add(host.terms.renegotiation.map(\.id).joined(separator: " "))
    }
    print.add(model.world.outputs.map(\.name).joined(separator: " "))
    return print.text
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
    let ranked = Set(result.routes.filter(\.isRival).map(\.route.plan.id))
    func rivals(_ key: String) -> [RiskModel.RouteOutputs] {
      model.routes(with: key).filter { ranked.contains($0.id) }
    }
    let told = [RiskModel.closedYears, RiskModel.renegotiatedYears, result.keys.holdUp]
    let everywhere = model.keys.filter { rivals($0).count > 1 && !told.contains($0) }
    func ranking(_ key: String) -> Ranking {
      Ranking(of: rivals(key).map { $0.name(key) }, higherIsBetter: key.hasPrefix("npv_"))
    }
    if let key {
      guard everywhere.contains(key) else {
        throw RankingKeyError(key: key, known: everywhere)
      }
      return [ranking(key)]
    }
    let first = [result.keys.generalisedCost, result.keys.price].first { everywhere.contains($0) }
    let worth = everywhere.first { $0 == result.keys.economicValue }
    return [first, worth].compactMap(\.self).map(ranking)
  }

  private static func notes(
    _ model: RiskModel, _ simulation: Simulation, _ scenario: Scenario?,
    _ result: ComparisonResult, held: Set<String>
  ) -> [String] {
    var notes: [String] = []
    for route in result.routes where !route.isRival {
      let end = route.route.plan.destination.map { "it ends at `\($0)`" }
      notes.append(
        "\(route.shortID) is left out of the rankings: "
          + (route.closedReason ?? end ?? "it is no rival"))
    }
    let unsourced = model.drawn.drawn.filter(\.sourceClass.isUnsourced).count
    notes.append(
      "drawn: \(model.drawn.drawn.count) assumptions, \(unsourced) of them without a source; "
        + "overruns are outturns of their reference class, whose mean and deviation are drawn "
        + "before them where they have a range")
    if !model.drawn.correlations.isEmpty {
      notes.append("together: \(model.drawn.correlations.words) (rank correlations)")
    }
    if let repair = model.repair { notes.append("REPAIRED: \(repair)") }
    if let politics = model.politics {
      notes.append(
        "politics: "
          + politics.processes.map {
            "\($0.id) from \($0.chain.states[$0.start]) (\($0.matrix)"
              + (held.contains($0.id) ? ", held)" : ")")
          }.joined(separator: "; ")
          + "; a closed year loses its flow to the rivals; what hosts ask above the stated fee, the "
          + "builder bears; no country premium is on any rate")
      for route in model.routes {
        let met = route.exposures.compactMap(\.self)
        guard !met.isEmpty else { continue }
        notes.append("\(route.shortID) is exposed to \(met.joined(separator: ", "))")
      }
      notes += model.hosts.map { holdUp($0, result) }
    } else {
      notes.append("politics: none are played out")
    }
    if simulation.method != .monteCarlo {
      notes.append(
        "standard errors are those of independent samples, so that they are too wide for "
          + simulation.method.rawValue)
    }
    if simulation.method == .sobol, simulation.count.nonzeroBitCount != 1 {
      notes.append(
        "Sobol' points are balanced only for a power of two; \(simulation.count) is none")
    }
    if let scenario {
      notes.append("scenario: \(scenario.id), \(scenario.name)")
    }
    return notes
  }

  /// What is said of a host that may reopen a contract.
  private static func holdUp(_ host: ReopeningHost, _ result: ComparisonResult) -> String {
    let routes = host.routes.joined(separator: ", ")
    let whose = "\(host.terms.country) reopens the contract once the capital is sunk (\(routes))"
    let politics = "corridor politics \(result.comparison.id)"
    if let reason = host.reason { return "not drawn: that \(whose), since \(reason)" }
    return "drawn: in which year \(whose) and raises its fee, which the builder bears "
      + "(\(RiskModel.renegotiatedYears), \(result.keys.holdUp)). Stoppages and terminations by it "
      + "are not: the coded years of the regimes hold them. \(politics) reckons the whole contract"
  }
}

/// A key that no two routes have in every world, so that they can't be ranked by it.
public struct RankingKeyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The key.
  public let key: String
  /// Those that they can be ranked by.
  public let known: [String]

  /// What is wrong, and what was meant or what there is.
  public var description: String {
    let remedy =
      Spelling.nearest(to: key, in: known).map { "; did you mean `\($0)`?" }
      ?? (known.isEmpty || known.count > 40
        ? "" : "; there are: " + known.sorted().joined(separator: ", "))
    return "--by \(key): no two routes have it in every world" + remedy
  }
}
