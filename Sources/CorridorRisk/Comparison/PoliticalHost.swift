import CorridorStudy

/// What a host that may reopen a contract makes of a project: of all that passes, at the builder's rate.
public struct PoliticalHost: Sendable {
  /// The code of its country.
  public let country: String
  /// The terms and their worth, or why there are none.
  public let holdUp: PoliticalAnswer<Result>
  /// What keeping the chance to build costs a year, in millions; nil where the study does not say.
  public let optionUpkeep: Double?

  /// What comes of the contract, in millions.
  public struct Result: Sendable {
    /// The contract.
    public let contract: HoldUp
    /// What it is worth.
    public let values: HoldUpValues
    /// The chance that the project was ended within the horizon.
    public let ended: Double
    /// What the project earns beyond the investor's other choice, before capital: S, a present value.
    public let surplus: Double
    /// The capital K, a present value.
    public let capital: Double
    /// The capital for which the project is worth building and is not built; nil without a surplus.
    public let zone: (above: Double, through: Double)?
    /// Whether the capital lies in the zone; nil without one.
    public var isInZone: Bool? { zone.map { capital > $0.above && capital <= $0.through } }
    /// The fee of a year after ramp-up, in millions.
    public let fee: Double
    /// What breaking the contract once is worth: what a full year leaves the investor.
    public let gain: Double
    /// The fee from which the host keeps its word.
    public let selfEnforcingFee: Double
    /// What each mitigant adds.
    public let mitigants: [Mitigated]
  }

  /// A mitigant and what it adds, in millions.
  public struct Mitigated: Sendable {
    /// What it is.
    public let mitigant: Mitigant
    /// What it adds to the investor's value.
    public let investor: Double
    /// What it adds to the host's value.
    public let host: Double
    /// What it adds to the guarantor's value.
    public let guarantor: Double
  }

  init(
    _ terms: HostTerms, values: RegimeValues, upkeep: Double?,
    _ project: PoliticalAnswer<PoliticalProject>
  ) throws(PoliticsError) {
    country = terms.country
    optionUpkeep = upkeep
    guard let project = project.value else {
      holdUp = .missing(reason: project.reason ?? "there is no project")
      return
    }
    do throws(PoliticsError) {
      let contract = try HoldUp(
        with: terms, values: values, years: Self.years(of: project, host: terms.country),
        rate: project.builder.rate)
      holdUp = .known(try Result(contract, project, terms, values))
    } catch {
      // What was not known yet leaves the rest of the report as it is.
      guard case .study(let what, let remedy, _) = error else { throw error }
      holdUp = .missing(reason: "\(what); \(remedy)")
    }
  }

  /// The flows of the contract: what the builder earns as the appraisal has it, the host's fee added to
  /// the quasi-rent and taken by the host.
  private static func years(of project: PoliticalProject, host: String) -> [HoldUp.Year] {
    let fee = project.feesByCountry[host] ?? 0
    return project.levels.enumerated().map { year, level in
      guard year >= project.construction else {
        return HoldUp.Year(outlay: project.capital / Double(project.construction))
      }
      return HoldUp.Year(
        quasiRent: level * (project.builder.yearly + fee) - project.upkeep, fee: level * fee)
    }
  }
}

extension PoliticalHost.Result {
  fileprivate init(
    _ contract: HoldUp, _ project: PoliticalProject, _ terms: HostTerms, _ run: RegimeValues
  ) throws(PoliticsError) {
    self.contract = contract
    let values = try contract.values()
    self.values = values
    ended = values.ended.last ?? 0
    capital = project.presentCapital(project.builder)
    surplus = contract.surplus
    zone = surplus > 0 ? try HoldUpTerms.zone(surplus: surplus, power: contract.power) : nil
    fee = project.fullLevel * (project.feesByCountry[terms.country] ?? 0)
    gain = max(0, project.fullLevel * project.builder.yearly - project.upkeep)
    selfEnforcingFee = try HoldUpTerms.selfEnforcingFee(
      gain: gain, patience: contract.hostPatience)
    var mitigants: [PoliticalHost.Mitigated] = []
    let levers = try Mitigant.levers(terms.mitigants, run, for: contract, yearly: gain)
    for mitigant in levers {
      let found = try contract.mitigated(by: mitigant).values()
      mitigants.append(
        PoliticalHost.Mitigated(
          mitigant: mitigant, investor: found.investor - values.investor,
          host: found.host - values.host, guarantor: found.guarantor - values.guarantor))
    }
    self.mitigants = mitigants
  }
}

extension PoliticalHost.Result {
  /// The same contract where the investor has another way to earn in each year of operation, as far as that is
  /// more than it has and more than nothing; without mitigants.
  func beside(_ flows: [Double]) throws(PoliticsError) -> PoliticalHost.Result {
    var contract = contract
    for year in contract.years.indices
    where contract.years[year].outlay == 0 && flows.indices.contains(year) {
      contract.years[year].outside = max(contract.years[year].outside, flows[year])
    }
    let values = try contract.values()
    let surplus = contract.surplus
    return PoliticalHost.Result(
      contract: contract, values: values, ended: values.ended.last ?? 0, surplus: surplus,
      capital: capital,
      zone: surplus > 0 ? try HoldUpTerms.zone(surplus: surplus, power: contract.power) : nil,
      fee: fee, gain: gain, selfEnforcingFee: selfEnforcingFee, mitigants: [])
  }
}

extension HoldUp {
  /// The present value of what the project earns beyond the investor's other choice, before capital.
  var surplus: Double {
    var factor = 1.0
    var sum = 0.0
    for year in years {
      sum += factor * (year.quasiRent - year.outside)
      factor /= 1 + rate
    }
    return sum
  }
}
