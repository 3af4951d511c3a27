public import CorridorStudy
public import CorridorUnits

extension ResultKeys {
  /// The unit of what stands under a key, by how the key ends; nil where it does not say.
  ///
  /// - Parameters:
  ///   - key: a key of results, such as `price_usd_per_teu` or `indicators.swd_km_per_h`.
  ///   - service: what moves.
  ///   - currency: the study's currency.
  /// - Returns: the unit.
  public static func unit(of key: String, service: Service, currency: Currency) -> Unit? {
    let levels = key.split(separator: ".").map(String.init)
    guard let first = levels.first else { return nil }
    let money = Unit(currency)
    let millions = try? Unit("M\(currency)")
    if first == "accounts" { return millions }
    let name = first == "indicators" && levels.count > 1 ? levels[1] : first
    if ["share", "route_factor", "benefit_cost_ratio", "irr_sign_changes"].contains(name) {
      return .one
    }
    let byCountry = "_by_country"
    let plain = name.hasSuffix(byCountry) ? String(name.dropLast(byCountry.count)) : name
    let code = currency.code.lowercased()
    func unit(_ word: String) -> Unit? {
      switch word {
      case code: money
      case "m" + code: millions
      case service.key: service.unit
      case "km": .kilometre
      case "kg": .kilogramCO2e
      case "days": .day
      case "years", "year": .year
      case "hours", "h": .hour
      case "crossing": .one
      default: try? Unit(word)
      }
    }
    let parts = plain.split(separator: "_per_").map(String.init)
    let last = (parts.first ?? "").split(separator: "_").last.map(String.init) ?? ""
    guard var result = unit(last) ?? (parts.count > 1 ? .one : nil) else { return nil }
    for part in parts.dropFirst() {
      guard let below = unit(part), let quotient = try? result / below else { return nil }
      result = quotient
    }
    return result
  }
}

extension Study {
  /// The unit of a key of results on a route; nil where there is no such route or the key does not say.
  package func unit(of key: String, onRoute id: String) -> Unit? {
    guard let route = route(id),
      let comparison = comparisons.first(where: { $0.id == route.comparison }),
      let service = service(comparison.service)
    else { return nil }
    return ResultKeys.unit(of: key, service: service, currency: settings.priceBase.currency)
  }
}
