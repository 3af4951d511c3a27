import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// The leaves of an appraisal: every assumption as a figure, and the units that results are in.
struct Inputs: Sendable {
  let study: Study
  private let resolved: ResolvedAssumptions
  private let leaves: [String: Figure]
  private let drawn: [String: ClosedRange<Double>]
  private let unsourcedSeries: [String: [String]]

  /// Makes a leaf of every assumption.
  ///
  /// One that was not known yet has the study's number, so that an appraisal can find out everything
  /// that it needs; `require` then refuses the results that rest on it. One that is drawn has to
  /// make sense at the least and the greatest value of its draws, too.
  init(
    study: Study, resolved: ResolvedAssumptions, drawn: [String: ClosedRange<Double>] = [:]
  ) {
    self.drawn = drawn
    self.study = study
    self.resolved = resolved
    let currency = study.settings.priceBase.currency
    var leaves: [String: Figure] = [:]
    leaves.reserveCapacity(study.assumptions.count)
    for assumption in study.assumptions {
      let value = resolved[assumption.id]
      leaves[assumption.id] = Figure(
        assumption.name, value?.value ?? assumption.base.value,
        value?.unit ?? assumption.base.unit.inCurrency(currency),
        origin: .assumption(assumption.id))
    }
    self.leaves = leaves
    unsourcedSeries = study.unsourcedSeries(under: resolved)
  }

  /// What was changed for this run.
  var overrides: [Override] { resolved.overrides }

  /// What the scenario changes without a date, where the run has one; in words.
  var suppositions: [String] { resolved.suppositions }

  /// What gave an assumption the value of this run; nil for one that has none.
  func origin(of id: String) -> ResolvedAssumptions.Origin? { resolved[id]?.origin }

  /// How well the value of this run is sourced; nil for no assumption.
  func sourceClass(of id: String) -> SourceClass? {
    resolved[id]?.sourceClass ?? study.assumption(id)?.sourceClass
  }

  /// What leaves rest on of class memory or judgement: ids of assumptions, sorted, then the series by
  /// which money was restated as `deflators.SERIES`, sorted, then declared lengths.
  func unsourced(of leaves: Figure.Leaves) -> [String] {
    let series = Set(leaves.assumptions.flatMap { unsourcedSeries[$0] ?? [] })
    return leaves.assumptions.filter { sourceClass(of: $0)?.isUnsourced ?? false }
      + series.sorted() + leaves.unsourcedLengths
  }

  /// The weakest class of what leaves rest on; nil where they rest on nothing that has one.
  func weakestClass(of leaves: Figure.Leaves) -> SourceClass? {
    let isUnsourced = leaves.assumptions.contains { unsourcedSeries[$0]?.isEmpty == false }
    return .weakest(
      of: leaves.assumptions.compactMap(sourceClass)
        + (isUnsourced || !leaves.unsourcedLengths.isEmpty ? [.memory] : []))
  }

  /// The assumption as a figure in its own unit.
  func figure(_ id: String, _ allowed: Allowed = .any, for location: SourceLocation)
    throws(AppraisalError) -> Figure
  {
    guard let leaf = leaves[id] else {
      throw .missing(what: "assumption `\(id)` is not defined", location: location)
    }
    try check(leaf, id, allowed)
    return leaf
  }

  /// The assumption as a figure in a unit.
  func figure(_ id: String, in unit: Unit, _ allowed: Allowed = .any, for location: SourceLocation)
    throws(AppraisalError) -> Figure
  {
    let figure = try figure(id, for: location).converted(to: unit)
    try check(figure, id, allowed)
    return figure
  }

  /// The discount rate of the economic account.
  func economicRate(for location: SourceLocation) throws(AppraisalError) -> Figure {
    try figure(
      study.settings.appraisal.economicRate, in: ResultUnits.perYear(), .rate, for: location)
  }

  /// The discount rate of the private account, with the premium for a country where there is one.
  func privateRate(for location: SourceLocation) throws(AppraisalError) -> Figure {
    let settings = study.settings.appraisal
    let perYear = try ResultUnits.perYear()
    let rate = try figure(settings.privateRate, in: perYear, .rate, for: location)
    guard let id = settings.countryPremium else { return rate }
    return try .sum(
      "private rate with the premium for the country",
      [rate, figure(id, in: perYear, .rate, for: location)], unit: perYear)
  }

  /// The assumption as a whole number of years, at least 1.
  func years(_ id: String, for location: SourceLocation) throws(AppraisalError) -> Figure {
    let figure = try figure(id, in: .year, for: location)
    try check(figure, id, .years)
    let isWhole = (figure.value - figure.value.rounded()).magnitude < 1e-9
    // The central value of a distribution that a change draws from is rounded as its draws are; a base that
    // the study states is a number of years.
    let isCentre = resolved[id].map { $0.isRange && $0.origin != .study } ?? false
    guard isWhole || isCentre else {
      throw .range(
        figure: "`\(id)`", message: "is \(figure.value) years; give \(Allowed.years.words)",
        location: self.location(of: id))
    }
    // A distribution gives fractions of a year; flows fall in whole ones.
    return Figure(
      figure.label, unit: .year, .formula("rounded") { ($0.first ?? 0).rounded() }, of: [figure])
  }

