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
