import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// What a reader has to know to read the figures of a comparison.
struct Conventions {
  let inputs: Inputs
  let comparison: Comparison
  let market: Market
  let scenario: String?
  let asOf: String?

  func entries() throws(AppraisalError) -> [(subject: String, text: String)] {
    guard let model = market.model else { return try general() + contract + overload() }
    return try general() + choice(model)
  }

  private func general() throws(AppraisalError) -> [(subject: String, text: String)] {
    let settings = inputs.study.settings
    let base = settings.priceBase
    var entries: [(subject: String, text: String)] = [
      (
        "case",
        scenario.map { "scenario \($0), \(openness)" }
          ?? "if open: every listed route built and open, prices as each assumption states them for "
          + "its own time; see status and available"
      )
    ]
    if !inputs.overrides.isEmpty {
      entries.append(("changed", changes))
    }
    if let asOf { entries.append(("vintage", vintage(asOf))) }
    entries += [
      (
        "money",
        "real \(base.currency.code) of \(base.year); other currencies are exchanged in their own "
          + "year, then deflated"
      ),
      (
        "length",
        "declared where one is published, else traced on WGS 84 times the factor of its class; "
          + "countries and sea are scaled leg by leg, and rail and road are never at sea"
      ),
      (
        "time",
        "line haul is running only; terminal to terminal adds borders, gauges, ports and waits; "
          + "door to door adds collection and delivery; deviations are of independent events"
      ),
      (
        "price",
        "from terminal to terminal, per load that arrives; transit fees and border charges included"
      ),
      (
        "capex",
        "what is still to be spent, at the mean overrun of its reference class; percentiles taken "
          + "to move together" + (try spent())
      ),
      (
        "timing",
        "flows at the end of the year, year 0 undiscounted; capital spent evenly over "
          + "\(years(0)) years, then \(years(1)) years of operation, for every route alike"
      ),
      (
        "npv",
        "economic: every party, at \(try rate(settings.appraisal.economicRate)); private: who "
          + "builds it, at \(try rate(settings.appraisal.privateRate)); both against doing nothing"
      ),
      (
        "accounts",
        "transit fees and margins cancel between who pays and who takes them; border, gauge, port "
          + "and passage charges, and prices without an avoidable cost, are taken for what they cost"
      ),
      (
        "benefit-cost ratio",
        "present value of the yearly amounts of all parties, over that of capital and upkeep"
      ),
      ("risk", try premium()),
    ]
    if let terrain = try terrain() { entries.append(("terrain", terrain)) }
    let unpriced = unpriced
    if !unpriced.isEmpty {
      entries.append(
        ("not priced", "no rule gives time or money to: " + unpriced.joined(separator: "; ")))
    }
    let uncounted = uncounted
    if !uncounted.isEmpty { entries.append(("not counted", uncounted.joined(separator: "; "))) }
    return entries
  }

  /// What a run of a date takes, in words: what has no date it takes, too.
  private func vintage(_ asOf: String) -> String {
    let supposed = inputs.suppositions
    return "only what was known by \(asOf)"
      + (supposed.isEmpty
        ? ""
        : ", and as suppositions, which have no date, what scenario \(scenario ?? "") says of "
          + supposed.joined(separator: ", "))
      + (inputs.overrides.contains { isOfRun($0) } ? "; what is set for this run has no date" : "")
  }

  private func isOfRun(_ change: Override) -> Bool { inputs.origin(of: change.id) == .override }

  /// The links that are to be built, each once.
  private var works: [Link] {
    var found: [Link] = []
    for link in market.costings.flatMap(\.route.parts).map(\.link)
    where link.works != .none && !found.contains(where: { $0.id == link.id }) {
      found.append(link)
    }
    return found
  }

  /// What has been spent on works already, in words.
  private func spent() throws(AppraisalError) -> String {
    var texts: [String] = []
    for link in works {
      guard let id = link.spent else { continue }
      let share = try inputs.figure(id, in: .one, .share, for: link.location)
      texts.append("\(rounded(share.value * 100)) % of \(link.names.english)")
    }
    return texts.isEmpty
      ? "; nothing is known to be spent yet"
      : "; left out as spent: " + texts.joined(separator: ", ")
  }

  /// What the ground does to capital, in words; nil where no link is to be built.
  private func terrain() throws(AppraisalError) -> String? {
    var multiplied: [String] = []
    var included: [String] = []
    for link in works {
      let linkClass = try inputs.linkClass(of: link)
      let id = inputs.study.settings.appraisal.terrain[link.terrain]
      if linkClass.capexIncludesTerrain {
        if !included.contains(linkClass.name) { included.append(linkClass.name) }
      } else if let id {
        let factor = try inputs.figure(id, in: .one, .notNegative, for: linkClass.location)
        let text = "\(link.names.english) x \(rounded(factor.value)) (\(link.terrain.rawValue))"
        multiplied.append(text)
      }
    }
    let texts =
      (multiplied.isEmpty
        ? [] : ["rates for flat ground are multiplied: " + multiplied.joined(separator: ", ")])
      + (included.isEmpty
        ? [] : ["rates that are stated for their own ground: " + included.joined(separator: ", ")])
    return texts.isEmpty ? nil : texts.joined(separator: "; ")
  }

  /// Which routes are taken as open, in words.
  private var openness: String {
    let openness = inputs.study.openness
    guard openness.choice == .ifOpen else {
      return "only routes that can be used have a share; a project is built and opened"
    }
    return "every listed route built and open"
      + (openness.closures.isEmpty ? "" : " but those that it closes")
  }

