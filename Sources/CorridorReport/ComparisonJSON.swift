public import CorridorAppraisal
public import CorridorGeoJSON
import CorridorGeometry
import CorridorNetwork
public import CorridorStudy
import CorridorUnits

/// A comparison as JSON; the form is documented in docs/json.md and stable.
public struct ComparisonJSON {
  private let study: Study

  /// Creates the form for results of a study.
  public init(study: Study) { self.study = study }

  /// The whole comparison.
  public func value(of result: ComparisonResult) -> JSONValue {
    var object: JSONObject = [
      "study": .string(study.settings.id),
      "comparison": .string(result.comparison.id),
      "title": .string(result.comparison.title),
      "service": .string(result.service.id),
      "origin": .string(result.comparison.origin),
      "destination": .string(result.comparison.destination),
      "scenario": .string(result.scenario ?? "if-open"),
      "as_of": result.asOf.map { .string($0) } ?? .null,
    ]
    if result.asOf == nil {
      object["as_of_reason"] = "no vintage was asked for: everything known today is used"
    }
    var changed = JSONObject()
    for override in result.overrides { changed[override.id] = .string(override.text) }
    object["set"] = .object(changed)
    // A comparison has every listed route open or closed as its scenario says; no regime plays a part.
    object["politics"] = "none"
    object["price_year"] = .integer(study.settings.priceBase.year)
    object["currency"] = .string(study.settings.priceBase.currency.code)
    object["worldview"] = .string(study.settings.worldview)
    var conventions = JSONObject()
    for (subject, text) in result.conventions { conventions[subject] = .string(text) }
    object["conventions"] = .object(conventions)
    object["routes"] = .array(result.routes.map { .object(route($0, keys: result.keys)) })
    return .object(object)
  }

  /// One route with its results.
  public func route(_ result: RouteResult, keys: ResultKeys) -> JSONObject {
    let route = result.route
    var object: JSONObject = [
      "id": .string(route.plan.shortID),
      "name": .string(route.plan.names.english),
      "modes": .array(route.modes.map { .string($0.rawValue) }),
      "status": .string(route.status.rawValue),
      "available": .bool(result.isAvailable),
    ]
    if let reason = result.availabilityReason { object["available_reason"] = .string(reason) }
    if let destination = route.plan.destination { object["destination"] = .string(destination) }
    for (key, outcome) in result.outcomes { Self.set(key, outcome, in: &object) }
    for key in [
      keys.lengthByCountry, keys.revenueByCountry, keys.yearlyRevenueByCountry,
      keys.yearlyFeesByCountry,
    ] where object[key] == nil { object[key] = .object([:]) }
    object["length_basis"] = .string(Self.basis(of: route))
    object["crossings"] = .array(route.crossings.map { .object(crossing($0)) })
    object["legs"] = .array(route.parts.map { .object(leg($0)) })
    object["ladder"] = .array(
      result.ladder.steps.map { .object(step($0, keys: keys)) })
    object["accounts"] = .array(
      result.accounts.map { .object(Self.account($0, keys: keys)) })
    object["unsourced_inputs"] = .array(result.unsourcedInputs.map { .string($0) })
    return object
  }

  /// Sets a number, or null with its reason beside it; a dot in the key opens a level.
  static func set(_ key: String, _ outcome: Outcome, in object: inout JSONObject) {
    if let dot = key.firstIndex(of: ".") {
      let outer = String(key[..<dot])
      var inner = object[outer]?.object ?? JSONObject()
      set(String(key[key.index(after: dot)...]), outcome, in: &inner)
      object[outer] = .object(inner)
      return
    }
    switch outcome {
    case .figure(let figure): object[key] = .number(NumberFormat.significant(figure.value))
    case .missing(let reason):
      object[key] = .null
      object[key + "_reason"] = .string(reason)
    }
  }

  static func basis(of route: Route) -> String { basis(of: route.parts) }

  static func basis(of parts: [Route.Part]) -> String {
    parts.map(\.measured.basis.word).removingRepeats().joined(separator: " / ")
  }

  private func crossing(_ crossing: Route.Crossing) -> JSONObject {
    var object: JSONObject = [
      "from": .string(crossing.from), "to": .string(crossing.to),
      "chainage_km": .number(NumberFormat.significant(crossing.chainage.kilometres)),
      "lon": .number(NumberFormat.decimals(crossing.coordinate.longitude, 6)),
      "lat": .number(NumberFormat.decimals(crossing.coordinate.latitude, 6)),
      "place": crossing.place.map { .string($0) } ?? .null,
    ]
    if crossing.place == nil {
      object["place_reason"] = "no declared border crossing of this pair lies near enough"
    }
    Self.setGaugeBreak(of: crossing, in: &object)
    return object
  }

  /// Whether trains change gauge at a crossing; null for what has none.
  static func setGaugeBreak(of crossing: Route.Crossing, in object: inout JSONObject) {
    guard crossing.mode == .rail else {
      object["gauge_break"] = .null
      object["gauge_break_reason"] = "only railways have a gauge"
      return
    }
    object["gauge_break"] = .bool(crossing.breaksGauge)
  }

  private func leg(_ part: Route.Part) -> JSONObject {
    let length = NumberFormat.significant(part.measured.costed.kilometres)
    return [
      "link": .string(part.link.id), "mode": .string(part.link.mode.rawValue),
      "from": .string(part.origin), "to": .string(part.destination),
      "status": .string(part.link.status.rawValue), "works": .string(part.link.works.rawValue),
      "length_km": .number(length), "length_basis": .string(part.measured.basis.word),
      "traced_km": .number(NumberFormat.significant(part.measured.traced.kilometres)),
    ]
  }

  private func step(_ step: LadderStep, keys: ResultKeys) -> JSONObject {
    var object: JSONObject = [
      "kind": .string(step.kind.rawValue), "label": .string(step.label),
      "subject": .string(step.subject),
      "from_km": .number(NumberFormat.significant(step.from.kilometres)),
      "to_km": .number(NumberFormat.significant(step.to.kilometres)),
    ]
    let none = Outcome.missing(reason: "none is counted at this step")
    Self.set("time_days", step.time.map { .figure($0) } ?? none, in: &object)
    Self.set("cost_\(keys.moneyPerLoad)", step.cost.map { .figure($0) } ?? none, in: &object)
    Self.set(keys.emissions, step.emissions.map { .figure($0) } ?? none, in: &object)
    return object
  }

  private static func account(_ account: Account, keys: ResultKeys) -> JSONObject {
    [
      "party": .string(account.party.name),
      "npv_\(keys.millions)": .number(NumberFormat.significant(account.value.value)),
    ]
  }
}
