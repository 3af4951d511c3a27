import CorridorUnits

/// Rates of return and payback of yearly flows, each with the reason where there is none.
struct Returns {
  let flows: Flows
  let timeline: [Figure]
  /// The unit of a rate.
  let perYear: Unit

  private var yearly: [Double] { flows.yearly(timeline: timeline) }

  /// The internal rate of return, where there is exactly one.
  func internalRate() -> Outcome {
    let rates: InternalRates
    do { rates = try InternalRates(of: yearly) } catch {
      return .missing(reason: "\(error)")
    }
    if let reason = rates.reason {
      let roots = rates.roots.map { "\(($0 * 10_000).rounded() / 100) %" }
      return .missing(
        reason: roots.isEmpty ? reason : reason + ": " + roots.joined(separator: ", "))
    }
    return Outcome(
      flows.result(
        "internal rate of return", "rate at which the present value is 0", unit: perYear,
        timeline: timeline
      ) { ((try? InternalRates(of: $0)).flatMap(\.only)) ?? .nan }, else: "")
  }

  /// The modified internal rate of return.
  func modifiedRate(finance: Figure, reinvestment: Figure) -> Outcome {
    let pair = (finance.value, reinvestment.value)
    do {
      _ = try InternalRates.modified(yearly, finance: pair.0, reinvestment: pair.1)
    } catch {
      return .missing(reason: "\(error)")
    }
    return Outcome(
      Figure(
        "modified internal rate of return", unit: perYear,
        .formula("(FV(inflows) / PV(outflows))^(1/n) - 1") { numbers in
          let flows = Timeline(numbers[5...]).flows(
            capital: numbers[0], upkeep: numbers[1], variable: numbers[2])
          return
            (try? InternalRates.modified(flows, finance: numbers[3], reinvestment: numbers[4]))
            ?? .nan
        }, of: flows.inputs + [finance, reinvestment] + timeline), else: "")
  }

  /// Present value of what the project brings over that of capital and upkeep.
  func benefitCostRatio(rate: Figure) -> Outcome {
    let ratio = Figure(
      "benefit-cost ratio", unit: .one, .formula("PV(benefits) / PV(capital + upkeep)") { numbers in
        let factors = Timeline(numbers[4...]).factors(rate: numbers[3])
        return numbers[2] * factors.variable
          / (numbers[0] * factors.capital + numbers[1] * factors.upkeep)
      }, of: flows.inputs + [rate] + timeline)
    return flows.capital.value > 0
      ? Outcome(ratio, else: "")
      : .missing(reason: "nothing is built for this route, so there is no cost to hold against")
  }

  /// Years until the flows have paid for themselves.
  func payback() -> Outcome {
    years("payback", "years until the running sum is 0") { try? ProjectMeasure.payback(of: $0) }
  }

  /// Years until the discounted flows have paid for themselves.
  func discountedPayback(rate: Figure) -> Outcome {
    let rate = rate.value
    return years("discounted payback", "years until the discounted running sum is 0") {
      try? ProjectMeasure.discountedPayback(of: $0, rate: rate)
    }
  }

  private func years(
    _ label: String, _ formula: String, _ body: @escaping @Sendable ([Double]) -> Double??
  ) -> Outcome {
    guard flows.capital.value > 0 else {
      return .missing(reason: "nothing is built for this route, so there is nothing to pay back")
    }
    let figure = flows.result(label, formula, unit: .year, timeline: timeline) {
      (body($0) ?? nil) ?? .nan
    }
    return figure.value.isFinite
      ? .figure(figure) : .missing(reason: "the flows do not pay for themselves within the horizon")
  }
}
