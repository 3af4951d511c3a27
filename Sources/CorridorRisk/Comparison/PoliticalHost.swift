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
      holdUp = .known(try Result(contract, project, host: terms.country))
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
    _ contract: HoldUp, _ project: PoliticalProject, host country: String
  ) throws(PoliticsError) {
    self.contract = contract
    let values = try contract.values()
    self.values = values
    ended = values.ended.last ?? 0
    capital = project.presentCapital(project.builder)
    surplus = contract.surplus
    zone = surplus > 0 ? try HoldUpTerms.zone(surplus: surplus, power: contract.power) : nil
    fee = project.fullLevel * (project.feesByCountry[country] ?? 0)
    gain = max(0, project.fullLevel * project.builder.yearly - project.upkeep)
    selfEnforcingFee = try HoldUpTerms.selfEnforcingFee(
      gain: gain, patience: contract.hostPatience)
    var mitigants: [PoliticalHost.Mitigated] = []
    for mitigant in Mitigant.levers(for: contract, yearly: gain) {
      let found = try contract.mitigated(by: mitigant).values()
      mitigants.append(
        PoliticalHost.Mitigated(
          mitigant: mitigant, investor: found.investor - values.investor,
          host: found.host - values.host, guarantor: found.guarantor - values.guarantor))
    }
    self.mitigants = mitigants
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

extension Mitigant {
  /// One lever of each kind, of a size that is easy to scale.
  ///
  /// - Parameters:
  ///   - contract: what is mitigated.
  ///   - yearly: what a full year leaves the investor.
  /// - Returns: the levers; none of staging where nothing is built or the horizon is too short.
  static func levers(for contract: HoldUp, yearly: Double) -> [Mitigant] {
    var levers: [Mitigant] = [
      .escrow(years: 1), .prepaidFee(share: 0.5), .inKind(share: 0.5, worth: 2),
      .fallback(yearly: yearly / 2), .guarantee(share: 0.5, premium: 0),
    ]
    let building = contract.years.count { $0.outlay > 0 }
    let staged = min(2 * building, contract.years.count)
    if building > 0, staged > building {
      let total = contract.years.reduce(0) { $0 + $1.outlay }
      levers.append(
        .stagedBuild(
          outlays: contract.years.indices.map { $0 < staged ? total / Double(staged) : 0 }))
    }
    return levers
  }
}
