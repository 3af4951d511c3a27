import CorridorNetwork
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorAppraisal

/// What holds of every result of every study.
enum Results {
  static func expectSound(_ result: ComparisonResult) throws {
    for route in result.routes {
      let id = route.route.plan.id
      for (key, outcome) in route.outcomes {
        switch outcome {
        case .figure(let figure): #expect(figure.value.isFinite, "\(id)/\(key)")
        case .missing(let reason): #expect(!reason.isEmpty, "\(id)/\(key)")
        }
      }
      for account in route.accounts { #expect(account.value.value.isFinite, "\(id)") }
      for step in route.ladder.steps {
        for figure in step.figures { #expect(figure.value.isFinite, "\(id) \(step.label)") }
      }
    }
  }

  /// What is paid at the steps of a ladder, and emitted, sums to what a load that arrives pays and emits.
  static func expectLaddersToEndAtPrices(_ result: ComparisonResult) {
    for route in result.routes {
      let within = route.ladder.steps.filter { !$0.isBeyondTerminals }
      for (key, amounts) in [
        (result.keys.price, within.compactMap { $0.cost?.value }),
        (result.keys.emissions, route.ladder.steps.compactMap { $0.emissions?.value }),
      ] {
        guard let value = route.outcome(key)?.value else { continue }
        let sum = amounts.reduce(0, +)
        #expect((sum - value).magnitude <= 1e-9 * value, "\(route.route.plan.id) \(key): \(sum)")
      }
    }
  }

  /// Accounts sum to the value: 1e-9 of the largest account, for sums in different order.
  static func expectAccountsToSum(_ result: ComparisonResult) {
    for route in result.routes {
      guard let value = route.outcome(result.keys.economicValue)?.value else { continue }
      let values = route.accounts.map(\.value.value)
      let scale = values.map(\.magnitude).max() ?? 1
      #expect(
        (values.reduce(0, +) - value).magnitude <= 1e-9 * max(1, scale), "\(route.route.plan.id)")
    }
  }

  /// Transit fees of countries sum to their total, which is the fee of a load times the loads; both
  /// are there, or neither with one reason.
  static func expectFeesToSum(_ result: ComparisonResult) {
    let keys = result.keys
    for route in result.routes {
      let id = route.route.plan.id
      let total = route.outcome(keys.yearlyFees)
      let parts = route.outcomes.filter { $0.key.hasPrefix(keys.yearlyFeesByCountry + ".") }
        .map(\.outcome)
      guard let sum = total?.value else {
        #expect(total?.reason != nil, "\(id)")
        for part in parts { #expect(part.reason == total?.reason, "\(id)") }
        #expect(route.outcome(keys.yearlyLoads)?.reason == total?.reason, "\(id)")
        continue
      }
      let values = parts.map { $0.value ?? .nan }
      #expect((values.reduce(0, +) - sum).magnitude <= 1e-9 * max(1, sum), "\(id)")
      let fees = route.ladder.steps.filter { $0.kind == .fee }.compactMap { $0.cost?.value }
      let loads = route.outcome(keys.yearlyLoads)?.value ?? .nan
      // What is lost on the way is sent, and asked for, besides.
      let least = fees.reduce(0, +) * loads / 1e6
      #expect(sum >= least * (1 - 1e-9) && sum <= least * 1.2, "\(id): \(sum) of \(least)")
      for (country, _) in route.route.lengthByCountry {
        let fee = route.outcome("\(keys.yearlyFeesByCountry).\(country)")?.value ?? 0
        let revenue = route.outcome("\(keys.yearlyRevenueByCountry).\(country)")?.value ?? 0
        #expect(revenue >= fee * (1 - 1e-9), "\(id) \(country)")
        let perLoad = route.outcome("\(keys.revenueByCountry).\(country)")?.value ?? 0
        #expect((perLoad * loads / 1e6 - revenue).magnitude <= 1e-9 * revenue, "\(id) \(country)")
      }
    }
  }

  /// Countries and sea sum to the length: within a millimetre of thousands of kilometres.
  static func expectLengthsToSum(_ result: ComparisonResult) {
    for route in result.routes {
      let countries = route.route.lengthByCountry.reduce(0) { $0 + $1.length.kilometres }
      let sum = countries + route.route.seaLength.kilometres
      let id = route.route.plan.id
      #expect((sum - route.route.length.kilometres).magnitude < 1e-6, "\(id)")
      #expect(
        ((route.outcome("length_km")?.value ?? -1) - route.route.length.kilometres).magnitude
          < 1e-6,
        "\(id)")
      #expect(
        ((route.outcome("sea_km")?.value ?? -1) - route.route.seaLength.kilometres).magnitude
          < 1e-6, "\(id)")
    }
  }
}
