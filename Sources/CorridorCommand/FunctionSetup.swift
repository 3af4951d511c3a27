import ArgumentParser
import Corridor

/// A comparison of a session as a function of its assumptions.
struct FunctionSetup {
  let session: Session
  let result: ComparisonResult
  private let regimes: Regimes?

  init(_ session: Session, _ comparison: Comparison, politics: Politics) throws {
    self.session = session
    result = try session.result(of: comparison)
    regimes = politics == .on ? try session.requiredRegimes() : nil
    try session.refuseCountryPremium(beside: regimes, isVaried: true)
  }

  /// The routes that are asked for, in the order of the study; nil for all.
  func routes(_ asked: [String]) throws -> [String]? {
    let known = result.routes.map(\.route.plan.shortID)
    for route in asked where !known.contains(route) {
      throw Failure.usage(
        "no route `\(route)` in \(result.comparison.id)"
          + Session.suggestion(for: route, among: known))
    }
    return asked.isEmpty ? nil : known.filter(asked.contains)
  }

  /// The keys that some of the routes have a figure for.
  func keys(_ routes: [String]?) -> [String] {
    var seen: Set<String> = []
    return result.routes.filter { routes?.contains($0.route.plan.shortID) ?? true }
      .flatMap { route in route.keys.filter { route.outcome($0)?.figure != nil } }
      .filter { seen.insert($0).inserted }
  }

  /// The first of what a decision is made by that the routes have: NPV, generalised cost, price.
  func defaultKey(_ routes: [String]?) -> String {
    let known = keys(routes)
    let wanted = [
      result.keys.economicValue, result.keys.privateValue, result.keys.generalisedCost,
    ]
    return wanted.first(where: known.contains) ?? result.keys.price
  }

  /// Which results turn at 0, and by which routes are ranked; nil for what a decision is made by.
  func turning(_ key: String?) throws -> (zeros: [String], ranks: [String]) {
    let values = [result.keys.economicValue, result.keys.privateValue]
    if let key {
      try check(key, nil)
      return values.contains(key) ? ([key], []) : ([], [key])
    }
    let known = keys(nil)
    let isRanked = known.contains(result.keys.generalisedCost)
    return (
      values.filter(known.contains),
      [isRanked ? result.keys.generalisedCost : result.keys.economicValue].filter(known.contains)
    )
  }

  /// Refuses a key that no route has, with the one that was meant or why there is none.
  func check(_ key: String, _ routes: [String]?) throws {
    let known = keys(routes)
    guard !known.contains(key) else { return }
    let own = result.routes.filter { routes?.contains($0.route.plan.shortID) ?? true }
    if let reason = own.lazy.compactMap({ $0.outcome(key)?.reason }).first {
      throw Failure.usage("no route has a figure `\(key)`: \(reason)")
    }
    throw Failure.usage(
      "no result `\(key)`"
        + Session.suggestion(forKey: key, among: known, of: result.comparison.id))
  }

  /// The function of some results.
  func model(keys: [String], routes: [String]?) throws -> SensitivityModel {
    for key in keys { try check(key, routes) }
    return try SensitivityModel(
      result, keys: keys, routes: routes, of: session.study, resolved: session.assumptions,
      regimes: regimes, selection: selection(), asOf: session.assumptions.asOf)
  }

  private func selection() throws -> RegimeSelection {
    try regimes.map { try session.selection(in: $0) } ?? RegimeSelection()
  }

  /// What the paths of the politics add to the spread of the results of projects; none without politics.
  ///
  /// There are as many worlds as samples, within bounds.
  func paths(samples: Int, seed: UInt64, threads: Int) async throws -> [PathSpread] {
    guard let regimes else { return [] }
    return try await PathSpread.parts(
      of: result, of: session.study, resolved: session.assumptions, regimes: regimes,
      selection: selection(), worlds: min(max(UInt64(samples), 1024), 16_384), seed: seed,
      threads: threads)
  }

