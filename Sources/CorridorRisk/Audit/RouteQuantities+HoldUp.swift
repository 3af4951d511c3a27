import CorridorAppraisal
import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// What a contract with a host is worth and suffers.
extension RouteQuantities {
  /// What a host makes of the project.
  func holdUp(of country: String) throws(QuantityFailure) -> PoliticalHost.Result {
    guard let host = route.hosts.first(where: { $0.country == country }) else {
      throw .unavailable("no host \(country) with terms is on \(path.plan.id)")
    }
    return try known(host.holdUp)
  }

  /// The same where the builder has, for each year that the project stands still and after its end, what
  /// another route would earn it; nothing in years in which that would lose.
  func holdUp(of country: String, beside other: RouteQuantities)
    throws(QuantityFailure) -> PoliticalHost.Result
  {
    let found = try holdUp(of: country)
    let fallback = try other.known(other.route.project)
    let flows = fallback.levels.map { $0 * fallback.builder.yearly - fallback.upkeep }
    do throws(PoliticsError) { return try found.beside(flows) } catch {
      throw .unavailable("\(error)")
    }
  }

  /// What a contract with a host is worth and suffers.
  ///
  /// `undisturbed` and `investor` (net present values of the investor, without and with the host's ways),
  /// `host`, `reopenings` (the expected number), `ended` (the chance that it was ended within the horizon),
  /// `capital` and `surplus` (present values), `fee`, `settled_fee` (what a reopened contract is settled at) and
  /// `self_enforcing_fee` (of a full year), `guarantee` (the share of lost capital that a guarantor must pay
  /// for the investor's value to be 0; above 1 where none suffices), `grant` (the same as a share of capital
  /// paid by others).
  func hold(_ key: String, _ found: PoliticalHost.Result) throws(QuantityFailure) -> Double {
    switch key {
    case "undisturbed": return found.values.undisturbed
    case "investor": return found.values.investor
    case "host": return found.values.host
    case "reopenings": return found.values.reopenings
    case "ended": return found.ended
    case "capital": return found.capital
    case "surplus": return found.surplus
    case "fee": return found.fee
    case "settled_fee": return try settledFee(found)
    case "self_enforcing_fee": return found.selfEnforcingFee
    case "grant":
      guard found.capital > 0 else { throw .unavailable("\(path.plan.id) has no capital") }
      return max(0, -found.values.investor / found.capital)
    case "guarantee": return try guarantee(found)
    default:
      throw PoliticalQuantities.unknown(
        "key of a hold-up", key,
        [
          "undisturbed", "investor", "host", "reopenings", "ended", "capital", "surplus", "fee",
          "settled_fee", "self_enforcing_fee", "grant", "guarantee",
        ])
    }
  }

  /// The investor's value is linear in what is guaranteed.
  private func guarantee(_ found: PoliticalHost.Result) throws(QuantityFailure) -> Double {
    if found.values.investor >= 0 { return 0 }
    let whole: Double
    do throws(PoliticsError) {
      whole = try found.contract.mitigated(by: .guarantee(share: 1, premium: 0)).values().investor
    } catch { throw .unavailable("\(error)") }
    let gain = whole - found.values.investor
    guard gain > 0 else { throw .unavailable("a guarantee is worth nothing on \(path.plan.id)") }
    return -found.values.investor / gain
  }
  /// The fee of a full year after the contract was reopened once, the mean over what the host may demand.
  private func settledFee(_ found: PoliticalHost.Result) throws(QuantityFailure) -> Double {
    let year = try known(route.project).fullYear
    do throws(PoliticsError) {
      let years = try HoldUpYears(found.contract)
      let demands = found.contract.demands
      return demands.reduce(0) { $0 + years.fee(year, demand: $1) } / Double(demands.count)
    } catch { throw .unavailable("\(error)") }
  }
}

extension RouteQuantities {
  /// The unit of a key; it need not have a value.
  static func unit(of key: String, currency: Currency) -> Unit? {
    switch key {
    case "years", "years_open", "importance", "importance_elsewhere": return .year
    case "availability", "entry_loss": return .one
    default: break
    }
    let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let millions = try? Unit("M\(currency)") else { return nil }
    switch parts[1] {
    case "waits", "reopenings", "ended", "guarantee", "grant": return .one
    case "fee", "settled_fee", "self_enforcing_fee":
      return parts[0] == "hold_up" ? try? millions / .year : millions
    default: return millions
    }
  }
}