  private func check(_ figure: Figure, _ id: String, _ allowed: Allowed) throws(AppraisalError) {
    guard let leaf = leaves[id] else { return }
    guard figure.value.isFinite else {
      throw .range(
        figure: "`\(id)`",
        message: "is \(text(of: id, leaf)), which is too large to be reckoned with; give a usual "
          + "value",
        location: location(of: id))
    }
    guard allowed.allows(figure.value) else {
      throw .range(
        figure: "`\(id)`", message: "is \(text(of: id, leaf)); give \(allowed.words)",
        location: location(of: id))
    }
    guard let draws = drawn[id] else { return }
    let factor = try Figure.factor(from: leaf.unit, to: figure.unit, in: leaf.label)
    for value in [draws.lowerBound, draws.upperBound] {
      // Years are rounded where they are drawn.
      let used = allowed == .years ? (value * factor).rounded() : value * factor
      guard !allowed.allows(used) else { continue }
      let bounds = allowed.bounds
      throw .drawn(
        assumption: id, bounds: bounds.lowerBound / factor...bounds.upperBound / factor,
        allowed: allowed.words, location: location(of: id))
    }
  }

  /// A value as its author wrote it.
  private func text(of id: String, _ leaf: Figure) -> String {
    let stated = resolved[id]?.stated
    let (value, unit) = (stated?.value ?? leaf.value, stated?.unit ?? leaf.unit)
    return "\(value)" + (unit == .one ? "" : " \(unit)")
      + (stated?.priceYear.map { " @\($0)" } ?? "")
  }

  /// Where the value of this run was stated.
  func location(of id: String) -> SourceLocation { study.location(of: id, in: resolved) }

  /// Refuses assumptions that were not known yet, naming all of these.
  func require(_ assumptions: [String]) throws(AppraisalError) {
    do { try resolved.require(assumptions, of: study) } catch { throw .notKnown(error) }
  }

  /// Refuses routes on links that opened only after the date of the run.
  func requireOpened(_ routes: [Route]) throws(AppraisalError) {
    do { try resolved.require(operating: routes.flatMap { $0.parts.map(\.link) }) } catch {
      throw .notKnown(error)
    }
  }

  /// Refuses figures that are not finite, or too large to mean anything, naming the likely cause.
  func requireSensible(_ figures: some Sequence<Figure>) throws(AppraisalError) {
    for figure in figures where !Figure.isSensible(figure.value) {
      throw .absurd(
        figure: figure.label, value: figure.value, unit: figure.unit, suspects: suspects(figure))
    }
  }

  /// What was changed for the run under a figure; where nothing was, what is 0 or of extreme size.
  private func suspects(_ figure: Figure) -> [String] {
    let found = Figure.assumptions(under: [figure]).compactMap { id in
      leaves[id].map { (id: id, leaf: $0) }
    }
    let changed = Set(overrides.map(\.id))
    let own = found.filter { changed.contains($0.id) }
    let extreme = found.filter {
      !($0.leaf.value.magnitude > 1e-9 && $0.leaf.value.magnitude < 1e12)
    }
    return (own.isEmpty ? extreme : own).map { id, leaf in
      "`\(id)` (\(leaf.value)\(leaf.unit == .one ? "" : " \(leaf.unit)"))"
    }
  }
}

/// The units in which the results for one service are stated.
struct ResultUnits: Sendable {
  /// What is counted, such as TEU.
  let load: Unit
  /// Money per load.
  let price: Unit
  /// Money, millions.
  let millions: Unit
  /// Money, millions a year.
  let millionsPerYear: Unit
  /// Loads a year.
  let flow: Unit
  /// Greenhouse gases per load.
  let emissions: Unit
  let tonneCO2e: Unit

  init(service: Service, base: PriceBase) throws(AppraisalError) {
    do {
      load = service.unit
      price = try Unit(base.currency) / load
      millions = try Unit("M\(base.currency)")
      millionsPerYear = try millions / .year
      flow = try load / .year
      emissions = try .kilogramCO2e / load
      tonneCO2e = try Unit("tCO2e")
    } catch {
      throw .unit(
        figure: "service \(service.id)", found: service.unit.description,
        expected: "something that can be counted")
    }
  }

  /// The unit of a rate.
  static func perYear() throws(AppraisalError) -> Unit {
    do { return try .one / .year } catch {
      throw .unit(figure: "rate", found: "1/year", expected: "1/year")
    }
  }
}
