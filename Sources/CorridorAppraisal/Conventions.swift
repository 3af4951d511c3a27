import CorridorStudy
import CorridorUnits

/// What a reader has to know to read the figures of a comparison.
struct Conventions {
  let study: Study
  let comparison: Comparison
  let market: Market
  let scenario: String?

  var entries: [(subject: String, text: String)] {
    let base = study.settings.priceBase
    var entries: [(subject: String, text: String)] = [
      (
        "case",
        scenario.map { "scenario \($0), every listed route built and open" }
          ?? "if open: every listed route built and open, today's prices; see status and available"
      ),
      (
        "money",
        "real \(base.currency.code) of \(base.year); other currencies are exchanged in their own "
          + "year, then deflated"
      ),
      (
        "length",
        "declared where one is published, else traced on WGS 84 times the factor of its class; "
          + "countries and sea are scaled leg by leg"
      ),
      (
        "time",
        "line haul is running only; terminal to terminal adds borders, gauges, ports and waits; "
          + "door to door adds collection and delivery"
      ),
      ("price", "from terminal to terminal; transit fees and border charges included"),
      (
        "capex",
        "what is still to be spent, at the mean overrun of its reference class; percentiles taken "
          + "to move together"
      ),
      (
        "timing",
        "flows at the end of the year, year 0 undiscounted; capital spent evenly over "
          + "\(years(0)) years, then \(years(1)) years of operation"
      ),
      (
        "npv",
        "economic: every party, at \(rate(study.settings.appraisal.economicRate)); private: who "
          + "builds it, at \(rate(study.settings.appraisal.privateRate)); both against doing nothing"
      ),
      (
        "risk",
        "no country premium is on any rate, and no risk is in these figures"
      ),
    ]
    if let model = market.model {
      entries += [
        (
          "generalised cost",
          "door to door: price, time at the mean value of "
            + "\(rounded(model.meanValueOfTime.value)) \(model.meanValueOfTime.unit), "
            + "unreliability, loss and damage"
        ),
        (
          "share",
          "nested logit over the lognormal value of time, all routes open; "
            + (comparison.demand.choice?.constants.isEmpty ?? true
              ? "alternative-specific constants are 0, not calibrated"
              : "constants calibrated: "
                + (comparison.demand.choice?.constants.keys.sorted() ?? []).joined(separator: ", "))
        ),
        (
          "demand",
          "a project competes with the routes that can be used today; it has no limit of capacity"
        ),
      ]
    } else {
      entries.append(
        ("demand", "a contract for the stated volume; the builder buys, ships and sells"))
    }
    return entries
  }

  private func years(_ index: Int) -> String {
    market.timeline.indices.contains(index) ? "\(Int(market.timeline[index].value))" : "?"
  }

  private func rate(_ id: String) -> String {
    guard let assumption = study.assumption(id) else { return id }
    return "the rate \(id) (\(rounded(assumption.base.value)) \(assumption.base.unit))"
  }

  private func rounded(_ value: Double) -> String {
    let hundredths = (value * 100).rounded() / 100
    return hundredths == hundredths.rounded() && hundredths.magnitude < 1e15
      ? "\(Int(hundredths))" : "\(hundredths)"
  }
}
