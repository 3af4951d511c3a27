import CorridorAppraisal
import CorridorNetwork
import CorridorStudy

/// What politics make of one route, as quantities.
///
/// Money is in millions. A REGIME is one of the first process that matters to the route, by its id; without
/// one it is that in which the run begins. ACCOUNT is `economic` or `private`.
///
/// | key | is |
/// | --- | --- |
/// | `ACCOUNT.undisturbed` | net present value without politics |
/// | `ACCOUNT.expected REGIME` | the same in expectation |
/// | `ACCOUNT.held REGIME` | the same when the regime lasts for ever, other processes running on |
/// | `ACCOUNT.held_alone REGIME` | the same when nothing else disturbs the route |
/// | `ACCOUNT.worth REGIME` | what the finished work is worth for ever |
/// | `ACCOUNT.build_now REGIME`, `ACCOUNT.option REGIME` | what it is worth to decide now, and to be free to |
/// | `ACCOUNT.waits REGIME` | 1 where waiting is best, else 0 |
/// | `years`, `years_open REGIME` | years of operation, and in how many it is expected to be open |
/// | `availability REGIME` | the share of a year that the regime leaves open |
/// | `entry_loss REGIME` | the share of the assets that is lost on entering it |
/// | `importance COUNTRY` | years open that hang on a country: when it is always open, less when never |
/// | `importance_elsewhere COUNTRY` | the greatest of any other country on the way |
/// | `hold_up.KEY COUNTRY` | see ``hold(_:_:)`` |
struct RouteQuantities: Sendable {
  let route: PoliticalRoute
  let path: Route
  let model: RegimeModel
  let regimes: Regimes

  func value(of words: [String]) throws(QuantityFailure) -> Double {
    let key = words.first ?? ""
    let word = words.dropFirst().first
    switch key {
    case "years": return Double(route.operation)
    case "years_open":
      if let regime = try regime(word) { return regime.yearsOpen }
      return try known(route.yearsOpen)
    case "availability": return try effect(of: word, \.availability, none: 1)
    case "entry_loss": return try effect(of: word, \.entryLoss, none: 0)
    case "importance": return try importance(of: country(word))
    case "importance_elsewhere":
      let country = try country(word)
      return path.lengthByCountry.map(\.country).filter { $0 != country }
        .map { importance(of: $0) }.max() ?? 0
    default:
      let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
      if parts.count == 2, parts[0] == "hold_up" { return try hold(parts[1], country(word)) }
      guard parts.count == 2, let view = PoliticalAccount.View(rawValue: parts[0]) else {
        throw PoliticalQuantities.unknown(
          "key of politics", key,
          [
            "economic.expected", "private.expected", "years", "years_open", "availability",
            "entry_loss", "importance", "importance_elsewhere", "hold_up.investor",
          ])
      }
      return try account(view, parts[1], word)
    }
  }

  private func known<Value>(_ answer: PoliticalAnswer<Value>?) throws(QuantityFailure) -> Value {
    switch answer {
    case .known(let value): return value
    case .missing(let reason): throw .unavailable("\(path.plan.id): \(reason)")
    case nil: throw .unavailable("\(path.plan.id) has no such account")
    }
  }

  private func account(_ view: PoliticalAccount.View, _ key: String, _ word: String?)
    throws(QuantityFailure) -> Double
  {
    if key == "undisturbed" { return try known(route.values[view]).undisturbed }
    guard let regime = try regime(word) ?? route.regimes.first(where: \.isStart) else {
      // Nothing political touches it: it is undisturbed in every regime.
      guard ["expected", "held", "held_alone"].contains(key) else {
        throw .unavailable("no political process matters to \(path.plan.id)")
      }
      return try known(route.values[view]).undisturbed
    }
    let account = try known(regime.accounts[view])
    switch key {
    case "expected": return account.expected
    case "held": return account.held
    case "held_alone": return account.heldAlone
    case "worth": return account.worth
    case "build_now": return try known(account.option).buildNow
    case "option": return try known(account.option).value
    case "waits": return try known(account.option).decision == .wait ? 1 : 0
    default:
      throw PoliticalQuantities.unknown(
        "key of an account", key,
        ["undisturbed", "expected", "held", "held_alone", "worth", "build_now", "option", "waits"])
    }
  }

