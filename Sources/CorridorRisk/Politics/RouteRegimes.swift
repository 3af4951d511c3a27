/// The political processes that a route is exposed to, as one chain, and what they do to it.
public struct RouteRegimes: Hashable, Sendable {
  /// The processes as one; a route that is exposed to none has one regime, which lasts.
  public let joint: JointRegimes
  /// The ids of the processes.
  public let processes: [String]
  /// The place of the joint regime in which a run begins.
  public let start: Int
  /// By joint regime: the share of a year in which the route can be used.
  public let availability: [Double]
  /// By joint regime: by what demand is multiplied.
  public let demand: [Double]
  /// By joint regime: by what fees are multiplied.
  public let fee: [Double]
  /// By joint regime: days that borders take beyond their time.
  public let delayDays: [Double]
  /// By joint regime: whether sanctions are in force.
  public let hasSanctions: [Bool]
  /// By process, then by its own regime: the share of the assets that is lost on entering it.
  public let entryLosses: [[Double]]

  init(
    _ parts: [(process: RegimeModel.Process, effects: RegimeModel.Effects)], isOperating: Bool
  ) throws(PoliticsError) {
    joint = try JointRegimes(
      parts.map { isOperating ? $0.process.operating : $0.process.chain })
    processes = parts.map(\.process.id)
    start = try joint.index(of: parts.map(\.process.start))
    entryLosses = parts.map(\.effects.entryLoss)
    var (availability, demand, fee): ([Double], [Double], [Double]) = ([], [], [])
    var (delays, sanctions): ([Double], [Bool]) = ([], [])
    for index in joint.chain.states.indices {
      let places = try joint.places(of: index)
      var (open, wanted, asked, days, isSanctioned) = (1.0, 1.0, 1.0, 0.0, false)
      for (part, place) in zip(parts, places) {
        open *= part.effects.availability[place]
        wanted *= part.effects.demand[place]
        asked *= part.effects.fee[place]
        days += part.effects.delayDays[place]
        isSanctioned = isSanctioned || part.effects.hasSanctions[place]
      }
      availability.append(open)
      demand.append(wanted)
      fee.append(asked)
      delays.append(days)
      sanctions.append(isSanctioned)
    }
    self.availability = availability
    self.demand = demand
    self.fee = fee
    delayDays = delays
    hasSanctions = sanctions
  }

  /// What a flow for ever is worth in each joint regime: it flows as far as the route is open and wanted.
  ///
  /// - Parameters:
  ///   - yearly: The flow of a year in which the route is open all the time, at the study's demand.
  ///   - rate: The discount rate of a year, above 0 and without a country premium.
  ///   - losesAssets: Whether the losses on entering regimes count.
  /// - Returns: The value in each joint regime, in the unit of the flow.
  /// - Throws: `PoliticsError` for a rate of 0 or less.
  public func value(ofYearly yearly: Double, rate: Double, losesAssets: Bool = true)
    throws(PoliticsError) -> [Double]
  {
    let flows = zip(availability, demand).map { yearly * $0 * $1 }
    if !losesAssets { return try joint.chain.value(of: flows, rate: rate) }
    return try joint.value(of: flows, rate: rate, entryLosses: entryLosses)
  }

  /// The years that the route is expected to be open within a horizon, for a start in each joint regime.
  public func expectedYearsOpen(within years: Int) throws(PoliticsError) -> [Double] {
    try joint.chain.expectedYears(availability, within: years)
  }
}
