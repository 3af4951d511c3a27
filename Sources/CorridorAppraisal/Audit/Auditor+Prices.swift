import CorridorNetwork
import CorridorStudy
import CorridorUnits

extension Auditor {
  /// Finds money that is held against what is no money, or against money of another price year.
  func checkPrices(of check: Claim.Check, for claim: Claim, _ found: inout [Diagnostic]) {
    for held in check.everywhere {
      do throws(QuantityFailure) {
        switch held.rule {
        case .figure(let expression, _, _), .arithmetic(let expression, _):
          if let stated = check.states ?? claim.stated {
            try require(prices(in: expression), like: stated)
          }
        case .relation(let left, _, let right, let unit):
          let sides = (try prices(in: left), try prices(in: right))
          _ = try Prices.combined(sides.0, "-", sides.1, in: "\(left) - (\(right))")
          if let unit {
            try require(sides.0, in: unit)
            try require(sides.1, in: unit)
          }
        case .comparable, .separates, .passes, .present: break
        }
      } catch {
        let mistake = error.mistake(
          "bad-check", of: "claim '\(claim.id)'", at: check.location,
          in: quantities.network.study.folder)
        if let mistake { found.append(mistake) }
      }
    }
  }

  private func prices(in expression: String) throws(QuantityFailure) -> Prices {
    try Expression<Prices>.value(of: expression) { name throws(QuantityFailure) in
      let words = name.split(separator: " ", maxSplits: 1).map(String.init)
      return quantities.prices(
        of: words.count == 2 && words[0].hasPrefix("scenario:") ? words[1] : name)
    }
  }

  private func require(_ prices: Prices, like stated: Claim.Stated) throws(QuantityFailure) {
    let base = quantities.network.study.settings.priceBase
    guard let year = prices.year(base: base.year) else { return }
    guard stated.unit.contains("\(base.currency)") else {
      throw .wrong(
        "money in \(base.currency) is held against a figure in '\(stated.unit)'",
        remedy: "state the figure in money, or take the money out of the quantity")
    }
    guard let wanted = stated.priceYear else {
      throw .wrong(
        "money is held against a figure without a price year", remedy: "add 'price_year'")
    }
    guard year != .single(wanted) else { return }
    throw .wrong(
      "money in prices \(Self.words(year)) is held against a figure in prices of \(wanted)",
      remedy: "divide it once by {deflator:\(wanted)}")
  }

  /// One side of a relation whose unit says of which year money is, as `USD/TEU of 2001`.
  private func require(_ prices: Prices, in unit: String) throws(QuantityFailure) {
    let base = quantities.network.study.settings.priceBase
    guard let year = prices.year(base: base.year) else { return }
    let words = unit.split(separator: " ").map(String.init)
    let told = zip(words, words.dropFirst()).first { $0.0 == "of" && Int($0.1) != nil }
    guard unit.contains("\(base.currency)"), let wanted = told.flatMap({ Int($0.1) }) else {
      throw .wrong(
        "money in prices \(Self.words(year)) is told in '\(unit)'",
        remedy: "write its currency and year, as '\(base.currency) of \(base.year)'")
    }
    guard year != .single(wanted) else { return }
    throw .wrong(
      "money in prices \(Self.words(year)) is told in '\(unit)'",
      remedy: "divide it once by {deflator:\(wanted)}, or tell its own year")
  }

  private static func words(_ year: Prices.Year) -> String {
    if case .single(let year) = year { "of \(year)" } else { "of no one year" }
  }
}

extension Quantities {
  /// What is known of the prices of a reference; it need not have a value.
  func prices(of name: String) -> Prices {
    let words = name.split(separator: " ").map(String.init)
    guard let head = words.first, let colon = head.firstIndex(of: ":") else { return .unknown }
    let id = String(head[head.index(after: colon)...])
    switch head[..<colon] {
    case "link", "geodesic", "corridor", "boundary", "place", "zone", "zones": return .pure
    case "assumption":
      let unit =
        words.count == 3 && words[1] == "in" ? try? Unit(words[2]) : assumptions[id]?.unit
      return unit.map { Prices(power: $0.moneyPower) } ?? .unknown
    case "route" where words.count == 2 && words[1].hasPrefix("km."): return .pure
    case "route":
      let outcome = words.count == 2 ? routes[id]?.outcome(words[1]) : nil
      return outcome?.figure.map { Prices(power: $0.unit.moneyPower) } ?? .unknown
    case "deflator": return Int(id).map { Prices(deflator: $0) } ?? .unknown
    default: return .unknown
    }
  }
}
