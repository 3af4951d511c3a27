import CorridorAppraisal
public import CorridorGeoJSON
import CorridorRisk
import CorridorStudy
import CorridorUnits

extension PoliticsReport {
  /// The report as JSON; the form is documented in docs/json.md.
  public func json() -> JSONValue {
    var object: JSONObject = [
      "study": .string(study.settings.id),
      "processes": .array(processes.map { .object(Self.process($0)) }),
    ]
    if let appraisal {
      object["comparison"] = .string(appraisal.result.comparison.id)
      object["scenario"] = .string(appraisal.result.scenario ?? "if-open")
      object["currency"] = .string(study.settings.priceBase.currency.code)
      object["price_year"] = .integer(study.settings.priceBase.year)
      object["economic_rate_per_year"] = Self.number(appraisal.result.rates.economic.value)
      object["private_rate_per_year"] = Self.number(appraisal.result.rates.private.value)
      let unit = appraisal.result.keys.millions
      object["routes"] = .array(appraisal.routes.map { .object(Self.route($0, unit)) })
    }
    object["notes"] = .array(runNotes.map { .string($0) })
    return .object(object)
  }

  private static func number(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .number(NumberFormat.significant(value))
  }

  private static func numbers(_ values: [Double]) -> JSONValue {
    .array(values.map { number($0) })
  }

  private static func words(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }

  // MARK: - Processes

  private static func process(_ process: PoliticalProcess) -> JSONObject {
    let states = process.chain.states
    var object: JSONObject = [
      "id": .string(process.process.id), "matrix": .string(process.matrix.id),
      "class": .string(process.matrix.sourceClass.rawValue),
      "known_at": .string(process.matrix.knownAt), "states": words(states),
      "start": .string(states[process.start]), "held": .bool(process.isHeld),
      "rows": .array(process.chain.matrix.rows.map { numbers($0) }),
      "row_origins": words(process.rows.map(\.rawValue)),
      "inputs": .array(process.inputs.map { .object(input($0)) }),
      "coded_years": .integer(process.process.coding.count),
    ]
    if let generator = process.generator {
      object["rates_per_year"] = .array(generator.matrix.rows.map { numbers($0) })
    }
    if let counts = process.counts {
      object["counts"] = .object([
        "states": words(counts.states), "prior": number(process.prior),
        "steps": .array(counts.counts.map { .array($0.map { .integer($0) }) }),
      ])
    }
    object["ahead"] = .array(
      process.distributions.map { item in
        .object(["years": .integer(item.years), "chances": numbers(item.chances)])
      })
    object["long_run"] = process.longRun.value.map { numbers($0) } ?? .null
    if let reason = process.longRun.reason { object["long_run_reason"] = .string(reason) }
    if let ends = process.absorption.value {
      object["ends"] = .object([
        "from": words(ends.transient), "in": words(ends.absorbing), "years": numbers(ends.steps),
        "chances": .array(ends.probabilities.map { numbers($0) }),
      ])
    } else {
      object["ends"] = .null
      object["ends_reason"] = .string(process.absorption.reason ?? "")
    }
    object["worth"] = .array(process.interests.map { .object(interest($0)) })
    return object
  }

  private static func interest(_ interest: RegimeInterest) -> JSONObject {
    var object: JSONObject = [
      "country": .string(interest.country), "assumptions": words(interest.assumptions),
    ]
    for (key, answer) in [("per_year", interest.perYear), ("to_come", interest.toCome)] {
      object[key] = answer.value.map { numbers($0) } ?? .null
      if let reason = answer.reason { object[key + "_reason"] = .string(reason) }
    }
    return object
  }

  private static func input(_ input: PoliticalProcess.Input) -> JSONObject {
    [
      "assumption": .string(input.id), "from": words(input.from), "to": words(input.to),
      "kind": .string(input.isShare ? "share" : "hazard"), "value": number(input.value),
      "class": input.sourceClass.map { .string($0.rawValue) } ?? .null,
    ]
  }

  // MARK: - Routes

