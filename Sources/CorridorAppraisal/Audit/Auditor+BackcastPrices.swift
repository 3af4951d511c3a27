import CorridorNetwork
import CorridorStudy
import CorridorUnits

extension Auditor {
  /// Finds money in the figures of a backcast that is not in prices of the year that its unit tells.
  func checkPrices(of backcast: Backcast, _ found: inout [Diagnostic]) {
    var happened: [String: Prices] = [:]
    for outcome in backcast.outcomes {
      happened[outcome.name] = (try? prices(in: outcome.quantity, happened)) ?? .unknown
    }
    for figure in backcast.figures {
      do throws(QuantityFailure) { try checkPrices(of: figure, happened) } catch {
        let mistake = error.mistake(
          "bad-backcast", of: "backcast '\(backcast.id)'", at: figure.location,
          in: quantities.network.study.folder)
        if let mistake { found.append(mistake) }
      }
    }
  }

  private func checkPrices(of figure: Backcast.Figure, _ happened: [String: Prices])
    throws(QuantityFailure)
  {
    let base = quantities.network.study.settings.priceBase
    let money = "money in '\(figure.unit)' (\(figure.about))"
    let year = try prices(in: figure.quantity, happened).year(base: base.year)
    let isMoney = figure.unit.contains("\(base.currency)")
    guard isMoney || year != nil else {
      guard figure.priceYear == nil else {
        throw .wrong(
          "'\(figure.unit)' (\(figure.about)) is no money, and has a price year",
          remedy: "delete 'price_year'")
      }
      return
    }
    let words = figure.unit.split(separator: " ").map(String.init)
    let told = zip(words, words.dropFirst()).lazy.compactMap { $0 == "of" ? Int($1) : nil }.first
    guard isMoney, let told else {
      throw .wrong(
        "\(money) does not say of which year",
        remedy: "write its currency and year, as "
          + "'\(base.currency) of \(base.year)'")
    }
    if let year, year != .single(told) {
      throw .wrong(
        "\(money) is in prices " + Self.words(year), remedy: "divide it once by {deflator:\(told)}")
    }
    for (key, limit) in [("low", figure.low), ("high", figure.high), ("against", figure.against)] {
      guard let limit else { continue }
      try check(limit, as: key, of: figure, told: told, happened, money: money)
    }
  }

  /// A limit of money: money of the year told, a number restated to it, or a number with its year.
  private func check(
    _ limit: String, as key: String, of figure: Backcast.Figure, told: Int,
    _ happened: [String: Prices], money: String
  ) throws(QuantityFailure) {
    let base = quantities.network.study.settings.priceBase.year
    let prices = try prices(in: limit, happened)
    switch prices.kind {
    case .unknown: return
    case .known(power: 0, var deflators) where !deflators.isEmpty:
      if told != base { deflators[told, default: 0] += 1 }
      let left = deflators.filter { $0.value != 0 }
      guard left.count > 1 || left.values.contains(where: { $0 != 1 }) else { return }
      throw .wrong(
        "'\(key)' of \(money) is restated from no one year to \(told)",
        remedy: "write it once times {deflator:YEAR}"
          + (told == base ? "" : " and once over {deflator:\(told)}"))
    case .known(power: 1, _):
      guard let year = prices.year(base: base), year != .single(told) else { return }
      throw .wrong(
        "'\(key)' of \(money) is in prices " + Self.words(year),
        remedy: "divide it once by {deflator:\(told)}")
    case .known, .literal:
      // Nothing is nothing in any year.
      if (try? value(limit, quantities)) == 0 { return }
      let restated = "{deflator:\(figure.priceYear.map(String.init) ?? "YEAR")}"
      let remedy =
        "write '\(limit) * \(restated)" + (told == base ? "'" : " / {deflator:\(told)}'")
      guard let year = figure.priceYear else {
        throw .wrong(
          "'\(key)' of \(money) is a number without a price year",
          remedy: "add 'price_year', or \(remedy) with the year in which it was stated")
      }
      guard year == told else {
        throw .wrong("'\(key)' of \(money) is in prices of \(year)", remedy: remedy)
      }
    }
  }

  private func prices(in expression: String, _ happened: [String: Prices])
    throws(QuantityFailure) -> Prices
  {
    try Expression<Prices>.value(of: expression) { name throws(QuantityFailure) in
      let words = name.split(separator: " ", maxSplits: 1).map(String.init)
      if name.hasPrefix("happened:") {
        return happened[String(name.dropFirst("happened:".count))] ?? .unknown
      }
      return quantities.prices(
        of: words.count == 2 && words[0].hasPrefix("scenario:") ? words[1] : name)
    }
  }

  private static func words(_ year: Prices.Year) -> String {
    if case .single(let year) = year { "of \(year)" } else { "of no one year" }
  }
}