  private func regime(_ word: String?) throws(QuantityFailure) -> PoliticalRoute.Regime? {
    guard let word else { return nil }
    if let found = route.regimes.first(where: { $0.id == word }) { return found }
    if route.regimes.isEmpty, regimes.state(word) != nil {
      throw .unavailable(
        "\(path.plan.id) is in no regime `\(word)`: "
          + (route.yearsOpen.reason ?? "no political process matters to it"))
    }
    throw PoliticalQuantities.unknown(
      "regime of \(path.plan.id)", word, route.regimes.map(\.id))
  }

  private func country(_ word: String?) throws(QuantityFailure) -> String {
    guard let word else { throw .wrong("no country is named", remedy: "write its code behind") }
    return word
  }

  /// What a regime of any process does to the route.
  private func effect(
    of word: String?, _ key: KeyPath<RegimeModel.Effects, [Double]>, none: Double
  ) throws(QuantityFailure) -> Double {
    guard let word else { throw .wrong("no regime is named", remedy: "write its id behind") }
    guard let (process, place) = regimes.state(word) else {
      throw PoliticalQuantities.unknown(
        "regime", word, regimes.processes.flatMap { $0.states.map(\.id) })
    }
    for (found, exposure) in zip(model.processes, route.exposures) where found.id == process.id {
      guard let effects = found.effects.first(where: { $0.exposure == exposure }) else { break }
      return effects[keyPath: key][place]
    }
    return none
  }

  /// The years in which the route is expected to be open when a country is always so, less those when it
  /// never is, which are none.
  ///
  /// - Source: Birnbaum (1969), *Multivariate Analysis II*: the importance of a component.
  private func importance(of country: String) -> Double {
    guard path.lengthByCountry.contains(where: { $0.country == country }) else { return 0 }
    let construction = route.project.value?.construction ?? 0
    let expectation = PoliticalExpectation(
      model, regimes.exposure(of: path), years: construction + route.operation,
      opening: construction)
    let courses = expectation.processes.map { process -> PoliticalCourse in
      let touches = zip(model.processes, route.exposures).contains { found, exposure in
        found.id == process.id && exposure.flatMap(regimes.exposure)?.touches(country) == true
      }
      return touches ? .leftOut : .running(from: process.start)
    }
    return expectation.open(courses).dropFirst(construction).reduce(0, +)
  }

  /// What a host makes of the project.
  func holdUp(of country: String) throws(QuantityFailure) -> PoliticalHost.Result {
    guard let host = route.hosts.first(where: { $0.country == country }) else {
      throw .unavailable("no host \(country) with terms is on \(path.plan.id)")
    }
    return try known(host.holdUp)
  }

  /// What a contract with a host is worth and suffers.
  ///
  /// `undisturbed` and `investor` (net present values of the investor, without and with the host's ways),
  /// `host`, `reopenings` (the expected number), `ended` (the chance that it was ended within the horizon),
  /// `capital` and `surplus` (present values), `fee` and `self_enforcing_fee` (a year), `guarantee` (the
  /// share of lost capital that a guarantor must pay for the investor's value to be 0; above 1 where
  /// none suffices), `grant` (the same as a share of capital paid by others).
  private func hold(_ key: String, _ country: String) throws(QuantityFailure) -> Double {
    let found = try holdUp(of: country)
    switch key {
    case "undisturbed": return found.values.undisturbed
    case "investor": return found.values.investor
    case "host": return found.values.host
    case "reopenings": return found.values.reopenings
    case "ended": return found.ended
    case "capital": return found.capital
    case "surplus": return found.surplus
    case "fee": return found.fee
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
          "self_enforcing_fee", "grant", "guarantee",
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
}

extension Exposure {
  /// Whether a country has a part in it.
  fileprivate func touches(_ country: String) -> Bool {
    countries.contains(country) || crossings.contains { $0.contains(country) }
  }
}
