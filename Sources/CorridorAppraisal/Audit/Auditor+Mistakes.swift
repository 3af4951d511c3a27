import CorridorNetwork
public import CorridorStudy
import CorridorUnits

extension Auditor {
  /// What is not written as it should be in claims and backcasts, or names what the study does not have.
  ///
  /// Nothing is recomputed: every expression is read to its end, each reference in it is looked up in
  /// the quantities of the run, and what has no value there is no mistake.
  ///
  /// - Parameters:
  ///   - claims: the ledger.
  ///   - backcasts: the cases of the past.
  ///   - scenarios: ids of the study's scenarios.
  /// - Returns: the mistakes, in order of claims and backcasts.
  public func mistakes(
    in claims: [Claim], _ backcasts: [Backcast], scenarios: [String]
  ) -> [Diagnostic] {
    let ofClaims = SideBySide.map(claims) { claim in
      var found: [Diagnostic] = []
      check(claim, scenarios, &found)
      return found
    }
    let ofBackcasts = SideBySide.map(backcasts) { backcast in
      var found: [Diagnostic] = []
      check(backcast, scenarios, &found)
      return found
    }
    return (ofClaims + ofBackcasts).flatMap(\.self).toldOnce
  }

  /// How a mistake is told.
  private struct Words {
    let subject: String
    let code: String
    let location: SourceLocation

    init(subject: String, code: String, _ location: SourceLocation) {
      self.subject = subject
      self.code = code
      self.location = location
    }

    func mistake(_ failure: QuantityFailure, in folder: String) -> Diagnostic? {
      failure.mistake(code, of: subject, at: location, in: folder)
    }
  }

  private func check(_ claim: Claim, _ scenarios: [String], _ found: inout [Diagnostic]) {
    for check in claim.checks {
      let words = Words(subject: "claim '\(claim.id)'", code: "bad-check", check.location)
      for held in check.everywhere {
        self.check(held.when, scenarios, words, &found)
        do throws(QuantityFailure) { try quantities.requireNamed(in: held.rule) } catch {
          add(error, words, &found)
        }
      }
      checkUnits(of: check, for: claim, &found)
      // The countries of a route are looked up with the route.
      let routes = check.rule.routes.map { "{route:\($0) length_km}" }
      var seen: Set<String> = []
      for expression in check.everywhere.flatMap(\.rule.expressions) + routes
      where seen.insert(expression).inserted {
        self.check(expression, scenarios, happened: nil, words, &found)
      }
    }
  }

  private func check(_ backcast: Backcast, _ scenarios: [String], _ found: inout [Diagnostic]) {
    func words(_ location: SourceLocation) -> Words {
      Words(subject: "backcast '\(backcast.id)'", code: "bad-backcast", location)
    }
    check(backcast.when, scenarios, words(backcast.location), &found)
    checkUnits(of: backcast, &found)
    var happened: [String] = []
    for outcome in backcast.outcomes {
      check(
        outcome.quantity, scenarios, happened: happened, words(outcome.location), &found)
      happened.append(outcome.name)
    }
    for figure in backcast.figures {
      for expression in figure.expressions {
        check(expression, scenarios, happened: happened, words(figure.location), &found)
      }
    }
  }

  private func check(
    _ when: Circumstances, _ scenarios: [String], _ words: Words, _ found: inout [Diagnostic]
  ) {
    if let scenario = when.scenario, !scenarios.contains(scenario) {
      add(Self.noScenario(scenario, among: scenarios), words, &found)
    }
    found += quantities.network.study.mistakes(in: when.overrides)
  }

  private func check(
    _ expression: String, _ scenarios: [String], happened: [String]?, _ words: Words,
    _ found: inout [Diagnostic]
  ) {
    do throws(QuantityFailure) {
      try ConstantPart.check(expression)
      _ = try Expression<Measure>.value(of: expression) { name throws(QuantityFailure) in
        var name = name
        let parts = name.split(separator: " ", maxSplits: 1).map(String.init)
        if parts.count == 2, parts[0].hasPrefix("scenario:") {
          let scenario = String(parts[0].dropFirst("scenario:".count))
          guard scenarios.contains(scenario) else {
            throw Self.noScenario(scenario, among: scenarios)
          }
          name = parts[1]
        }
        if let happened, name.hasPrefix("happened:") {
          let outcome = String(name.dropFirst("happened:".count))
          if happened.contains(outcome) { return .unknown }
          throw Self.nothingHappened(outcome, happened)
        }
        do throws(QuantityFailure) { _ = try self.quantities.value(of: name) } catch {
          guard case .unavailable = error else { throw error }
        }
        return self.quantities.measure(of: name)
      }
    } catch {
      add(error, words, &found)
    }
  }

  private func add(_ failure: QuantityFailure, _ words: Words, _ found: inout [Diagnostic]) {
    if let mistake = words.mistake(failure, in: quantities.network.study.folder) {
      found.append(mistake)
    }
  }

  /// The refusal of a scenario that is not among those that there are.
  static func noScenario(_ id: String, among known: [String]) -> QuantityFailure {
    if known.isEmpty { return .absent(kind: "scenarios", name: id, file: "scenarios/") }
    return .wrong(
      "there is no scenario `\(id)`",
      remedy: Spelling.nearest(to: id, in: known).map { "did you mean `\($0)`?" }
        ?? "use one of: " + known.joined(separator: ", "))
  }

  /// The refusal of an outcome that a backcast does not state.
  static func nothingHappened(_ outcome: String, _ known: [String]) -> QuantityFailure {
    .wrong(
      "nothing that happened is called `\(outcome)`",
      remedy: "use one of: " + known.sorted().joined(separator: ", "))
  }
}