  /// Why no result rests on an assumption of the politics; nil for any other.
  func political(_ id: String) throws -> String? {
    guard let all = try session.regimes(), all.inputs.contains(where: { $0.id == id }) else {
      return nil
    }
    guard regimes != nil else {
      return "`\(id)` is of the politics, and the if-open case of `compare` has none; "
        + "--politics on takes their mean, where it has switching values"
    }
    let held = try selection().held
    let holders = all.processes.filter { process in
      held.contains(process.id) && process.inputs.contains { $0.id == id }
    }
    if let process = holders.first {
      return "nothing rests on `\(id)`: the scenario holds the regimes of '\(process.id)'"
    }
    return "nothing rests on `\(id)`: no route that is asked for is exposed to what it stands for, "
      + "or its value is not the one that this run takes"
  }

  var heading: SensitivityReport.Heading {
    let base = session.study.settings.priceBase
    return SensitivityReport.Heading(
      study: session.study.settings.id,
      comparison: (id: result.comparison.id, title: result.comparison.title),
      scenario: result.scenario, money: (currency: base.currency.code, year: base.year),
      hasPolitics: regimes != nil)
  }

  /// What has to be known to read the numbers; `isAlone` where one assumption is moved at a time.
  func notes(_ model: SensitivityModel, isAlone: Bool = true) -> [String] {
    let unsourced = model.inputs.filter(\.assumption.sourceClass.isUnsourced).count
    var notes = [
      "varied: \(model.inputs.count) assumptions, \(unsourced) of them without a source; low and "
        + "high are bounds, of a normal or lognormal P5 and P95"
    ]
    if !model.unvaried.isEmpty {
      notes.append(
        "left out for want of a range: \(model.unvaried.count) of "
          + "\(model.inputs.count { $0.assumption.base == nil } + model.unvaried.count) assumptions "
          + "that the results rest on: \(model.unvaried.joined(separator: ", ")); "
          + "--set 'ID=LOW..BASE..HIGH UNIT' gives one a range and leaves its value as it is, of "
          + "money with '@YEAR' behind it")
    }
    notes += session.study.idle(model.unvaried)
    let outturns = model.inputs.filter {
      $0.assumption.role != nil && $0.assumption.base == nil
    }.map(\.id)
    if !outturns.isEmpty {
      notes.append(
        "\(outturns.joined(separator: ", ")): \(outturns.count == 1 ? "stands" : "stand") for the "
          + "outturn of the works of a class, not for its mean")
    }
    for score in model.inputs where score.assumption.base != nil {
      notes.append("\(score.id): \(score.assumption.role ?? "") (0 is the median)")
    }
    if isAlone, !model.deviations.isEmpty {
      let ids = model.deviations.map { model.inputs[$0].id }
      notes.append(
        "\(ids.joined(separator: ", ")): \(ids.count == 1 ? "widens" : "widen") the outturn of a class "
          + "and \(ids.count == 1 ? "leaves" : "leave") its mean, so that alone nothing moves; risk and "
          + "the methods that sample show what the width does")
    }
    if let politics = model.politics {
      notes.append(
        "politics: mean over the paths of "
          + politics.processes.map { "\($0.id) (\($0.matrix))" }.joined(separator: ", ")
          + ", so that no path adds to the spread; only net present values feel them")
      let count = varied(of: model)
      notes.append(
        "of the varied \(count.chances) are chances of regimes and \(count.hosts) terms of hosts; "
          + "the chances that a matrix states as numbers have no range")
      for host in model.hosts {
        let routes = host.routes.joined(separator: ", ")
        let what = "what \(host.terms.country) takes once it has reopened the contract (\(routes))"
        notes.append(
          host.reason.map { "left out: \(what), since \($0)" }
            ?? "the builder's value has the mean of \(what)")
      }
    } else {
      notes.append(
        "politics: none, what is open as compare has it: no chance of a regime and no term of a "
          + "host plays a part, nor adds to the spread here; --politics on varies them")
    }
    if let scenario = session.scenario {
      notes.append("scenario: \(scenario.id), \(scenario.name)")
    }
    return notes
  }

  /// How many of what is varied are chances of the regimes and terms of hosts.
  private func varied(of model: SensitivityModel) -> (chances: Int, hosts: Int) {
    let ids = Set(model.inputs.map(\.id))
    let chances = regimes?.processes.flatMap { process in
      process.matrices.flatMap(\.inputs).map(\.id) + process.tilts.map(\.logit)
    }
    let terms = model.hosts.filter { $0.reason == nil }.flatMap { $0.terms.renegotiation }
    return (
      ids.intersection(chances ?? []).count, ids.intersection(terms.map(\.id)).count
    )
  }
}