  private var chosen: String {
    let openness = inputs.study.openness
    if openness.choice == .available { return "routes that can be used in this scenario" }
    return openness.closures.isEmpty ? "all routes open" : "all routes open that it does not close"
  }

  private func choice(_ model: ChoiceModel) -> [(subject: String, text: String)] {
    let constants = comparison.demand.choice?.constants.keys.sorted() ?? []
    return [
      (
        "generalised cost",
        "door to door: price, time at the mean value of "
          + "\(rounded(model.meanValueOfTime.value)) \(model.meanValueOfTime.unit), "
          + "unreliability, loss and damage"
      ),
      (
        "share",
        "nested logit over the lognormal value of time, \(chosen); "
          + (constants.isEmpty
            ? "alternative-specific constants are 0, not calibrated: a comparison of cost and time, no forecast"
            : "constants calibrated: " + constants.joined(separator: ", "))
      ),
      (
        "demand",
        "a project competes with the routes that can be used \(scenario == nil ? "today" : "in this scenario") "
          + "and with no other project, for "
          + "a volume that it does not change; it has no limit of capacity; demand, npv and "
          + "accounts are of that case"
      ),
      (
        "by year",
        "loads, revenue and transit fees a year are at the share, \(chosen), and not at the demand "
          + "of a project"
      ),
      (
        "levelised cost",
        "what the builder has to take per load for its own links: capital, upkeep, running cost and "
          + "transit fees, at the demand of the route"
      ),
    ]
  }

  /// What was changed, by the scenario first and then for the run alone, as each took effect.
  private var changes: String {
    let isOfScenario = { (change: Override) in
      if case .scenario? = inputs.origin(of: change.id) { true } else { false }
    }
    let parts = [
      (inputs.overrides.filter(isOfScenario), scenario.map { "scenario \($0)" } ?? "scenario"),
      (inputs.overrides.filter { !isOfScenario($0) }, "this run only"),
    ]
    return parts.filter { !$0.0.isEmpty }.map { changes, whose in
      changes.map { "\($0.id) = \($0.text)" }.joined(separator: "; ") + " (\(whose))"
    }.joined(separator: "; ")
  }

  private var contract: [(subject: String, text: String)] {
    var entries: [(subject: String, text: String)] = [
      (
        "demand",
        "a contract for the stated volume, counted where it arrives; the builder buys what has to be "
          + "sent for it, ships and sells; no limit of capacity"
      ),
      (
        "levelised cost",
        "all charges on the way, capital and upkeep, without buying at the origin, per load that "
          + "arrives"
      ),
    ]
    if market.costings.contains(where: { $0.capital.items.isEmpty }) {
      entries.append(
        (
          "npv without works",
          "for a route where nothing is built it is the worth of the trade itself, by any way "
            + "against none, with sunk capital left out: no return on building the route"
        ))
    }
    return entries
  }

  /// That a contract asks for more than what the line is built for can bring; empty where it does not.
  private func overload() throws(AppraisalError) -> [(subject: String, text: String)] {
    guard let id = comparison.demand.capacity else { return [] }
    let unit = market.volume.unit
    let most = try inputs.figure(id, in: unit, .positive, for: comparison.location)
    let power = try inputs.figure(id, for: comparison.location)
    var texts: [String] = []
    for costing in market.costings where !costing.capital.items.isEmpty {
      let sent = try costing.sent("loads sent a year", for: market.volume)
      guard sent.value > most.value else { continue }
      let share = (sent.value / most.value * 1000).rounded() / 10
      texts.append("\(costing.route.plan.shortID) \(rounded(share)) %")
    }
    guard !texts.isEmpty else { return [] }
    return [
      (
        "OVER CAPACITY",
        "to bring what is asked for, this much of \(id) (\(rounded(power.value)) \(power.unit), "
          + "8,760 hours a year) would have to be sent: \(texts.joined(separator: ", ")); cost and npv "
          + "are of more than such a line can carry"
      )
    ]
  }

  private var unpriced: [String] {
    var found: [String] = []
    for label in market.costings.flatMap(\.ladder.unpriced) where !found.contains(label) {
      found.append(label)
    }
    return found
  }

  /// Upkeep and overruns of works that no assumption states, in words.
  private var uncounted: [String] {
    let items = market.costings.flatMap(\.capital.items)
    func without(_ isStated: (Capital.Item) -> Bool) -> [String] {
      var labels: [String] = []
      for item in items where !isStated(item) && !labels.contains(item.label) {
        labels.append(item.label)
      }
      return labels
    }
    let unkept = without { $0.upkeep != nil }
    let unclassed = without { $0.overrun != nil }
    return (unkept.isEmpty ? [] : ["no upkeep is given for: " + unkept.joined(separator: ", ")])
      + (unclassed.isEmpty
        ? [] : ["no reference class of overruns for: " + unclassed.joined(separator: ", ")])
  }

  private func years(_ index: Int) -> String {
    market.timeline.indices.contains(index) ? rounded(market.timeline[index].value) : "?"
  }

  private func premium() throws(AppraisalError) -> String {
    guard let id = inputs.study.settings.appraisal.countryPremium else {
      return "no country premium is on any rate, and no risk is in these figures"
    }
    return "the private rate is that with a premium for the country added: \(try rate(id)); no "
      + "other risk is in these figures"
  }

  private func rate(_ id: String) throws(AppraisalError) -> String {
    let figure = try inputs.figure(id, for: comparison.location)
    return "the rate \(id) (\(rounded(figure.value)) \(figure.unit))"
  }

  private func rounded(_ value: Double) -> String {
    let text = "\((value * 100).rounded() / 100)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
