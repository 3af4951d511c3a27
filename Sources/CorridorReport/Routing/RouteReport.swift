public import CorridorAppraisal
import CorridorGeometry
public import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// What a search for routes found, as a table, Markdown, CSV, JSON and GeoJSON.
public struct RouteReport {
  /// What was asked, as far as a reader has to know it.
  public struct Question {
    /// What was wanted.
    public var request: RouteRequest
    /// The place where routes begin, as it was asked for.
    public var origin: PlaceFinder.Found
    /// The place where they end, as it was asked for.
    public var destination: PlaceFinder.Found
    /// How the routes were chosen, in words, such as "the best 3".
    public var choice: String
    /// The scenario of the run; nil for the if-open case.
    public var scenario: String?
    /// What a reader has to know of the network.
    public var notes: [String]

    /// How many routes were asked for; nil for as many as there are.
    public var wanted: Int?

    /// Creates a question.
    public init(
      request: RouteRequest, origin: PlaceFinder.Found, destination: PlaceFinder.Found,
      choice: String, scenario: String? = nil, notes: [String] = [],
      wanted: Int? = nil
    ) {
      self.request = request
      self.origin = origin
      self.destination = destination
      self.choice = choice
      self.scenario = scenario
      self.notes = notes
      self.wanted = wanted
    }
  }

  let network: TransportNetwork
  let question: Question
  let answer: RouteAnswer
  /// Why there is no route; nil when there is one.
  let why: RouteRefusal?
  /// The share of each route that lies on the way of the first, in their order.
  let shares: [Double]

  /// Prepares the report of an answer.
  ///
  /// - Parameters:
  ///   - network: the network that was searched.
  ///   - question: what was asked.
  ///   - answer: what was found.
  ///   - why: why there is no route; nil when there is one.
  public init(
    network: TransportNetwork, question: Question, answer: RouteAnswer,
    why: RouteRefusal? = nil
  ) {
    self.network = network
    self.question = question
    self.answer = answer
    self.why = why
    var ways = CommonWay(answer.routes.flatMap { $0.route.parts.map(\.measured) })
    var shares: [Double] = []
    for found in answer.routes {
      shares.append(ways.share(of: found.route, with: answer.routes[0].route))
    }
    self.shares = shares
  }

  var keys: ResultKeys {
    ResultKeys(
      service: network.service, currency: network.study.settings.priceBase.currency.code)
  }

  var title: String {
    let objective = question.request.objective
    return "\(name(question.origin)) to \(name(question.destination)): "
      + "\(network.service.name.lowercased()), \(question.choice) by "
      + (objective == .generalised ? "generalised cost" : objective.rawValue)
  }

  private func name(_ found: PlaceFinder.Found) -> String {
    found.place.names.english
      + (found.snapped.map { " (\(NumberFormat.table($0.kilometres, decimals: 1)) km off)" } ?? "")
  }

  /// What has to be known beside the table.
  var notes: [String] {
    var notes: [String] = []
    let isOpen = question.request.constraints.contains { $0.demand == .available }
    notes.append(
      Self.caption(scenario: question.scenario, isAvailable: isOpen)
        + (question.scenario == nil && !isOpen ? "; see `open today`" : ""))
    for constraint in question.request.constraints { notes.append("asked: \(constraint.words)") }
    if let value = question.request.valueOfTime {
      notes.append("value of time: \(NumberFormat.plain(value)) \(perDay), as stated")
    }
    if answer.routes.count > 1 {
      notes.append("more: than route 1, of what was sought; shared: of its length, with route 1")
    }
    if answer.isComplete, let wanted = question.wanted, answer.routes.count < wanted,
      !answer.routes.isEmpty
    {
      notes.append("there are no more than these \(answer.routes.count)")
    }
    notes += question.notes + Self.unpriced(on: answer.routes)
    notes += Self.freePassages(on: answer.routes, network)
    if !answer.isComplete {
      notes.append("cut: the search ended before it could be sure that nothing better is left")
    }
    return notes
  }

  private var perDay: String {
    "\(network.study.settings.priceBase.currency.code)/\(network.service.unit)/day"
  }

  /// Why there is no route, in words.
  public var refusal: String? {
    why?.words(
      from: question.origin.place.id, to: question.destination.place.id, for: network.service.id,
      in: network)
  }

  /// Stretches of one mode, such as "sea Westport-Midtown, rail Midtown-Eastport".
  static func chain(_ route: Route, of network: TransportNetwork) -> String {
    var runs: [(mode: Mode, from: String, to: String)] = []
    for part in route.parts {
      if let last = runs.last, last.mode == part.link.mode, last.mode != .sea {
        runs[runs.count - 1].to = part.destination
      } else {
        runs.append((part.link.mode, part.origin, part.destination))
      }
    }
    return runs.map { run in
      "\(run.mode.rawValue) \(network.placeName(run.from))-\(network.placeName(run.to))"
    }.joined(separator: ", ")
  }

  /// For what state of the world an answer holds.
  static func caption(scenario: String?, isAvailable: Bool) -> String {
    let place = CaseWords.open(in: scenario)
    let ruled = isAvailable ? "only what is open \(place) and needs no works" : nil
    if let scenario { return "case: scenario \(scenario)" + (ruled.map { ", \($0)" } ?? "") }
    return "case: " + (ruled ?? "if open, every link of the study built and open")
  }

  /// Says which passages of routes are sailed without a fee since the study has no rule for them.
  static func freePassages(on routes: [FoundRoute], _ network: TransportNetwork) -> [String] {
    var names: [String] = []
    for name in routes.flatMap(network.passagesWithoutRule) where !names.contains(name) {
      names.append(name)
    }
    return names.map {
      "passage \(words(ofPassage: $0, in: network)): the study has no rule for it, so neither a fee, a "
        + "wait nor ice is counted there"
    }
  }

  /// Says what on routes no rule gives time or money to, as the conventions of a comparison do; empty
  /// where there is nothing.
  static func unpriced(on routes: [FoundRoute]) -> [String] {
    var labels: [String] = []
    for label in routes.flatMap(\.ladder.unpriced) where !labels.contains(label) {
      labels.append(label)
    }
    return labels.isEmpty
      ? [] : ["not priced: no rule gives time or money to: " + labels.joined(separator: "; ")]
  }

  /// A passage with the countries in which it lies, such as "suez (EG)".
  static func words(ofPassage name: String, in network: TransportNetwork) -> String {
    let countries = network.passageCountries[name] ?? []
    return countries.isEmpty ? name : "\(name) (\(countries.joined(separator: ", ")))"
  }

  /// By how much more a route has of the objective than the first; nil where either has none.
  func longer(_ route: FoundRoute) -> Double? {
    guard let first = answer.routes.first else { return nil }
    let objective = question.request.objective
    guard let base = first.outcome(by: objective).value, base > 0,
      let value = route.outcome(by: objective).value
    else { return nil }
    return value / base - 1
  }
}

extension TransportNetwork {
  /// The English name of a place, or its id where the study has none.
  func placeName(_ id: String) -> String {
    place(id)?.names.english ?? id
  }
}
