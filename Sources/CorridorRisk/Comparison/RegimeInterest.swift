import CorridorAppraisal
public import CorridorStudy

/// What the regimes of a process are worth to a country in a run, as pure numbers.
public struct RegimeInterest: Sendable {
  /// The country.
  public let country: String
  /// The ids of the assumptions, by regime.
  public let assumptions: [String]
  /// What a year in each regime is worth.
  public let perYear: PoliticalAnswer<[Double]>
  /// The discounted mean of the years to come from each regime on, at the rate of the economic account: it is
  /// what a year is worth where a regime lasts for ever.
  public let toCome: PoliticalAnswer<[Double]>

  /// The countries to which regimes of a process are worth something, in the order of the file.
  public static func all(
    of process: RegimeProcess, _ regimes: Regimes, model: RegimeModel, of study: Study,
    resolved: ResolvedAssumptions
  ) -> [RegimeInterest] {
    let quantities = ProcessQuantities(
      regimes: regimes, model: model, study: study, resolved: resolved)
    return process.worth.map { worth in
      func answer(_ what: String) -> PoliticalAnswer<[Double]> {
        var values: [Double] = []
        for state in process.states {
          do throws(QuantityFailure) {
            values.append(try quantities.value(of: process.id, [what, worth.country, state.id]))
          } catch {
            return .missing(reason: reason(error))
          }
        }
        return .known(values)
      }
      return RegimeInterest(
        country: worth.country, assumptions: worth.worth, perYear: answer("worth"),
        toCome: answer("prospect"))
    }
  }

  private static func reason(_ failure: QuantityFailure) -> String {
    switch failure {
    case .unavailable(let reason), .wrong(let reason, _): reason
    case .absent(let kind, let name, _): "there is no \(kind) '\(name)'"
    }
  }
}
