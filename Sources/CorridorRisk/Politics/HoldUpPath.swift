/// One course of a contract, year by year, for sampling.
///
/// The same events as in ``HoldUp/values()``; the demand is drawn by the caller and may be of any
/// distribution.
public struct HoldUpPath: Sendable {
  private let years: HoldUpYears
  private var year = 0
  private var demand: Double?
  private var stage = 0
  /// Whether the project has ended.
  public private(set) var hasEnded = false
  /// How often the contract was reopened.
  public private(set) var reopenings = 0
  /// The share of years that was lost to stoppages, summed over the years.
  public private(set) var stopped = 0.0

  /// Numbers that decide a year: three of them evenly spread from 0 to 1, and a demand.
  public struct Draw: Hashable, Sendable {
    /// Below the hazard the project ends.
    public var termination: Double
    /// Below the hazard the contract is reopened.
    public var reopening: Double
    /// Below its chance a reopening leads to a stoppage.
    public var stoppage: Double
    /// The multiple of the contract's fee that the host demands if it reopens.
    public var demand: Double

    /// Creates a draw.
    public init(termination: Double, reopening: Double, stoppage: Double, demand: Double) {
      self.termination = termination
      self.reopening = reopening
      self.stoppage = stoppage
      self.demand = demand
    }
  }

  /// Begins a course.
  public init(_ contract: HoldUp) throws(PoliticsError) {
    years = try HoldUpYears(contract)
  }

  /// Begins again, with nothing reopened.
  public mutating func restart() {
    year = 0
    demand = nil
    stage = 0
    hasEnded = false
    reopenings = 0
    stopped = 0
  }

  /// Goes through the next year; after the last year of the contract nothing flows.
  public mutating func step(_ draw: Draw) -> HoldUpFlows {
    let now = year
    guard years.terms.years.indices.contains(now) else { return HoldUpFlows() }
    year += 1
    if hasEnded { return years.ended(now) }
    if draw.termination < years.terminations[now] {
      hasEnded = true
      return years.ending(now)
    }
    if stage > 0 { return stop(now) }
    guard draw.reopening < years.hazards[now] else {
      return years.running(now, demand: demand, stopped: 0)
    }
    reopenings += 1
    if draw.stoppage < years.terms.stoppageChance { return stop(now) }
    demand = max(demand ?? draw.demand, draw.demand)
    return years.running(now, demand: demand, stopped: 0)
  }

  private mutating func stop(_ now: Int) -> HoldUpFlows {
    let share = years.stoppage.indices.contains(stage) ? years.stoppage[stage] : 0
    stage = stage + 1 < years.stoppage.count ? stage + 1 : 0
    stopped += share
    return years.running(now, demand: demand, stopped: share)
  }
}
