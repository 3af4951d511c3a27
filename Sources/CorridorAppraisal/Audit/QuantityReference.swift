import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// What stands in braces, and the unit that it is asked for in.
struct QuantityReference {
  /// The words of the reference itself.
  let words: [String]
  /// The unit behind ` in `; nil where there is none.
  let unit: String?

  init(_ name: String) {
    let words = name.split(separator: " ").map(String.init)
    let isConverted = words.count > 2 && words[words.count - 2] == "in"
    self.words = isConverted ? Array(words.dropLast(2)) : words
    unit = isConverted ? words.last : nil
  }
}

/// A number with its unit, as `3 km` or `4 bnUSD @2010`.
struct StatedQuantity {
  let value: Double
  let unit: Unit
  let priceYear: Int?

  /// Reads words; nil where they do not begin with a number.
  init?(_ words: [String]) throws(QuantityFailure) {
    guard let first = words.first, let value = Double(first), value.isFinite else { return nil }
    let text = words.joined(separator: " ")
    guard words.count == 2 || words.count == 3 else {
      throw .wrong(
        "`{\(text)}` is no number with a unit", remedy: "write it as {3 km} or {4 bnUSD @2010}")
    }
    do { unit = try Unit(words[1]) } catch {
      throw .wrong("`{\(text)}`: \(error)", remedy: "write it as {3 km} or {4 bnUSD @2010}")
    }
    self.value = value
    priceYear = words.count == 3 && words[2].hasPrefix("@") ? Int(words[2].dropFirst()) : nil
    guard unit.hasMoney == (priceYear != nil), unit.hasMoney == (words.count == 3) else {
      throw .wrong(
        "`{\(text)}` " + (unit.hasMoney ? "is money without a price year" : "is no money"),
        remedy: unit.hasMoney ? "write {\(first) \(words[1]) @YEAR}" : "take the price year out")
    }
  }
}

extension Quantities {
  /// What a value is multiplied with for the unit that is asked for; 1 where it stays as it is.
  func factor(of reference: QuantityReference) throws(QuantityFailure) -> Double {
    guard let text = reference.unit else { return 1 }
    let name = reference.words.joined(separator: " ")
    do {
      let target = try Unit(text)
      return try measure(of: reference.words).unit?.factor(to: target) ?? 1
    } catch { throw .wrong("`{\(name)}`: \(error)", remedy: "name a unit that fits") }
  }

  /// The value of a reference with what is known of its unit.
  func measured(_ name: String) throws(QuantityFailure) -> Measured {
    Measured(number: try value(of: name), measure: measure(of: name))
  }

  /// What is known of the unit of a reference; it need not have a value.
  func measure(of name: String) -> Measure {
    let reference = QuantityReference(name)
    let found = measure(of: reference.words)
    guard let text = reference.unit else { return found }
    guard let unit = try? Unit(text) else { return .unknown }
    // What does not fit is told with the value.
    return (try? Measure.converted(found, to: unit, in: name)) ?? .unknown
  }

  private func measure(of words: [String]) -> Measure {
    let base = network.study.settings.priceBase
    if let stated = try? StatedQuantity(words) {
      guard let year = stated.priceYear, year != base.year else { return Measure(stated.unit) }
      return Measure(stated.unit, pricesOf: year)
    }
    guard let head = words.first, let colon = head.firstIndex(of: ":") else { return .unknown }
    let kind = String(head[..<colon])
    let id = String(head[head.index(after: colon)...])
    let key = words.count > 1 ? words[1] : ""
    switch kind {
    case "deflator": return Int(id).map { Measure(deflator: $0) } ?? .unknown
    case "link", "corridor", "boundary":
      return Measure(["route_factor", "crossings"].contains(key) ? .one : .kilometre)
    case "geodesic": return Measure(.kilometre)
    case "place":
      guard key == "ice_days" else { return .pure }
      return network.study.place(id)?.iceDays.map(measure(ofAssumption:)) ?? .unknown
    case "zone": return Measure(key == "since" ? .year : .one)
    case "zones": return .pure
    case "assumption": return measure(ofAssumption: id)
    case "route":
      if key == "sea_km" || key.hasPrefix("km.") { return Measure(.kilometre) }
      if key == "crossings" { return .pure }
      let unit = routes[id]?.outcome(key)?.figure?.unit ?? network.study.unit(of: key, onRoute: id)
      return unit.map { Measure($0) } ?? .unknown
    default:
      let source = sources.first { $0.kinds.contains(kind) }
      let unit = source?.unit(of: kind, id: id, words: Array(words.dropFirst()))
      return unit.map { Measure($0) } ?? .unknown
    }
  }

  private func measure(ofAssumption id: String) -> Measure {
    let currency = network.study.settings.priceBase.currency
    let unit =
      assumptions[id]?.unit ?? network.study.assumption(id)?.base.unit.inCurrency(currency)
    return unit.map { Measure($0) } ?? .unknown
  }
}