  private static func route(_ route: PoliticalRoute, _ unit: String) -> JSONObject {
    var object: JSONObject = [
      "id": .string(route.id), "exposures": words(route.exposures.compactMap(\.self)),
      "operation_years": .integer(route.operation), "open_years": number(route.yearsOpen.value),
    ]
    if let reason = route.yearsOpen.reason { object["open_years_reason"] = .string(reason) }
    for view in PoliticalAccount.View.allCases {
      let values = route.values[view]
      var account: JSONObject = [
        "npv_if_open_\(unit)": number(values?.value?.undisturbed),
        "npv_expected_\(unit)": number(values?.value?.expected),
      ]
      if view == .private { account["hold_up_expected_\(unit)"] = number(values?.value?.heldUp) }
      if let reason = values?.reason { account["reason"] = .string(reason) }
      if let states = route.buildIn[view]?.value { account["build_in"] = words(states) }
      account["capital_at_decision_\(unit)"] = number(route.presentCapital[view])
      object[view.rawValue] = .object(account)
    }
    object["option_upkeep_\(unit)_per_year"] =
      route.optionUpkeep.isStated ? number(route.optionUpkeep.value) : .null
    if !route.optionUpkeep.isStated {
      object["option_upkeep_\(unit)_per_year_reason"] =
        .string("no host on the way states one; 0 is taken")
    }
    object["regimes_of"] = route.processes.first.map { .string($0) } ?? .null
    object["regimes"] = .array(route.regimes.map { .object(regime($0, unit)) })
    object["hosts"] = .array(route.hosts.map { .object(host($0, unit)) })
    return object
  }

  private static func regime(_ regime: PoliticalRoute.Regime, _ unit: String) -> JSONObject {
    var object: JSONObject = [
      "id": .string(regime.id), "start": .bool(regime.isStart),
      "open_years": number(regime.yearsOpen),
    ]
    for view in PoliticalAccount.View.allCases {
      let account = regime.accounts[view]?.value
      let option = account?.option.value
      var found: JSONObject = [
        "npv_held_\(unit)": number(account?.heldAlone),
        "npv_held_with_others_\(unit)": number(account?.held),
        "npv_expected_\(unit)": number(account?.expected),
        "worth_\(unit)": number(account?.worth),
        "best": option.map { .string($0.decision.rawValue) } ?? .null,
        "build_now_\(unit)": number(option?.buildNow), "right_\(unit)": number(option?.value),
        "option_value_\(unit)": number(option?.optionValue),
        "critical_cost_\(unit)": number(option?.criticalCost), "hurdle": number(option?.hurdle),
      ]
      let reason = regime.accounts[view]?.reason ?? account?.option.reason
      if let reason { found["reason"] = .string(reason) }
      if option != nil, option?.criticalCost == nil {
        found["critical_cost_\(unit)_reason"] = .string("building now is best at no cost")
      }
      object[view.rawValue] = .object(found)
    }
    return object
  }

  private static func host(_ host: PoliticalHost, _ unit: String) -> JSONObject {
    var object: JSONObject = ["country": .string(host.country)]
    guard let result = host.holdUp.value else {
      object["reason"] = .string(host.holdUp.reason ?? "")
      return object
    }
    let values = result.values
    object["investor_\(unit)"] = number(values.undisturbed)
    object["investor_held_up_\(unit)"] = number(values.investor)
    object["host_\(unit)"] = number(values.host)
    object["host_own_\(unit)"] = number(values.hostOwn)
    object["lost_\(unit)"] = number(values.lost)
    object["reopenings"] = number(values.reopenings)
    object["ended"] = number(result.ended)
    object["surplus_\(unit)"] = number(result.surplus)
    object["capital_\(unit)"] = number(result.capital)
    object["zone_\(unit)"] = result.zone.map { numbers([$0.above, $0.through]) } ?? .null
    object["in_zone"] = result.isInZone.map { .bool($0) } ?? .null
    if result.zone == nil {
      object["zone_\(unit)_reason"] =
        .string("the project earns nothing beyond the investor's other choice")
    }
    object["fee_\(unit)_per_year"] = number(result.fee)
    object["self_enforcing_fee_\(unit)_per_year"] = number(result.selfEnforcingFee)
    object["mitigants"] = .array(
      result.mitigants.map { row in
        .object([
          "id": .string(key(row.mitigant)), "words": .string(words(row.mitigant)),
          "investor_\(unit)": number(row.investor), "host_\(unit)": number(row.host),
          "guarantor_\(unit)": number(row.guarantor),
        ])
      })
    return object
  }
}
