import CorridorNetwork
public import CorridorStudy

/// What politics close on the way, as a search reads it: exposures, and how much each leaves open.
///
/// A route has of each process the first of its effects whose exposure it meets, as everywhere else; the
/// processes are independent of each other.
public struct RouteHazards: Sendable {
  /// One political process in the regime that a run begins with.
  public struct Process: Hashable, Sendable {
    /// Its id.
    public var id: String
    /// Id of the regime.
    public var regime: String
    /// The place of each exposure and the share of a year that the regime leaves open, in order.
    public var effects: [Effect]

    /// Creates a process.
    public init(id: String, regime: String, effects: [Effect]) {
      self.id = id
      self.regime = regime
      self.effects = effects
    }
  }

  /// What a regime leaves open of one exposure.
  public struct Effect: Hashable, Sendable {
    /// The place of the exposure among those of the study.
    public var exposure: Int
    /// The share of a year in which the route can be used.
    public var availability: Double

    /// Creates an effect.
    public init(exposure: Int, availability: Double) {
      self.exposure = exposure
      self.availability = availability
    }
  }

  /// More exposures than these are not told apart.
  public static let limit = 64

  /// The exposures, in the order of the study.
  public let exposures: [Exposure]
  /// The processes, in the order of the study.
  public let processes: [Process]

  /// Creates hazards of at most ``limit`` exposures.
  public init(exposures: [Exposure], processes: [Process]) {
    precondition(exposures.count <= Self.limit, "at most \(Self.limit) exposures")
    self.exposures = exposures
    self.processes = processes
  }

  /// The exposures that a route meets, a bit for each.
  func met(by route: Route) -> UInt64 {
    var mask: UInt64 = 0
    for (place, exposure) in exposures.enumerated() where exposure.isMet(by: route) {
      mask |= 1 << UInt64(place)
    }
    return mask
  }

  /// The share of a year in which a route with these exposures can't be used.
  func closedShare(_ mask: UInt64) -> Double {
    1
      - processes.reduce(1) { open, process in
        let met = process.effects.first { mask & (1 << UInt64($0.exposure)) != 0 }
        return open * (met?.availability ?? 1)
      }
  }
}
