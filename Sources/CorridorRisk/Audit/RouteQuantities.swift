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
/// | `ACCOUNT.expected REGIME` | the same in expectation, raised fees of hosts included |
/// | `ACCOUNT.held REGIME` | the same when the regime lasts for ever, other processes running on |
/// | `ACCOUNT.held_alone REGIME` | the same when nothing else disturbs the route, no host either |
/// | `ACCOUNT.worth REGIME` | what the finished work is worth for ever |
/// | `ACCOUNT.build_now REGIME`, `ACCOUNT.option REGIME` | what it is worth to decide now, and to be free to |
/// | `ACCOUNT.waits REGIME` | 1 where waiting is best, else 0 |
/// | `years`, `years_open REGIME` | years of operation, and in how many it is expected to be open |
/// | `availability REGIME` | the share of a year that the regime leaves open |
/// | `entry_loss REGIME` | the share of the assets that is lost on entering it |
/// | `importance COUNTRY` | years open that hang on a country: when it is always open, less when never |
/// | `importance_elsewhere COUNTRY` | the greatest of any other country on the way |
/// | `hold_up.KEY COUNTRY` | what a contract with a host is worth and suffers: see ``hold(_:_:)`` |
/// | `hold_up.KEY COUNTRY beside COMPARISON/ROUTE` | the same where its builder can fall back on another route |
struct RouteQuantities: Sendable {
  let route: PoliticalRoute
  let path: Route
  let model: RegimeModel
  let regimes: Regimes

  /// The value of a key; `other` finds another route by its id.
  func value(
    of words: [String], beside other: (String) throws(QuantityFailure) -> RouteQuantities
  ) throws(QuantityFailure) -> Double {
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
      if parts.count == 2, parts[0] == "hold_up" {
        let country = try country(word)
        guard words.count > 2 else { return try hold(parts[1], holdUp(of: country)) }
        guard words.count == 4, words[2] == "beside" else {
          throw .wrong(
            "`\(words.joined(separator: " "))` is nothing of a hold-up",
            remedy:
              "write such as 'hold_up.investor XX' or 'hold_up.investor XX beside COMPARISON/ROUTE'"
          )
        }
        return try hold(parts[1], holdUp(of: country, beside: other(words[3])))
      }
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

  func known<Value>(_ answer: PoliticalAnswer<Value>?) throws(QuantityFailure) -> Value {
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
}

extension Exposure {
  /// Whether a country has a part in it.
  fileprivate func touches(_ country: String) -> Bool {
    countries.contains(country) || crossings.contains { $0.contains(country) }
  }
}
