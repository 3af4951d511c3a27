import CorridorAppraisal

/// One account of a project, in the millions of the study: what a year brings, and what politics take.
public struct PoliticalAccount: Hashable, Sendable {
  /// Whose account it is.
  public enum View: String, Hashable, Sendable, CaseIterable {
    /// All parties together.
    case economic
    /// Who builds it.
    case `private`
  }

  /// Whose account it is.
  public let view: View
  /// What a year at the stated demand brings while nothing disturbs it, before upkeep.
  public let yearly: Double
  /// What a year costs when fees double; 0 where a fee is a transfer.
  public let fees: Double
  /// What a day of delay of everything that passes costs a year; 0 where it is nobody's in the account.
  public let delay: Double
  /// The discount rate of a year.
  public let rate: Double
}

/// What building a route brings, with the values of a run.
public struct PoliticalProject: Sendable {
  /// Capital still to be spent, in millions.
  public let capital: Double
  /// What is due in each year of operation, in millions.
  public let upkeep: Double
  /// Years of construction.
  public let construction: Int
  /// Years of operation.
  public let operation: Int
  /// By year from 0: demand relative to the stated one; 0 in years of construction.
  public let levels: [Double]
  /// The first year after ramp-up, counted from the decision.
  public let fullYear: Int
  /// Demand in the first year after ramp-up, relative to the stated one.
  public let fullLevel: Double
  /// All fees to countries on the way at the stated demand, in millions a year.
  public let fees: Double
  /// The same by country.
  public let feesByCountry: [String: Double]
  /// The economic account, or why there is none.
  public let economic: PoliticalAnswer<PoliticalAccount>
  /// The account of who builds.
  public let builder: PoliticalAccount
  let horizon: HorizonColumns

  init(_ project: RiskFigures.Project, _ figures: RiskFigures, of route: RouteResult) {
    capital = project.capital.value
    upkeep = project.upkeep.value
    let timeline = figures.timeline.map(\.value)
    func years(_ place: Int) -> Int {
      timeline.indices.contains(place) ? Int(max(0, min(timeline[place].rounded(), 499))) : 0
    }
    construction = years(0)
    operation = years(1)
    horizon = HorizonColumns(
      timeline: timeline.map { Column($0) }, years: construction + operation)
    levels = horizon.level.map(\.folded)
    // The first year with no ramp-up share of its own; of a short operation the last.
    fullYear = construction + max(0, min(timeline.count - 3, operation - 1))
    fullLevel = levels.indices.contains(fullYear) ? levels[fullYear] : 1
    fees = project.fees.value
    feesByCountry = project.feesByCountry.mapValues(\.value)
    let economicValue = route.outcome(figures.keys.economicValue)
    economic =
      project.hasEconomicValue
      ? .known(
        PoliticalAccount(
          view: .economic, yearly: project.total.value, fees: 0, delay: project.delay?.value ?? 0,
          rate: figures.economicRate.value))
      : .missing(reason: economicValue?.reason ?? "the economic account is not known")
    builder = PoliticalAccount(
      view: .private, yearly: project.builder.value, fees: project.fees.value, delay: 0,
      rate: figures.privateRate.value)
  }

  /// The accounts that are known.
  public var accounts: [PoliticalAccount] { [economic.value, builder].compactMap(\.self) }

  /// The account of a view, or why there is none.
  public func account(_ view: PoliticalAccount.View) -> PoliticalAnswer<PoliticalAccount> {
    view == .economic ? economic : .known(builder)
  }

  /// Net present value while politics do this, in millions: the formula of ``RiskModel``.
  func value(_ account: PoliticalAccount, _ politics: PoliticsColumns) -> Double {
    let factors = FactorColumns(rate: Column(account.rate), horizon: horizon, politics: politics)
    var value = Column(account.yearly) * factors.variable
    value -= Column(account.fees) * factors.fee
    value -= Column(account.delay) * factors.delay
    value -= Column(upkeep) * factors.upkeep
    value -= Column(capital) * (factors.capital + factors.loss)
    return value.folded
  }

  /// The present value of the capital at the decision to build, in millions: spent evenly over
  /// construction.
  func presentCapital(_ account: PoliticalAccount) -> Double {
    var factor = 1.0
    var sum = 0.0
    for _ in 0..<construction {
      sum += factor * capital / Double(construction)
      factor /= 1 + account.rate
    }
    return sum
  }

  /// What a year after ramp-up brings in each joint regime, in millions, losses on entry included.
  ///
  /// What is lost on entering a regime is rebuilt, as in ``RiskModel``: in the year before, it is what
  /// that is expected to cost, discounted by a year.
  func flows(_ account: PoliticalAccount, in route: RouteRegimes) throws(PoliticsError) -> [Double]
  {
    var flows: [Double] = []
    for state in route.joint.chain.states.indices {
      let passing = fullLevel * route.availability[state] * route.demand[state]
      let earned =
        account.yearly - (route.fee[state] - 1) * account.fees
        - route.delayDays[state] * account.delay
      var lost = 0.0
      for (part, place) in try route.joint.places(of: state).enumerated() {
        let chain = route.joint.parts[part]
        for (next, loss) in route.entryLosses[part].enumerated() where next != place {
          lost += chain.matrix[place, next] * loss
        }
      }
      flows.append(passing * earned - upkeep - capital * lost / (1 + account.rate))
    }
    return flows
  }
}

extension Column {
  /// The number of a column that is the same in every world; not a number for others.
  var folded: Double {
    var folding = Folding()
    let place = folding.place(node)
    guard folding.entries.indices.contains(place),
      case .constant(let value) = folding.entries[place].step
    else { return .nan }
    return value
  }
}
