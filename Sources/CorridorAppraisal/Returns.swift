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
      ) { flows, _ in (try? InternalRates(of: flows)).flatMap(\.only) }, else: "")
  }

  /// How often the flows change sign, and what Norstrøm's test and the number of rates say of it.
  func signChanges() -> Outcome {
    do {
      let rates = try InternalRates(of: yearly)
      return Outcome(
        flows.result(
          "changes of sign",
          "from one yearly flow to the next; \(rates.roots.count) internal rates, Norstrøm's test "
            + (rates.passesNorstrom ? "passed" : "not passed"), unit: .one, timeline: timeline
        ) { flows, _ in (try? InternalRates(of: flows)).map { Double($0.signChanges) } },
        else: "")
    } catch { return .missing(reason: "\(error)") }
  }

  /// The modified internal rate of return.
  func modifiedRate(finance: Figure, reinvestment: Figure) -> Outcome {
    do {
      _ = try InternalRates.modified(
        yearly, finance: finance.value, reinvestment: reinvestment.value)
    } catch {
      return .missing(reason: "\(error)")
    }
    return Outcome(
      flows.result(
        "modified internal rate of return", "(FV(inflows) / PV(outflows))^(1/n) - 1",
        unit: perYear, timeline: timeline, rates: [finance, reinvestment]
      ) { flows, rates in
        try? InternalRates.modified(flows, finance: rates[0], reinvestment: rates[1])
      }, else: "")
  }

  /// Present value of the yearly amounts over that of capital and upkeep.
  func benefitCostRatio(rate: Figure) -> Outcome {
    let ratio = Figure(
      "benefit-cost ratio", unit: .one,
      .formula("PV(yearly amounts) / PV(capital + upkeep)") {
        numbers in
        guard let factors = Timeline(numbers[4...])?.factors(rate: numbers[3]) else { return .nan }
        return numbers[2] * factors.variable
          / (numbers[0] * factors.capital + numbers[1] * factors.upkeep)
      }, of: flows.inputs + [rate] + timeline)
    return flows.capital.value > 0
      ? Outcome(ratio, else: "") : .missing(reason: Self.nothingSpent)
  }

  /// Years until the flows have paid for themselves.
  func payback() -> Outcome {
    years(
      flows.result(
        "payback", "years until the running sum is 0", unit: .year, timeline: timeline
      ) { flows, _ in (try? ProjectMeasure.payback(of: flows)) ?? nil })
  }

  /// Years until the discounted flows have paid for themselves.
  func discountedPayback(rate: Figure) -> Outcome {
    years(
      flows.result(
        "discounted payback", "years until the discounted running sum is 0", unit: .year,
        timeline: timeline, rates: [rate]
      ) { flows, rates in
        (try? ProjectMeasure.discountedPayback(of: flows, rate: rates[0])) ?? nil
      })
  }

  private func years(_ figure: Figure) -> Outcome {
    guard flows.capital.value > 0 else { return .missing(reason: Self.nothingSpent) }
    return figure.value.isFinite
      ? .figure(figure) : .missing(reason: "the flows do not pay for themselves within the horizon")
  }

  private static let nothingSpent = "nothing is spent on building this route"
}
