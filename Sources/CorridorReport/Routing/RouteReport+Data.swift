import CorridorAppraisal
public import CorridorGeoJSON
import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits

extension RouteReport {
  /// A row for each route and figure.
  public func csv() -> String {
    var lines = ["route,key,value,reason"]
    for (index, found) in answer.routes.enumerated() {
      for (key, outcome) in outcomes(of: found) {
        let value = outcome.value.map { NumberText.text(NumberFormat.significant($0)) } ?? ""
        lines.append(CSV.line(["\(index + 1)", key, value, outcome.reason ?? ""]))
      }
      lines.append(
        CSV.line([
          "\(index + 1)", "links", found.route.parts.map(\.link.id).joined(separator: " "), "",
        ]))
      lines.append(
        CSV.line(["\(index + 1)", "passages", found.passages.joined(separator: " "), ""]))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The answer as an object; docs/json.md describes it.
  public func json() -> JSONValue {
    var object: JSONObject = [
      "study": .string(network.study.settings.id), "service": .string(network.service.id),
      "origin": end(question.origin), "destination": end(question.destination),
      "by": .string(question.request.objective.rawValue),
      "choice": .string(question.choice),
      "scenario": .string(question.scenario ?? "if-open"),
      "price_year": .integer(network.study.settings.priceBase.year),
      "currency": .string(network.study.settings.priceBase.currency.code),
      "constraints": .array(question.request.constraints.map { .string($0.words) }),
      "complete": .bool(answer.isComplete),
      "notes": .array(
        (question.notes + Self.freePassages(on: answer.routes, network)).map { .string($0) }),
      "routes": .array(
        answer.routes.enumerated().map { .object(route($0.element, rank: $0.offset + 1)) }),
    ]
    if let why {
      object["reason"] = .string(refusal ?? "")
      switch why {
      case .undecided: object["blocked_by"] = .null
      case .blocked(let constraints, let undecided):
        object["blocked_by"] = .array(constraints.map { .string($0.words) })
        if !undecided.isEmpty {
          object["undecided"] = .array(undecided.map { .string($0.words) })
        }
      }
    }
    return .object(object)
  }

  /// The routes as a collection of lines.
  public func geoJSON() throws -> [UInt8] {
    var features: [Feature] = []
    for (index, found) in answer.routes.enumerated() {
      var properties = route(found, rank: index + 1)
      for key in ["legs", "steps", "crossings"] { properties[key] = nil }
      properties["name"] = .string(Self.chain(found.route, of: network))
      properties["origin"] = .string(question.origin.place.id)
      properties["destination"] = .string(question.destination.place.id)
      let mode = found.route.parts.max { $0.measured.costed < $1.measured.costed }?.link.mode
      Simplestyle.style(&properties, mode: mode ?? .rail, status: found.route.status)
      features.append(
        Feature(
          id: "route-\(index + 1)",
          geometry: try StudyExporter.geometry(of: found.route.parts), properties: properties))
    }
    let settings = network.study.settings
    return try GeoJSONWriter(precision: 6).bytes(
      FeatureCollection(
        features: features,
        foreignMembers: [
          "name": .string("routes"), "attribution": .string(settings.attribution),
          "study": .string(settings.id), "worldview": .string(settings.worldview),
          "price_base": .string(settings.priceBase.description),
        ]))
  }

  private func end(_ found: PlaceFinder.Found) -> JSONValue {
    var object: JSONObject = [
      "id": .string(found.place.id), "name": .string(found.place.names.english),
    ]
    object.set(
      "snapped_km", found.snapped?.kilometres, decimals: 3,
      else: "the place was asked for by its name")
    return .object(object)
  }

  private func outcomes(of found: FoundRoute) -> [(key: String, outcome: Outcome)] {
    [
      ("length_km", found.outcome(by: .distance)), ("time_days.door_to_door", found.time),
      (keys.price, found.price), (keys.generalisedCost, found.generalisedCost),
      (keys.emissions, found.emissions), ("closed_share", found.closedShare),
    ]
  }

  private func route(_ found: FoundRoute, rank: Int) -> JSONObject {
    var object: JSONObject = ["rank": .integer(rank)]
    for (key, outcome) in outcomes(of: found) { ComparisonJSON.set(key, outcome, in: &object) }
    object.set(
      "more_than_first", longer(found), decimals: 6, else: "the objective has no figure to compare")
    object["shared_with_first"] = .number(NumberFormat.decimals(shares[rank - 1], 6))
    object["passages"] = .array(found.passages.map { .string($0) })
    object["passage_countries"] = .object(
      found.passages.reduce(into: JSONObject()) { object, name in
        guard object[name] == nil, let codes = network.passageCountries[name] else { return }
        object[name] = .array(codes.map { .string($0) })
      })
    object["modes"] = .array(found.route.modes.map { .string($0.rawValue) })
    object["status"] = .string(found.route.status.rawValue)
    object["available"] = .bool(found.unavailable == nil)
    object.set("available_reason", found.unavailable)
    let narrowest = found.ladder.narrowest
    object.set(
      keys.capacity, narrowest?.capacity.map { NumberFormat.significant($0.value) }, decimals: 6,
      else: "no rule on the way states a capacity")
    object.set("narrowest", narrowest?.label)
    object["crossings"] = .array(
      found.route.crossings.map { crossing in
        .object([
          "from": .string(crossing.from), "to": .string(crossing.to),
          "place": crossing.place.map { .string($0) } ?? .null,
          "km": .number(NumberFormat.decimals(crossing.chainage.kilometres, 3)),
        ])
      })
    object["legs"] = .array(found.route.parts.map(leg))
    object["steps"] = .array(found.ladder.steps.map(step))
    object["unpriced"] = .array(found.ladder.unpriced.map { .string($0) })
    return object
  }

  private func leg(_ part: Route.Part) -> JSONValue {
    var object: JSONObject = [
      "link": .string(part.link.id), "name": .string(part.name),
      "mode": .string(part.link.mode.rawValue), "from": .string(part.origin),
      "to": .string(part.destination),
      "length_km": .number(NumberFormat.decimals(part.measured.costed.kilometres, 3)),
      "traced_km": .number(NumberFormat.decimals(part.measured.traced.kilometres, 3)),
      "passages": .array(part.link.passages.map { .string($0) }),
    ]
    if let lane = part.measured.lane {
      let ends = [lane.startConnector, lane.endConnector]
      object["connectors_km"] = .array(
        (part.isReversed ? ends.reversed() : ends).map {
          .number(NumberFormat.decimals($0.kilometres, 3))
        })
    }
    object.set("note", part.link.note)
    return .object(object)
  }

  private func step(_ step: LadderStep) -> JSONValue {
    var object: JSONObject = [
      "kind": .string(step.kind.rawValue), "label": .string(step.label),
      "subject": .string(step.subject),
      "km": .number(NumberFormat.decimals(step.from.kilometres, 3)),
    ]
    if let time = step.time { object["days"] = .number(NumberFormat.significant(time.value)) }
    if let cost = step.cost {
      object[keys.moneyPerLoad] = .number(NumberFormat.significant(cost.value))
    }
    if let capacity = step.capacity {
      object[keys.capacity] = .number(NumberFormat.significant(capacity.value))
    }
    return .object(object)
  }
}
